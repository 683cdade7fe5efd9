/** A piece of a sentence: plain text, or a name that may stand out. */
export type Part = string | { readonly name: string }
export type Phrase = readonly Part[]

/** A phrase from text, names and phrases: phrase`${idp} deleted ${{ name: 'Ops' }}.` */
export const phrase = (texts: TemplateStringsArray, ...values: (Part | Phrase)[]): Phrase =>
  joined(texts.flatMap((text, i) => [text, ...asParts(values[i])]))

const asParts = (value: Part | Phrase | undefined): Phrase =>
  value === undefined ? [] : isPhrase(value) ? value : [value]

const isPhrase = (value: Part | Phrase): value is Phrase => Array.isArray(value)

/** Neighbouring text becomes one piece. */
const joined = (parts: Phrase): Phrase => {
  const result: Part[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part
    else if (part !== '') result.push(part)
  }
  return result
}

export const textOf = (parts: Phrase): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.name)).join('')

/** "a, b and c". */
export const listed = (phrases: readonly Phrase[]): Phrase =>
  phrases.flatMap((item, i) => [i === 0 ? '' : i === phrases.length - 1 ? ' and ' : ', ', ...item])

export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`

export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** On one line, cut at 80 characters. */
export const trimmed = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line
}

/** A set of small numbers: rules by their places. The words of `summary` say which words of `words` hold anything. */
export type Bits = { readonly words: Uint32Array; readonly summary: Uint32Array }

export const emptyBits = (size: number): Bits => {
  const words = new Uint32Array(Math.ceil(size / 32))
  return { words, summary: new Uint32Array(Math.ceil(words.length / 32)) }
}

export const addBit = ({ words, summary }: Bits, place: number): void => {
  const word = place >>> 5
  words[word] = (words[word] ?? 0) | (1 << (place & 31))
  summary[word >>> 5] = (summary[word >>> 5] ?? 0) | (1 << (word & 31))
}

export const bitsOf = (size: number, places: Iterable<number>): Bits => {
  const bits = emptyBits(size)
  for (const place of places) addBit(bits, place)
  return bits
}

export const copyBits = ({ words, summary }: Bits): Bits => ({ words: words.slice(), summary: summary.slice() })

/** The first place, `from` or behind it, that all of the sets have; -1 when there is none. At least one set. */
export function firstInAll(sets: readonly Bits[], from: number): number {
  const [first] = sets
  if (!first) return -1
  const startWord = from >>> 5
  for (let group = startWord >>> 5; group < first.summary.length; group += 1) {
    let filled = -1
    for (const set of sets) filled &= set.summary[group] ?? 0
    if (group === startWord >>> 5) filled &= -1 << (startWord & 31)
    while (filled !== 0) {
      const word = (group << 5) + lowest(filled)
      let places = -1
      for (const set of sets) places &= set.words[word] ?? 0
      if (word === startWord) places &= -1 << (from & 31)
      if (places !== 0) return (word << 5) + lowest(places)
      filled &= filled - 1
    }
  }
  return -1
}

const lowest = (word: number): number => 31 - Math.clz32(word & -word)

/**
 * Why a long enough password is still among the first an attacker tries, as a sentence to show; undefined when it is not.
 * The commonest passwords are short, so they count with digits and signs around them too, doubled, and in 1337 spelling.
 */
export async function guessable(password: string, context: readonly string[]): Promise<string | undefined> {
  const text = password.toLowerCase()
  if (new Set(text).size < 5) return 'The password repeats the same few characters.'
  if (isRun(text)) return 'The password is a run of neighbouring characters.'
  const word = contextWords(context).find((word) => text.includes(word))
  if (word) return `The password contains “${word}”, which is easy to guess here.`
  const common = await commonPasswords()
  if (variants(text).some((variant) => common.has(variant))) return 'The password is one of the commonest, or nearly.'
  return undefined
}

/** abcdefghijkl, 123456789012, zyxwvutsrqpo: four steps in five lead to a neighbour or stay. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - (codes[index] ?? 0)) <= 1)
  return steps.length >= (codes.length - 1) * 0.8
}

/** The product, and of each context the whole and its words; parts of under four characters occur by accident. */
function contextWords(context: readonly string[]): string[] {
  const texts = context.map((text) => text.normalize('NFKC').toLowerCase())
  const parts = texts.flatMap((text) => [text.split('@')[0] ?? '', ...text.split(/[^\p{L}\p{N}]+/u)])
  return ['rollcall', ...texts, ...parts].filter((word) => Array.from(word).length >= 4 && !publicSuffixes.has(word))
}

/** Parts of addresses that say nothing about whose they are. */
const publicSuffixes = new Set(['info', 'mail', 'gmail', 'online', 'cloud', 'tech'])

function variants(text: string): string[] {
  const bare = strip(text)
  const spelled = [
    text,
    bare,
    unleet(text),
    unleet(bare),
    strip(unleet(text)),
    unleet(strip(text.replace(/[^\p{L}\p{N}]+$/u, ''))),
  ]
  return spelled.flatMap((variant) => [variant, repeatedPart(variant)]).filter((variant) => variant.length >= 4)
}

/** Without the digits and signs at either end. */
const strip = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

const unleet = (text: string) => text.replace(/[@430157$]/g, (sign) => plain[sign] ?? sign)
const plain: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '0': 'o', '1': 'i', '5': 's', '7': 't', $: 's' }

/** `dragon` of `dragondragon`; the text itself when nothing repeats. */
function repeatedPart(text: string): string {
  const period = (text + text).indexOf(text, 1)
  return period > 0 ? text.slice(0, period) : text
}

let loading: Promise<ReadonlySet<string>> | undefined

/** Some 49,000, most used first, all in lower case. Loaded when the first password is chosen: it takes megabytes. */
const commonPasswords = () =>
  (loading ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'])))

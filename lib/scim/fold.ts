/**
 * The form in which text is compared without case: NFKC, then lower case, in JavaScript, so that both engines agree
 * (SQLite's `lower` knows ASCII only).
 */
export const fold = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().normalize('NFKC')

/** Nearly all text there is: normalising changes none of it and costs several times as much as the rest. */
// oxlint-disable-next-line no-control-regex -- the range is all of ASCII
const ASCII = /^[\u0000-\u007f]*$/

/** Order by code point, as both engines order keys; `<` alone orders by UTF-16 unit. Negative, zero or positive. */
export const compareCodePoints = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above every other unit, though U+E000–U+FFFF are larger numbers. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

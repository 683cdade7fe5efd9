/** Keys that are remembered, at most, and the longest of them. */
const MOST = 1_000
const LONGEST = 512

/** Remembers what `work` made of the texts seen lately: those of one page's requests are alike. */
export function lately<T>(work: (text: string) => T): (text: string) => T {
  const seen = new Map<string, T>()
  return (text) => {
    if (seen.has(text)) return seen.get(text) as T
    const made = work(text)
    if (text.length > LONGEST) return made
    if (seen.size >= MOST) seen.clear()
    seen.set(text, made)
    return made
  }
}

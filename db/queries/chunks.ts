/** Pieces small enough for one `in (…)`. */
export function* chunks<T>(items: T[], size = 1_000): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

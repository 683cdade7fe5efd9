/** How long a chart's bars may be, in minutes. Each divides a day or is made of days. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 5_760]

const MINUTE_MS = 60_000
const MOST_BARS = 90

/** A bar's time, both ends ISO 8601; `to` is not in it. */
export type TimeBucket = { readonly from: string; readonly to: string }

/** The shortest step that draws a range in no more than ninety bars. */
export const stepFor = (from: Date, to: Date): number => {
  const minutes = Math.max(1, (to.getTime() - from.getTime()) / MINUTE_MS)
  return steps.find((step) => minutes / step <= MOST_BARS) ?? steps.at(-1) ?? 1
}

/** Every bucket of a range, the first and the last cut to it; starts are whole steps since 1970. */
export const bucketsOf = (from: Date, to: Date, stepMinutes: number): (TimeBucket & { start: number })[] => {
  const buckets: (TimeBucket & { start: number })[] = []
  const first = Math.floor(from.getTime() / MINUTE_MS / stepMinutes) * stepMinutes
  for (let start = first; start * MINUTE_MS < to.getTime(); start += stepMinutes) {
    const begins = new Date(Math.max(start * MINUTE_MS, from.getTime()))
    const ends = new Date(Math.min((start + stepMinutes) * MINUTE_MS, to.getTime()))
    buckets.push({ start, from: begins.toISOString(), to: ends.toISOString() })
  }
  return buckets
}

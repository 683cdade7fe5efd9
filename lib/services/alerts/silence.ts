/** What is usual is read from so many days before the last request. */
export const PAST_DAYS = 28
/** Fewer days with traffic among them say nothing about what is usual. */
const LEAST_DAYS = 5
/** No silence is called long before that. */
const LEAST_HOURS = 12
/** So much longer than usual is too long. */
const FACTOR = 1.5

const HOUR = 60
const DAY = 24 * HOUR

/**
 * After how many hours without a request something is wrong with an IdP, by its own past: `hours` are those in which it sent
 * anything, in minutes since 1970, in order, within the last four weeks that it was heard. Undefined when these are too few
 * to tell.
 *
 * Usual is the third-longest silence of those weeks: four week-ends make the week-end usual, and neither one outage nor two
 * are taken for a habit.
 */
export function longestUsualSilence(hours: readonly number[]): { usualHours: number; limitHours: number } | undefined {
  const days = new Set(hours.map((hour) => Math.floor(hour / DAY)))
  if (days.size < LEAST_DAYS) return undefined
  const silences = hours.slice(1).map((hour, at) => (hour - (hours[at] ?? hour)) / HOUR - 1)
  const usualHours = silences.sort((a, b) => b - a)[2] ?? 0
  return { usualHours, limitHours: Math.max(LEAST_HOURS, Math.ceil(usualHours * FACTOR)) }
}

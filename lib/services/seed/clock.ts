/** The moment `seconds` after `time` (`HH:MM`, UTC) on day 0 to 12 of the sample fortnight. */
export type Clock = (day: number, time: string, seconds?: number) => Date

const dayMs = 86_400_000

/**
 * The thirteen whole days before the day of `now`: with what has passed of today they are the last fortnight, at any time
 * of the day.
 */
export function fortnightBefore(now: Date): Clock {
  const start = Math.floor(now.getTime() / dayMs) * dayMs - 13 * dayMs
  return (day, time, seconds = 0) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return new Date(start + day * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000)
  }
}

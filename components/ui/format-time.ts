/** The one place where instants become text. `at` is ISO 8601. */
const two = (value: number) => String(value).padStart(2, '0')

/** `2026-11-22 14:02:07 UTC`. */
export const utcText = (at: string): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** `2026-11-22 16:02:07 GMT+2`: the browser's zone, named. */
export const localText = (at: string): string => {
  const date = new Date(at)
  const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' })
    .formatToParts(date)
    .find((part) => part.type === 'timeZoneName')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone?.value ?? ''}`.trim()
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

/** `3 min. ago`, `in 2 days`, `just now` within half a minute. */
export const relativeText = (at: string, now: number): string => {
  const seconds = Math.round((Date.parse(at) - now) / 1000)
  if (Math.abs(seconds) < 30) return 'just now'
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  return relative.format(seconds, 'second')
}

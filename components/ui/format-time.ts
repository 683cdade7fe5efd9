// The one place where instants become text. `at` is ISO 8601.

/** `utc` where the reader chose it, else the IANA name of a time zone. */
export type Zone = string

/** Whether times can be shown in it. */
export const isZone = (name: string): boolean => {
  try {
    return name === 'utc' || Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** `2026-11-22 14:02:07 UTC`. */
export const utcText = (at: string): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** `2026-11-22 16:02:07 GMT+2`: the zone is named. */
export const exactText = (at: string, zone: Zone): string => {
  if (zone === 'utc') return utcText(at)
  const parts = formatOf(zone).formatToParts(new Date(at))
  const { year, month, day, hour, minute, second, timeZoneName } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  )
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${timeZoneName}`
}

const formats = new Map<Zone, Intl.DateTimeFormat>()
/** One zone has many spellings, and a cookie may have any: those of some readers at a time. */
const MOST_FORMATS = 100

/** Kept: a page may have hundreds of times, and to make a format takes longer than to use it. */
const formatOf = (zone: Zone): Intl.DateTimeFormat => {
  const kept = formats.get(zone)
  if (kept) return kept
  const numeric = '2-digit'
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
    timeZoneName: 'short',
  })
  if (formats.size >= MOST_FORMATS) formats.clear()
  formats.set(zone, made)
  return made
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

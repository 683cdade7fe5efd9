import type { Zone } from '#components/ui/format-time.ts'
import type { TimeBucket } from '#lib/table/time-buckets.ts'

/** What came of the requests of a time. */
export type RequestBucket = TimeBucket & {
  readonly changed: number
  readonly unchanged: number
  readonly rejected: number
}

/** The three outcomes, from the bottom of a bar to its top. Colours are those of the design's roles. */
export const series = [
  { key: 'changed', dot: 'bg-good' },
  { key: 'unchanged', dot: 'bg-line-strong' },
  { key: 'rejected', dot: 'bg-bad' },
] as const

/** What the outcomes are called where it is not requests that are counted. */
export type ChartWords = Readonly<
  Record<(typeof series)[number]['key'], string> & {
    /** The same after a count: `3 unchanged`. */
    said: Readonly<Record<(typeof series)[number]['key'], string>>
    none: string
    /** Why not all are counted. */
    partial: string
  }
>

export const requestWords: ChartWords = {
  changed: 'Changed',
  unchanged: 'No change',
  rejected: 'Rejected',
  said: { changed: 'changed', unchanged: 'unchanged', rejected: 'rejected' },
  none: 'no requests',
  partial: 'Many requests are new: the earliest of them are still being counted.',
}

/** `14 Nov, 08:00 to 12:00`, in the reader's zone or UTC. */
export const bucketText = ({ from, to }: TimeBucket, zone: Zone): string => {
  const [start, end] = [new Date(from), new Date(to)]
  const zoned = { timeZone: zone === 'utc' ? 'UTC' : zone }
  const day = new Intl.DateTimeFormat('en-GB', { ...zoned, day: 'numeric', month: 'short' })
  const time = new Intl.DateTimeFormat('en-GB', { ...zoned, hour: '2-digit', minute: '2-digit' })
  const isDays = end.getTime() - start.getTime() >= 86_400_000
  if (isDays) return `${day.format(start)}, ${time.format(start)} to ${day.format(end)}, ${time.format(end)}`
  const endDay = day.format(end) === day.format(start) ? '' : `${day.format(end)}, `
  return `${day.format(start)}, ${time.format(start)} to ${endDay}${time.format(end)}`
}

/** What a bar says: `12 changed, 3 unchanged, 1 rejected`. */
export const countsText = (bucket: RequestBucket, words: ChartWords): string =>
  series
    .filter(({ key }) => bucket[key] > 0)
    .map(({ key }) => `${bucket[key]} ${words.said[key]}`)
    .join(', ') || words.none

/** The times of a day where bars are shorter than one, else days. */
export const tickText = (from: string, buckets: readonly RequestBucket[], zone: Zone): string => {
  const zoned = { timeZone: zone === 'utc' ? 'UTC' : zone }
  const whole = Date.parse(buckets.at(-1)?.to ?? from) - Date.parse(buckets[0]?.from ?? from)
  return new Intl.DateTimeFormat('en-GB', {
    ...zoned,
    ...(whole > 2 * 86_400_000 ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' }),
  }).format(new Date(from))
}

import type { RequestBucket } from '#components/charts/request-buckets.ts'
import { chartRequests } from '#db/queries/sync-log-chart.ts'
import type { CountedBucket } from '#db/queries/sync-log-counts.ts'
import type { Reader } from '#db/store.ts'
import { bucketsOf, stepFor } from '#lib/table/time-buckets.ts'
import type { TableQuery } from '#lib/table/url.ts'

export type Chart = { buckets: RequestBucket[]; isPartial: boolean }

/** The chart above the log: with the list's filters, over its time range. */
export async function readChart(q: Reader, idpId: string, query: TableQuery, now: Date): Promise<Chart> {
  const to = query.range.to && query.range.to < now ? new Date(query.range.to.getTime() + 1) : now
  const from = query.range.from ?? to
  const step = stepFor(from, to)
  const { buckets, isPartial } = await chartRequests(q, idpId, query, step)
  return { buckets: fillBuckets(from, to, step, buckets), isPartial }
}

/** Every bar of a range, empty ones too. */
export function fillBuckets(from: Date, to: Date, step: number, counted: readonly CountedBucket[]): RequestBucket[] {
  const counts = new Map<string, number>()
  for (const { start, value, count } of counted) {
    const key = `${start} ${value}`
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  return bucketsOf(from, to, step).map(({ start, ...bucket }) => ({
    ...bucket,
    changed: counts.get(`${start} changed`) ?? 0,
    unchanged: counts.get(`${start} no-change`) ?? 0,
    rejected: counts.get(`${start} rejected`) ?? 0,
  }))
}

import type { RequestBucket } from '#components/charts/request-buckets.ts'
import { chartDecisions } from '#db/queries/decision-chart.ts'
import type { Reader } from '#db/store.ts'
import { bucketsOf, stepFor } from '#lib/table/time-buckets.ts'
import type { TableQuery } from '#lib/table/url.ts'

export type DecisionChartData = { buckets: RequestBucket[]; isPartial: boolean }

/** The chart above the log: with the list's filters, over its time range. */
export async function readChart(q: Reader, query: TableQuery, now: Date): Promise<DecisionChartData> {
  const to = query.range.to && query.range.to < now ? new Date(query.range.to.getTime() + 1) : now
  const from = query.range.from ?? to
  const step = stepFor(from, to)
  const { buckets, isPartial } = await chartDecisions(q, query, step)
  const count = (start: number, outcome: string) =>
    buckets.find((bucket) => bucket.start === start && bucket.outcome === outcome)?.count ?? 0
  return {
    buckets: bucketsOf(from, to, step).map(({ start, ...bucket }) => ({
      ...bucket,
      changed: count(start, 'allowed'),
      unchanged: count(start, 'other'),
      rejected: count(start, 'blocked'),
    })),
    isPartial,
  }
}

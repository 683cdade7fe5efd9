import { and, gte, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Instants } from '#lib/table/range.ts'
import type { Reader } from '../store.ts'
import { countRequests, type CountedBucket } from './sync-log-counts.ts'
import type { Facets } from './sync-log-facets.ts'
import { lowestIdOfMinute, MINUTE_MS } from './sync-log-ids.ts'
import type { Stretch } from './sync-log-stretch.ts'

export type Place = {
  /** Condition on ids: the few minutes that the page is in. Undefined: there is nothing on this page. */
  minutes: SQL | undefined
  /** From the first of these minutes to the last. */
  stretch: Stretch
  /** How many matching rows of those minutes come before the page. */
  skip: number
  /** Of the whole list. */
  total: number
  isPartial: boolean
}

/**
 * Where in the log a page of a list is: roll-ups say which hours hold it, then which minutes, so that neither a deep page
 * nor a rare value makes anybody walk through millions of rows.
 */
export async function locatePage(
  q: Reader,
  idpId: string,
  facets: Facets,
  range: Instants,
  page: { offset: number; limit: number; direction: 'asc' | 'desc' },
): Promise<Place> {
  const count = (within: Instants, stepMinutes: number) =>
    countRequests(q, { idpId, range: within, facets, stepMinutes, by: 'outcome' })
  const { buckets, isPartial } = await count(range, 60)
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0)
  const hours = walkTo(perStart(buckets), page.offset, page)
  const [first, last] = endsOf(hours.starts)
  if (first === undefined || last === undefined) return { minutes: undefined, stretch: {}, skip: 0, total, isPartial }
  const within = overlap(range, first, last + 60)
  const byMinute = perStart((await count(within, 1)).buckets)
  const minutes = walkTo(byMinute, page.offset - hours.before, page)
  const [from, to] = endsOf(minutes.starts)
  return {
    minutes: minutes.starts.length > 0 ? inMinutes(q, minutes.starts) : undefined,
    stretch:
      from === undefined || to === undefined ? {} : { from: lowestIdOfMinute(from), before: lowestIdOfMinute(to + 1) },
    skip: page.offset - hours.before - minutes.before,
    total,
    isPartial,
  }
}

const perStart = (buckets: readonly CountedBucket[]): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const { start, count } of buckets) counts.set(start, (counts.get(start) ?? 0) + count)
  return counts
}

/** The buckets that hold `limit` rows from `offset` on, and how many rows come before them. */
const walkTo = (
  counts: ReadonlyMap<number, number>,
  offset: number,
  { limit, direction }: { limit: number; direction: 'asc' | 'desc' },
): { starts: number[]; before: number } => {
  const ordered = [...counts].sort(([a], [b]) => (direction === 'desc' ? b - a : a - b))
  const starts: number[] = []
  let before = 0
  let covered = 0
  for (const [start, count] of ordered) {
    if (covered + count <= offset) before += count
    else starts.push(start)
    covered += count
    if (covered >= offset + limit) break
  }
  return { starts, before }
}

const endsOf = (starts: readonly number[]) => {
  const sorted = [...starts].sort((a, b) => a - b)
  return [sorted[0], sorted.at(-1)] as const
}

/** The part of a range that lies in these minutes. */
const overlap = ({ from, to }: Instants, first: number, end: number): Instants => {
  const [low, high] = [new Date(first * MINUTE_MS), new Date(end * MINUTE_MS - 1)]
  return { from: from && from > low ? from : low, to: to && to < high ? to : high }
}

/** Minutes next to one another make one range of ids. */
export const inMinutes = (q: Reader, minutes: readonly number[]): SQL => {
  const { id } = q.tables.syncLogs
  const ranges: { from: number; to: number }[] = []
  for (const minute of [...new Set(minutes)].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.to === minute) last.to = minute + 1
    else ranges.push({ from: minute, to: minute + 1 })
  }
  const each = ranges.map(({ from, to }) => and(gte(id, lowestIdOfMinute(from)), lt(id, lowestIdOfMinute(to))))
  return or(...each) ?? sql`false`
}

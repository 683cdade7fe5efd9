import { and, desc, eq, gte, lt, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Instants } from '#lib/table/range.ts'
import { minuteOf } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { findMark } from './fold-sync-logs.ts'
import { type FacetId, facetConditions, type Facets, namedLogFacets } from './sync-log-facets.ts'
import { lowestIdAt, lowestIdOfMinute, MINUTE_MS } from './sync-log-ids.ts'

/** Rows of the log that are counted one by one because no roll-up has them yet, at most. */
const UNFOLDED_AT_MOST = 100_000

export type CountQuery = {
  idpId: string
  range: Instants
  facets: Facets
  /** Answers are grouped by so many minutes, counted from 1970, and by the value of a facet. */
  stepMinutes: number
  by: FacetId
}

/** `start`: in minutes since 1970. `value`: of the facet; empty text where rows have none. */
export type CountedBucket = { start: number; value: string; count: number }

export type Counted = {
  buckets: CountedBucket[]
  /** So many requests are new that the oldest of those are not counted yet. */
  isPartial: boolean
}

/**
 * How many requests there were, to the millisecond: whole hours and minutes come from the roll-ups, what they do not have
 * yet and the ends of the range from the log. Milliseconds for ten million rows. Ask `store().report`.
 */
export async function countRequests(q: Reader, query: CountQuery): Promise<Counted> {
  const { range, idpId } = query
  const end = range.to && range.to.getTime() + 1
  const first = range.from ? Math.ceil(range.from.getTime() / MINUTE_MS) : 0
  const last = end === undefined ? Infinity : Math.floor(end / MINUTE_MS)
  const from = lowestIdAt(range.from ?? new Date(0))
  const to = end === undefined ? undefined : lowestIdAt(new Date(end))
  if (first >= last) {
    const { buckets, isPartial } = await countRows(q, query, { from, to })
    return { buckets: merged([buckets]), isPartial }
  }
  const mark = (await findMark(q, idpId)) ?? ''
  const [head, live, tail, ...folded] = await Promise.all([
    range.from && first * MINUTE_MS > range.from.getTime()
      ? countRows(q, query, { from, to: lowestIdOfMinute(first) })
      : nothing,
    countRows(q, query, {
      from: mark > lowestIdOfMinute(first) ? mark : lowestIdOfMinute(first),
      to: last === Infinity ? undefined : lowestIdOfMinute(last),
    }),
    end !== undefined && end > last * MINUTE_MS ? countRows(q, query, { from: lowestIdOfMinute(last), to }) : nothing,
    ...pieces(first, last).map((piece) => countFolded(q, query, piece)),
  ])
  return {
    buckets: merged([head.buckets, live.buckets, tail.buckets, ...folded]),
    isPartial: live.isPartial,
  }
}

const nothing: Counted = { buckets: [], isPartial: false }

type Piece = { grain: 1 | 60; from: number; to: number }

/** The whole hours of [first, last) as hours, and the minutes before and after them. */
const pieces = (first: number, last: number): Piece[] => {
  const hours: Piece = {
    grain: 60,
    from: Math.ceil(first / 60) * 60,
    to: last === Infinity ? Infinity : Math.floor(last / 60) * 60,
  }
  const all: Piece[] =
    hours.from >= hours.to
      ? [{ grain: 1, from: first, to: last }]
      : [{ grain: 1, from: first, to: hours.from }, hours, { grain: 1, from: hours.to, to: last }]
  return all.filter(({ from, to }) => from < to)
}

async function countFolded(q: Reader, query: CountQuery, wanted: Piece): Promise<CountedBucket[]> {
  const { syncLogCounts: counts } = q.tables
  // A chart of minutes cannot be drawn from hours.
  const { grain, from, to } = query.stepMinutes % wanted.grain === 0 ? wanted : { ...wanted, grain: 1 }
  const start = startOf(counts.bucket, query.stepMinutes)
  const value = valueOf(counts[query.by])
  return q
    .select({ start, value, count: sql<number>`sum(${counts.count})`.mapWith(Number) })
    .from(counts)
    .where(
      and(
        eq(counts.idpId, query.idpId),
        eq(counts.grain, grain),
        gte(counts.bucket, from),
        to === Infinity ? undefined : lt(counts.bucket, to),
        ...facetConditions(counts, query.facets),
      ),
    )
    .groupBy(start, value)
}

/** Counts rows of the log itself, the newest of them. */
async function countRows(
  q: Reader,
  query: CountQuery,
  ids: { from: string; to: string | undefined },
): Promise<Counted> {
  if (ids.to !== undefined && ids.from >= ids.to) return nothing
  const { syncLogs: log } = q.tables
  const rows = q
    .select({ minute: minuteOf(q, log.at).as('minute'), ...namedLogFacets(q) })
    .from(log)
    .where(
      and(eq(log.idpId, query.idpId), gte(log.id, ids.from), ids.to === undefined ? undefined : lt(log.id, ids.to)),
    )
    .orderBy(desc(log.id))
    .limit(UNFOLDED_AT_MOST)
    .as('newest')
  const start = startOf(rows.minute, query.stepMinutes)
  const value = valueOf(rows[query.by])
  const found = await q
    .select({
      start,
      value,
      count:
        sql<number>`sum(case when ${and(...facetConditions(rows, query.facets)) ?? sql`1 = 1`} then 1 else 0 end)`.mapWith(
          Number,
        ),
      scanned: sql<number>`count(*)`.mapWith(Number),
    })
    .from(rows)
    .groupBy(start, value)
  const scanned = found.reduce((sum, row) => sum + row.scanned, 0)
  return {
    buckets: found.flatMap(({ start, value, count }) => (count > 0 ? [{ start, value, count }] : [])),
    isPartial: scanned >= UNFOLDED_AT_MOST,
  }
}

// As literals: PostgreSQL takes two parameters for two values, and a group that is not the column selected.
const startOf = (minute: SQLWrapper, step: number): SQL<number> =>
  sql<number>`${minute} - ${minute} % ${sql.raw(String(Math.trunc(step)))}`.mapWith(Number)

const valueOf = (column: SQLWrapper): SQL<string> => sql<string>`cast(${column} as text)`

const merged = (parts: readonly (readonly CountedBucket[])[]): CountedBucket[] => {
  const all = new Map<string, CountedBucket>()
  for (const { start, value, count } of parts.flat()) {
    const key = `${start} ${value}`
    all.set(key, { start, value, count: (all.get(key)?.count ?? 0) + count })
  }
  return [...all.values()].sort((a, b) => a.start - b.start)
}

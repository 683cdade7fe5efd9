import { and, desc, eq, sql } from 'drizzle-orm'
import { totalCap } from '#lib/table/define-table.ts'
import { minuteOf } from '../dialect.ts'
import type { Reader } from '../store.ts'
import type { ListQuery } from './list.ts'
import { countRequests, type Counted } from './sync-log-counts.ts'
import { facetConditions, type FacetId, facetsIn, logFacets } from './sync-log-facets.ts'
import { prepareMatches } from './sync-log-matches.ts'
import { within } from './sync-log-stretch.ts'

/**
 * Requests over time by a facet, with a list's own filters: from the roll-ups, or, where names, ids or text narrow the list,
 * the newest 10,000 that match. Ask `store().report`.
 */
export async function chartRequests(
  q: Reader,
  idpId: string,
  { filters, range }: Pick<ListQuery, 'filters' | 'range'>,
  stepMinutes: number,
  by: FacetId = 'outcome',
): Promise<Counted> {
  const facets = facetsIn(filters)
  const { conditions, stretch } = await prepareMatches(q, idpId, filters, range)
  if (conditions.length === 0) return countRequests(q, { idpId, range, facets, stepMinutes, by })
  const { syncLogs: log } = q.tables
  const some = q
    .select({
      minute: minuteOf(q, log.at).as('minute'),
      value: sql<string>`cast(${logFacets(q)[by]} as text)`.as('value'),
    })
    .from(log)
    .where(
      and(eq(log.idpId, idpId), within(q, range, stretch), ...conditions, ...facetConditions(logFacets(q), facets)),
    )
    .orderBy(desc(log.id))
    .limit(totalCap)
    .as('some')
  const start = sql<number>`${some.minute} - ${some.minute} % ${sql.raw(String(Math.trunc(stepMinutes)))}`.mapWith(
    Number,
  )
  const buckets = await q
    .select({ start, value: sql<string>`${some.value}`, count: sql<number>`count(*)`.mapWith(Number) })
    .from(some)
    .groupBy(start, some.value)
  return { buckets, isPartial: buckets.reduce((sum, { count }) => sum + count, 0) >= totalCap }
}

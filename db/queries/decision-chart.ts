import { and, desc, gte, lt, sql, type SQL } from 'drizzle-orm'
import { totalCap } from '#lib/table/define-table.ts'
import type { Instants } from '#lib/table/range.ts'
import { minuteOf } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { filterConditions, type ListQuery } from './list.ts'
import { decisionPlan } from './list-decisions.ts'
import { MINUTE_MS } from './sync-log-ids.ts'

export type DecisionBucket = {
  /** Its start, in minutes since 1970. */
  start: number
  outcome: 'allowed' | 'blocked' | 'other'
  count: number
}

/**
 * Decisions over time by outcome. Without filters all there were, in the log or not; with filters what the rows of the log
 * stand for, the newest 10,000 of them: then `isPartial`. Ask `store().report`.
 */
export async function chartDecisions(
  q: Reader,
  query: Pick<ListQuery, 'filters' | 'range'>,
  stepMinutes: number,
): Promise<{ buckets: DecisionBucket[]; isPartial: boolean }> {
  const conditions = filterConditions(query, decisionPlan(q)).filter((condition) => condition !== undefined)
  return conditions.length === 0
    ? { buckets: await countedDecisions(q, query.range, stepMinutes), isPartial: false }
    : matchingDecisions(q, [...conditions, decisionPlan(q).range?.(query.range)], stepMinutes)
}

async function countedDecisions(q: Reader, { from, to }: Instants, stepMinutes: number): Promise<DecisionBucket[]> {
  const { decisionCounts: t } = q.tables
  const start = startOf(sql`${t.minute}`, stepMinutes)
  const rows = await q
    .select({ start, outcome: t.outcome, count: sql<number>`sum(${t.count})`.mapWith(Number) })
    .from(t)
    .where(
      and(
        from && gte(t.minute, Math.floor(from.getTime() / MINUTE_MS)),
        to && lt(t.minute, Math.ceil(to.getTime() / MINUTE_MS)),
      ),
    )
    .groupBy(start, t.outcome)
  return rows.flatMap(({ outcome, ...row }) => (outcome === 'left-out' ? [] : [{ ...row, outcome }]))
}

async function matchingDecisions(
  q: Reader,
  conditions: (SQL | undefined)[],
  stepMinutes: number,
): Promise<{ buckets: DecisionBucket[]; isPartial: boolean }> {
  const { decisionLogs: t } = q.tables
  const some = q
    .select({
      minute: minuteOf(q, t.at).as('minute'),
      outcome:
        sql<string>`case ${t.action} when 'allow' then 'allowed' when 'block' then 'blocked' when 'sign-in' then 'blocked' else 'other' end`.as(
          'outcome',
        ),
      weight: sql<number>`${t.count} * ${t.share}`.as('weight'),
    })
    .from(t)
    .where(and(...conditions))
    .orderBy(desc(t.id))
    .limit(totalCap)
    .as('some')
  const start = startOf(sql`${some.minute}`, stepMinutes)
  const rows = await q
    .select({
      start,
      outcome: sql<DecisionBucket['outcome']>`${some.outcome}`,
      count: sql<number>`sum(${some.weight})`.mapWith(Number),
      rows: sql<number>`count(*)`.mapWith(Number),
    })
    .from(some)
    .groupBy(start, some.outcome)
  return {
    buckets: rows.map(({ start: begin, outcome, count }) => ({ start: begin, outcome, count })),
    isPartial: rows.reduce((sum, row) => sum + row.rows, 0) >= totalCap,
  }
}

const startOf = (minute: SQL, stepMinutes: number): SQL<number> =>
  sql<number>`${minute} - ${minute} % ${sql.raw(String(Math.trunc(stepMinutes)))}`.mapWith(Number)

import { and, asc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { decisionLog } from '#lib/table/decision-log.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import type { DecisionRow } from './decision-log.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import { lowestIdAt } from './sync-log-ids.ts'

/** How the decision log is answered. An id is the UUIDv7 of its row's time: ordering and ranges go by it. */
export function decisionPlan(q: Reader): ListPlan<typeof decisionLog> {
  const { decisionLogs: t } = q.tables
  const contains = (column: Parameters<typeof containsText>[0]) => (values: readonly string[]) =>
    containsText(column, fold(values[0] ?? ''))
  const searched = [t.userNameKey, t.applicationKey, t.host, t.ruleKey, t.address, t.sourceName]
  return {
    table: t,
    scope: sql`1 = 1`,
    filters: {
      text: (values) => or(...searched.map((column) => contains(column)(values))),
      action: (values) => inArray(t.action, [...values]),
      userName: contains(t.userNameKey),
      provider: (values) => inArray(t.idpId, [...values]),
      application: (values) => inArray(t.applicationId, [...values]),
      rule: contains(t.ruleKey),
      reason: (values) => inArray(t.reason, [...values]),
      policy: (values) => inArray(sql`${t.policy}`, [...values]),
      address: contains(t.address),
      source: (values) => inArray(sql`${t.source}`, [...values]),
      userId: ([id]) => eq(t.userId, (id ?? '').trim().toLowerCase()),
      ruleId: ([id]) => eq(t.ruleId, (id ?? '').trim().toLowerCase()),
    },
    sort: { at: t.id },
    id: t.id,
    range: ({ from, to }) =>
      and(from && gte(t.id, lowestIdAt(from)), to && lt(t.id, lowestIdAt(new Date(to.getTime() + 1)))),
  }
}

export async function listDecisionPage(q: Reader, query: ListQuery): Promise<ListPage<DecisionRow>> {
  const { decisionLogs: t } = q.tables
  return listPage<typeof decisionLog, DecisionRow>(q, query, decisionPlan(q), ({ where, orderBy, limit, offset }) =>
    q
      .select()
      .from(t)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset),
  )
}

export async function findDecision(q: Reader, id: string): Promise<DecisionRow | undefined> {
  const { decisionLogs: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** The applications that there are, by name, for the filter to choose from. */
export async function listApplicationNames(q: Reader): Promise<{ id: string; name: string }[]> {
  const { applications: t } = q.tables
  return q.select({ id: t.id, name: t.name }).from(t).orderBy(asc(t.nameKey))
}

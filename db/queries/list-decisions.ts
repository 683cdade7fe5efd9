import { and, eq, getTableColumns, gte, inArray, lt, or, sql } from 'drizzle-orm'
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
  const searched = [t.userNameKey, t.applicationKey, t.host, t.ruleKey, t.address]
  return {
    table: t,
    scope: sql`1 = 1`,
    filters: {
      text: (values) => or(...searched.map((column) => contains(column)(values))),
      action: (values) => inArray(t.action, [...values]),
      userName: contains(t.userNameKey),
      provider: (values) => inArray(t.idpId, [...values]),
      application: contains(t.applicationKey),
      rule: contains(t.ruleKey),
      reason: (values) => inArray(t.reason, [...values]),
      policy: (values) => inArray(sql`${t.policy}`, [...values]),
      address: contains(t.address),
      source: (values) => inArray(sql`${t.source}`, [...values]),
      userId: ([id]) => eq(t.userId, (id ?? '').trim().toLowerCase()),
      applicationId: ([id]) => eq(t.applicationId, (id ?? '').trim().toLowerCase()),
      ruleId: ([id]) => eq(t.ruleId, (id ?? '').trim().toLowerCase()),
    },
    sort: { at: t.id },
    id: t.id,
    range: ({ from, to }) =>
      and(from && gte(t.id, lowestIdAt(from)), to && lt(t.id, lowestIdAt(new Date(to.getTime() + 1)))),
  }
}

/** A row without its explanation, which the drawer alone shows. */
export type ListedDecision = Omit<DecisionRow, 'explanation'>

export async function listDecisionPage(q: Reader, query: ListQuery): Promise<ListPage<ListedDecision>> {
  const { decisionLogs: t } = q.tables
  const { explanation: _, ...columns } = getTableColumns(t)
  return listPage<typeof decisionLog, ListedDecision>(q, query, decisionPlan(q), ({ where, orderBy, limit, offset }) =>
    q
      .select(columns)
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

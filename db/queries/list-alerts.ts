import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { alerts as table } from '#lib/table/alerts.ts'
import type { deliveries as deliveriesTable } from '#lib/table/alert-deliveries.ts'
import { fold } from '#lib/scim/fold.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import type { AlertRow } from './alerts.ts'
import type { AlertDeliveryRow } from './alert-deliveries.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'
import { lowestIdAt } from './sync-log-ids.ts'

export async function listAlertPage(q: Reader, query: ListQuery): Promise<ListPage<AlertRow>> {
  const { alerts: t } = q.tables
  const states: Record<string, SQL | undefined> = {
    open: and(isNotNull(t.openKey), isNull(t.acknowledgedAt)),
    acknowledged: and(isNotNull(t.openKey), isNotNull(t.acknowledgedAt)),
    resolved: isNull(t.openKey),
  }
  return listPage<typeof table, AlertRow>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        state: (values) => or(...values.map((value) => states[value])),
        kind: (values) => inArray(sql`${t.kind}`, [...values]),
        severity: (values) => inArray(sql`${t.severity}`, [...values]),
        provider: (values) => inArray(t.idpId, [...values]),
      },
      sort: { raisedAt: t.id },
      id: t.id,
      range: ({ from, to }) =>
        and(from && gte(t.id, lowestIdAt(from)), to && lt(t.id, lowestIdAt(new Date(to.getTime() + 1)))),
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

export async function listDeliveryPage(q: Reader, query: ListQuery): Promise<ListPage<AlertDeliveryRow>> {
  const { alertDeliveries: t } = q.tables
  return listPage<typeof deliveriesTable, AlertDeliveryRow>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        state: (values) => inArray(sql`${t.state}`, [...values]),
        event: (values) => inArray(sql`${t.event}`, [...values]),
        destination: (values) => inArray(t.destinationId, [...values]),
        target: ([text]) => containsText(sql`lower(${t.target})`, fold(text ?? '')),
        alertId: ([id]) => eq(t.alertId, id ?? ''),
      },
      sort: { createdAt: t.id },
      id: t.id,
      range: ({ from, to }) =>
        and(from && gte(t.id, lowestIdAt(from)), to && lt(t.id, lowestIdAt(new Date(to.getTime() + 1)))),
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

/** The deliveries of one alert, the oldest first. */
export const listDeliveriesOf = (q: Reader, alertId: string, limit: number): Promise<AlertDeliveryRow[]> => {
  const { alertDeliveries: t } = q.tables
  return q.select().from(t).where(eq(t.alertId, alertId)).orderBy(asc(t.id)).limit(limit)
}

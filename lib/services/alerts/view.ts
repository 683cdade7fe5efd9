import {
  type AlertAttemptRow,
  type AlertDeliveryRow,
  findDelivery,
  listAttempts,
} from '#db/queries/alert-deliveries.ts'
import { type AlertDestinationRow, listDestinations } from '#db/queries/alert-destinations.ts'
import { type AlertMuteRow, type AlertRow, findAlert, listMutes, listOpenAlerts } from '#db/queries/alerts.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import { listAlertPage, listDeliveriesOf, listDeliveryPage } from '#db/queries/list-alerts.ts'
import type { Reader } from '#db/store.ts'
import type { AlertEvent, AlertKind, AlertSeverity, AlertState, DeliveryState } from '#lib/table/alert-words.ts'
import type { DestinationEntry } from './destination-entry.ts'
import { entryOf } from './destination-entry.ts'
import type { AlertPayload } from './event.ts'

/** An alert as pages show it. Times are ISO 8601. */
export type AlertView = {
  id: string
  kind: AlertKind
  severity: AlertSeverity
  state: AlertState
  text: string
  idpId: string
  idpName: string
  facts: Readonly<Record<string, string | number | null>>
  raisedAt: string
  changedAt: string
  resolvedAt: string | null
  acknowledgedAt: string | null
  acknowledgedBy: string | null
  /** Alerts of its kind about its IdP are not sent. `until`: null until somebody ends it. */
  mute: { until: string | null; by: string } | undefined
}

export async function readAlertPage(q: Reader, query: ListQuery, now: Date): Promise<ListPage<AlertView>> {
  const [page, mutes] = await Promise.all([listAlertPage(q, query), listMutes(q, now)])
  return { ...page, rows: page.rows.map((row) => alertView(row, mutes)) }
}

export async function readAlert(q: Reader, id: string, now: Date): Promise<AlertView | undefined> {
  const [row, mutes] = await Promise.all([findAlert(q, id), listMutes(q, now)])
  return row && alertView(row, mutes)
}

/** The alerts that are open, whatever was said about them. */
export async function readOpenAlerts(q: Reader, now: Date): Promise<AlertView[]> {
  const [rows, mutes] = await Promise.all([listOpenAlerts(q), listMutes(q, now)])
  return rows.map((row) => alertView(row, mutes))
}

const alertView = (row: AlertRow, mutes: readonly AlertMuteRow[]): AlertView => {
  const mute = mutes.find(({ kind, idpId }) => kind === row.kind && idpId === row.idpId)
  return {
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    state: row.openKey === null ? 'resolved' : row.acknowledgedAt ? 'acknowledged' : 'open',
    text: row.text,
    idpId: row.idpId,
    idpName: row.idpName,
    facts: JSON.parse(row.facts) as AlertView['facts'],
    raisedAt: row.raisedAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: row.acknowledgedBy,
    mute: mute && { until: mute.mutedUntil?.toISOString() ?? null, by: mute.mutedBy },
  }
}

/** A destination as pages show it: never its secret. */
export type DestinationView = {
  id: string
  type: AlertDestinationRow['type']
  entry: DestinationEntry
  version: number
  /** The secret before still signs until then. */
  previousSecretUntil: string | null
}

export async function readDestinations(q: Reader, now: Date): Promise<DestinationView[]> {
  const rows = await listDestinations(q)
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    entry: entryOf(row),
    version: row.version,
    previousSecretUntil:
      row.previousSecretUntil && row.previousSecretUntil > now ? row.previousSecretUntil.toISOString() : null,
  }))
}

export type AttemptView = {
  id: string
  at: string
  status: number | null
  isDelivered: boolean
  answer: string
  durationMs: number
}

export type DeliveryView = {
  id: string
  createdAt: string
  state: DeliveryState
  event: AlertEvent
  eventId: string
  alertId: string | null
  text: string
  destination: string
  target: string
  type: 'webhook' | 'email'
  /** When it is tried again. */
  nextAt: string | null
  payload: string
  /** The newest first. */
  attempts: AttemptView[]
}

const MOST_ATTEMPTS = 500

export async function readDeliveryPage(q: Reader, query: ListQuery): Promise<ListPage<DeliveryView>> {
  const page = await listDeliveryPage(q, query)
  return { ...page, rows: await withAttempts(q, page.rows) }
}

export async function readDelivery(q: Reader, id: string): Promise<DeliveryView | undefined> {
  const row = await findDelivery(q, id)
  return row && (await withAttempts(q, [row]))[0]
}

/** What was sent of one alert, the oldest first. */
export const readDeliveriesOf = async (q: Reader, alertId: string): Promise<DeliveryView[]> =>
  withAttempts(q, await listDeliveriesOf(q, alertId, 50))

async function withAttempts(q: Reader, rows: readonly AlertDeliveryRow[]): Promise<DeliveryView[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const attempts = Map.groupBy(await listAttempts(q, ids, MOST_ATTEMPTS), ({ deliveryId }) => deliveryId)
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    state: row.state,
    event: row.event,
    eventId: row.eventId,
    alertId: row.alertId,
    text: (JSON.parse(row.payload) as AlertPayload).data.alert.text,
    destination: row.destinationName,
    target: row.target,
    type: row.type,
    nextAt: row.state === 'waiting' ? (row.dueAt?.toISOString() ?? null) : null,
    payload: row.payload,
    attempts: (attempts.get(row.id) ?? []).map(attemptView),
  }))
}

const attemptView = ({ id, at, status, isDelivered, answer, durationMs }: AlertAttemptRow): AttemptView => ({
  id,
  at: at.toISOString(),
  status,
  isDelivered,
  answer,
  durationMs,
})

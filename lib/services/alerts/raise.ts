import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertDeliveries } from '#db/queries/alert-deliveries.ts'
import { listDestinations } from '#db/queries/alert-destinations.ts'
import { type AlertRow, insertAlert, listMutes, updateOpenAlert } from '#db/queries/alerts.ts'
import type { Writer } from '#db/store.ts'
import type { AlertEvent } from '#lib/table/alert-words.ts'
import { alertPayload, deliveriesOf, wants } from './event.ts'
import { keyOf, type Sign } from './sign.ts'

/** Raises what is new, changes what has come further, resolves what is over. Answers how many events there were. */
export async function reconcile(open: readonly AlertRow[], signs: readonly Sign[], now: Date): Promise<number> {
  const known = new Map(open.map((alert) => [alert.openKey, alert]))
  const seen = new Set<string>()
  let events = 0
  for (const sign of signs) {
    const key = keyOf(sign)
    seen.add(key)
    const alert = known.get(key)
    if (!alert) events += await raise(sign, now)
    else if (alert.stage !== sign.stage || alert.severity !== sign.severity) events += await change(alert, sign, now)
  }
  for (const alert of open) if (!seen.has(alert.openKey ?? '')) events += await resolve(alert, now)
  return events
}

// Each in a transaction with its deliveries: an alert that is there has been told, or will be.

async function raise(sign: Sign, now: Date): Promise<number> {
  const { subject: _subject, facts, ...rest } = sign
  const row: AlertRow = {
    id: newId(now),
    ...rest,
    openKey: keyOf(sign),
    facts: JSON.stringify(facts),
    raisedAt: now,
    changedAt: now,
    resolvedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  }
  return store().write(async (tx) => ((await insertAlert(tx, row)) ? tell(tx, 'alert.raised', row, now) : 0), NOTE)
}

/** Worse is told, and acknowledged no longer; better is only kept. */
async function change(alert: AlertRow, sign: Sign, now: Date): Promise<number> {
  const { stage, severity, text } = sign
  const isWorse = stage > alert.stage
  const changed = {
    stage,
    severity,
    text,
    facts: JSON.stringify(sign.facts),
    changedAt: now,
    ...(isWorse ? { acknowledgedAt: null, acknowledgedBy: null } : {}),
  }
  return store().write(async (tx) => {
    const isOurs = await updateOpenAlert(tx, alert, changed)
    return isOurs && isWorse ? tell(tx, 'alert.escalated', { ...alert, ...changed }, now) : 0
  }, NOTE)
}

async function resolve(alert: AlertRow, now: Date): Promise<number> {
  const changed = { openKey: null, resolvedAt: now }
  return store().write(async (tx) => {
    const isOurs = await updateOpenAlert(tx, alert, changed)
    return isOurs ? tell(tx, 'alert.resolved', { ...alert, ...changed }, now) : 0
  }, NOTE)
}

async function tell(tx: Writer, event: AlertEvent, alert: AlertRow, now: Date): Promise<number> {
  const mutes = await listMutes(tx, now)
  if (mutes.some(({ kind, idpId }) => kind === alert.kind && idpId === alert.idpId)) return 1
  const destinations = (await listDestinations(tx)).filter((one) => wants(one, alert))
  await insertDeliveries(tx, deliveriesOf(alertPayload(event, alert, now), alert.id, destinations, now))
  return 1
}

/** Nothing that requests are decided by. */
const NOTE = { keepsRemembered: true }

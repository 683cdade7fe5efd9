import { store } from '#db/index.ts'
import { deliverNow, dueToOthers, type Outcome, type SendOptions } from './deliver.ts'
import { findDelivery, restartDelivery } from '#db/queries/alert-deliveries.ts'
import { acknowledgeAlertRow, deleteMute, findAlert, putMute } from '#db/queries/alerts.ts'
import { findIdp } from '#db/queries/idps.ts'
import { AppError } from '#lib/errors.ts'
import { alertKinds, type AlertKind, labelOf } from '#lib/table/alert-words.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { DAY_MS } from './sign.ts'

// What administrators do about alerts. Acts, not configuration: they take effect at once.

/** Says that somebody sees to it: it leaves the Overview until it becomes worse. Throws `AppError` `not-found`, `conflict`. */
export async function acknowledgeAlert(id: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const alert = await findAlert(tx, id)
    if (!alert) throw new AppError('not-found', 'This alert does not exist any more.')
    if (!(await acknowledgeAlertRow(tx, id, actor.name, new Date()))) {
      throw new AppError(
        'conflict',
        alert.acknowledgedBy === null
          ? 'This is over already.'
          : `${alert.acknowledgedBy} has acknowledged it already.`,
      )
    }
    await appendAudit(tx, actor, {
      action: 'alert.acknowledge',
      target: { type: 'alert', id, name: alert.idpName },
      after: { alert: alert.text },
    })
  })
}

/** For how many days; null: until somebody ends it. */
export type MuteDays = 1 | 7 | 30 | null

/** Alerts of this kind about this IdP are kept, but neither sent nor shown on the Overview. Throws `AppError` `not-found`. */
export async function muteAlerts(kind: AlertKind, idpId: string, days: MuteDays, actor: Actor): Promise<void> {
  const now = new Date()
  const mutedUntil = days === null ? null : new Date(now.getTime() + days * DAY_MS)
  await store().write(async (tx) => {
    const idp = await findIdp(tx, idpId)
    if (!idp) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    await putMute(tx, { kind, idpId, mutedUntil, mutedBy: actor.name, mutedAt: now })
    await appendAudit(tx, actor, {
      action: 'alert.mute',
      target: { type: 'idp', id: idpId, name: idp.name },
      after: { alerts: labelOf(alertKinds, kind), until: mutedUntil },
    })
  })
}

/** Silent when they were not muted. */
export async function unmuteAlerts(kind: AlertKind, idpId: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    if (!(await deleteMute(tx, kind, idpId))) return
    await appendAudit(tx, actor, {
      action: 'alert.unmute',
      target: { type: 'idp', id: idpId, name: (await findIdp(tx, idpId))?.name ?? idpId },
      after: { alerts: labelOf(alertKinds, kind) },
    })
  })
}

/** Sends a delivery once more, as the same event, and says what became of it. Throws `AppError` `not-found`. */
export async function redeliver(id: string, actor: Actor, options: SendOptions = {}): Promise<Outcome> {
  await store().write(async (tx) => {
    const delivery = await findDelivery(tx, id)
    if (!delivery) throw new AppError('not-found', 'This delivery does not exist any more.')
    await restartDelivery(tx, id, dueToOthers(new Date()))
    await appendAudit(tx, actor, {
      action: 'alert-delivery.redeliver',
      target: { type: 'alert-delivery', id, name: delivery.destinationName },
      after: { event: delivery.eventId },
    })
  })
  return (
    (await deliverNow(id, options)) ?? {
      isDelivered: false,
      status: null,
      answer: 'Another process is sending it. Look again in a moment.',
    }
  )
}

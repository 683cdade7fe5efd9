import { newId } from '#db/ids.ts'
import type { AlertDeliveryRow } from '#db/queries/alert-deliveries.ts'
import type { AlertDestinationRow } from '#db/queries/alert-destinations.ts'
import type { AlertRow } from '#db/queries/alerts.ts'
import { env } from '#lib/env.ts'
import { type AlertEvent, isSevereEnough } from '#lib/table/alert-words.ts'
import { href } from '#lib/table/href.ts'

/** What a webhook receives. `version` is raised when a receiver would have to change; fields may be added. */
export type AlertPayload = {
  version: 1
  type: AlertEvent
  /** When the event happened, ISO 8601. */
  timestamp: string
  data: {
    alert: {
      id: string
      kind: string
      severity: string
      status: 'open' | 'resolved'
      text: string
      idp: { id: string; name: string }
      facts: Readonly<Record<string, string | number | null>>
      raisedAt: string
      resolvedAt: string | null
    }
    /** Where the alert is seen to. */
    url: string
  }
}

export const alertHref = (id: string): string => href('/administration/alerts', { row: id })

export const alertPayload = (type: AlertEvent, alert: AlertRow, at: Date): AlertPayload => ({
  version: 1,
  type,
  timestamp: at.toISOString(),
  data: {
    alert: {
      id: alert.id,
      kind: alert.kind,
      severity: alert.severity,
      status: alert.resolvedAt ? 'resolved' : 'open',
      text: alert.text,
      idp: { id: alert.idpId, name: alert.idpName },
      facts: JSON.parse(alert.facts) as AlertPayload['data']['alert']['facts'],
      raisedAt: alert.raisedAt.toISOString(),
      resolvedAt: alert.resolvedAt?.toISOString() ?? null,
    },
    url: `${env().url}${alertHref(alert.id)}`,
  },
})

/** An alert that is none, to see whether a destination is reached. */
export const testPayload = (at: Date): AlertPayload => ({
  version: 1,
  type: 'test',
  timestamp: at.toISOString(),
  data: {
    alert: {
      id: '',
      kind: 'test',
      severity: 'info',
      status: 'open',
      text: 'This is a test by an administrator of Rollcall. Nothing has happened.',
      idp: { id: '', name: '' },
      facts: {},
      raisedAt: at.toISOString(),
      resolvedAt: null,
    },
    url: `${env().url}/administration/alerts/destinations`,
  },
})

/** The rows of the outbox that tell these destinations of what is `at`: one for a webhook, one for each recipient of e-mail. */
export function deliveriesOf(
  payload: AlertPayload,
  alertId: string | null,
  destinations: readonly AlertDestinationRow[],
  at: Date,
  dueAt: Date = at,
): AlertDeliveryRow[] {
  const eventId = `evt_${newId(at).replaceAll('-', '')}`
  return destinations.flatMap((destination) =>
    targetsOf(destination).map((target) => ({
      id: newId(at),
      destinationId: destination.id,
      destinationName: destination.name,
      type: destination.type,
      target,
      alertId,
      event: payload.type,
      eventId,
      payload: JSON.stringify(payload),
      state: 'waiting' as const,
      attempts: 0,
      dueAt,
      createdAt: at,
      finishedAt: null,
    })),
  )
}

export const wants = (destination: AlertDestinationRow, alert: Pick<AlertRow, 'severity'>): boolean =>
  destination.isEnabled && isSevereEnough(alert.severity, destination.leastSeverity)

const targetsOf = (destination: AlertDestinationRow): string[] =>
  destination.type === 'webhook' ? [destination.url] : destination.recipients.split('\n').filter(Boolean)

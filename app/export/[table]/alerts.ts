import { answerText } from '#components/alerts/answer-text.ts'
import { store } from '#db/index.ts'
import { listWatchedIdps } from '#db/queries/alert-signs.ts'
import { readAlertPage, readDeliveryPage, readDestinations } from '#lib/services/alerts/index.ts'
import { deliveries } from '#lib/table/alert-deliveries.ts'
import {
  alertEvents,
  alertKinds,
  alertSeverities,
  alertStates,
  deliveryStates,
  labelOf,
} from '#lib/table/alert-words.ts'
import { alerts } from '#lib/table/alerts.ts'
import { withChoices } from '#lib/table/with-choices.ts'
import { exportSource, instant } from './source.ts'

export const exportAlerts = exportSource({
  definition: alerts,
  permission: 'read',
  open: async (_query, _searchParams, now) => {
    const idps = await listWatchedIdps(store().report)
    return {
      definition: withChoices(alerts, { provider: idps.map(({ id, name }) => ({ value: id, label: name })) }),
      list: (query) => readAlertPage(store().report, query, now),
    }
  },
  values: {
    raisedAt: (alert) => instant(alert.raisedAt),
    severity: (alert) => labelOf(alertSeverities, alert.severity),
    text: (alert) => alert.text,
    provider: (alert) => alert.idpName,
    kind: (alert) => labelOf(alertKinds, alert.kind),
    state: (alert) => labelOf(alertStates, alert.state),
    resolvedAt: (alert) => instant(alert.resolvedAt),
    acknowledgedBy: (alert) => alert.acknowledgedBy,
    id: (alert) => alert.id,
  },
})

export const exportDeliveries = exportSource({
  definition: deliveries,
  permission: 'administer',
  open: async (_query, _searchParams, now) => {
    const destinations = await readDestinations(store().report, now)
    return {
      definition: withChoices(deliveries, {
        destination: destinations.map(({ id, entry }) => ({ value: id, label: entry.name })),
      }),
      list: (query) => readDeliveryPage(store().report, query),
    }
  },
  values: {
    createdAt: (delivery) => instant(delivery.createdAt),
    state: (delivery) => labelOf(deliveryStates, delivery.state),
    event: (delivery) => labelOf(alertEvents, delivery.event),
    alert: (delivery) => delivery.text,
    destination: (delivery) => delivery.destination,
    target: (delivery) => delivery.target,
    attempts: (delivery) => delivery.attempts.length,
    answer: (delivery) => delivery.attempts[0] && answerText(delivery.attempts[0]),
    nextAt: (delivery) => instant(delivery.nextAt),
    eventId: (delivery) => delivery.eventId,
    id: (delivery) => delivery.id,
  },
})

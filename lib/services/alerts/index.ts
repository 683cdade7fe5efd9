export { acknowledgeAlert, muteAlerts, redeliver, unmuteAlerts, type MuteDays } from './attend.ts'
export { type Outcome } from './deliver.ts'
export { startDeliveries, stopDeliveries } from './deliver-loop.ts'
export { type DestinationEntry } from './destination-entry.ts'
export {
  changeDestination,
  createDestination,
  deleteDestination,
  renewSecret,
  testDestination,
} from './destinations.ts'
export { alertHref } from './event.ts'
export { changeMailServer, readMailServer, type MailServerEntry, type MailServerView } from './mail-server.ts'
export { sweepAlerts } from './sweep.ts'
export {
  readAlert,
  readAlertPage,
  readDeliveriesOf,
  readDelivery,
  readDeliveryPage,
  readDestinations,
  readOpenAlerts,
  type AlertView,
  type AttemptView,
  type DeliveryView,
  type DestinationView,
} from './view.ts'

/** What alerts are about. */
export const alertKinds = [
  { value: 'certificate', label: 'Certificate expiring' },
  { value: 'token', label: 'Token expiring' },
  { value: 'quiet', label: 'No traffic' },
  { value: 'errors', label: 'Burst of errors' },
  { value: 'deactivations', label: 'Mass deactivation' },
] as const

export type AlertKind = (typeof alertKinds)[number]['value']

/** From what can wait to what cannot. */
export const alertSeverities = [
  { value: 'info', label: 'Notice' },
  { value: 'warning', label: 'Warning' },
  { value: 'urgent', label: 'Urgent' },
] as const

export type AlertSeverity = (typeof alertSeverities)[number]['value']

export const alertStates = [
  { value: 'open', label: 'Open' },
  { value: 'acknowledged', label: 'Acknowledged' },
  { value: 'resolved', label: 'Resolved' },
] as const

export type AlertState = (typeof alertStates)[number]['value']

/** What is sent, and why. */
export const alertEvents = [
  { value: 'alert.raised', label: 'Raised' },
  { value: 'alert.escalated', label: 'Became worse' },
  { value: 'alert.resolved', label: 'Resolved' },
  { value: 'test', label: 'Test' },
] as const

export type AlertEvent = (typeof alertEvents)[number]['value']

export const deliveryStates = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'failed', label: 'Failed' },
] as const

export type DeliveryState = (typeof deliveryStates)[number]['value']

/** Whether an alert of `severity` goes to whoever wants those from `least` on. */
export const isSevereEnough = (severity: AlertSeverity, least: AlertSeverity): boolean =>
  rankOf(severity) >= rankOf(least)

const rankOf = (severity: AlertSeverity) => alertSeverities.findIndex(({ value }) => value === severity)

export const labelOf = (words: readonly { value: string; label: string }[], value: string): string =>
  words.find((word) => word.value === value)?.label ?? value

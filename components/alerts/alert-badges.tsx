import { Badge } from '#components/ui/badge.tsx'
import type { Tone } from '#components/ui/tone.ts'
import {
  alertSeverities,
  type AlertSeverity,
  alertStates,
  type AlertState,
  deliveryStates,
  type DeliveryState,
  labelOf,
} from '#lib/table/alert-words.ts'

export const severityTone: Record<AlertSeverity, Tone> = { info: 'info', warning: 'warn', urgent: 'bad' }
const stateTone: Record<AlertState, Tone> = { open: 'warn', acknowledged: 'info', resolved: 'good' }
const deliveryTone: Record<DeliveryState, Tone> = { waiting: 'info', delivered: 'good', failed: 'bad' }

export const SeverityBadge = ({ severity }: { severity: AlertSeverity }) => (
  <Badge tone={severityTone[severity]}>{labelOf(alertSeverities, severity)}</Badge>
)

export const AlertStateBadge = ({ state, isMuted }: { state: AlertState; isMuted: boolean }) => (
  <span className="inline-flex flex-wrap gap-1">
    <Badge tone={stateTone[state]}>{labelOf(alertStates, state)}</Badge>
    {isMuted && state !== 'resolved' ? <Badge>Muted</Badge> : null}
  </span>
)

export const DeliveryBadge = ({ state }: { state: DeliveryState }) => (
  <Badge tone={deliveryTone[state]}>{labelOf(deliveryStates, state)}</Badge>
)

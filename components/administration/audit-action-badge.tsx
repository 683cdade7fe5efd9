import { Badge } from '#components/ui/badge.tsx'
import type { Tone } from '#components/ui/tone.ts'

/** An audit row's action. What takes something away, and what failed, stands out. */
export const AuditActionBadge = ({ operation, children }: { operation: string; children: string }) => (
  <Badge tone={toneOf(operation)} title={operation}>
    {children}
  </Badge>
)

function toneOf(operation: string): Tone {
  if (operation === 'session.refuse' || /\.(delete|remove)$/.test(operation)) return 'bad'
  if (/\.(disable|deactivate|revoke|reset-mfa|reset-password)$/.test(operation)) return 'warn'
  if (/\.(create|add|enable|reactivate|invite|generate)$/.test(operation) && operation !== 'session.create')
    return 'good'
  return 'neutral'
}

import { Badge } from '#components/ui/badge.tsx'
import type { ApiKeyView } from '#lib/services/api-keys/index.ts'

const looks = {
  active: { tone: 'good', label: 'Active' },
  expired: { tone: 'neutral', label: 'Expired' },
  revoked: { tone: 'neutral', label: 'Revoked' },
  ownerless: { tone: 'warn', label: 'Without Owner' },
} as const

export const ApiKeyStatus = ({ status }: { status: ApiKeyView['status'] }) => (
  <Badge tone={looks[status].tone}>{looks[status].label}</Badge>
)

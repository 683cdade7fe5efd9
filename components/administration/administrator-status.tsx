import { Badge } from '#components/ui/badge.tsx'
import type { AdministratorView } from './actions.ts'

const looks = {
  active: { tone: 'good', label: 'Active' },
  invited: { tone: 'info', label: 'Invited' },
  disabled: { tone: 'neutral', label: 'Disabled' },
} as const

export const AdministratorStatus = ({ status }: { status: AdministratorView['status'] }) => (
  <Badge tone={looks[status].tone}>{looks[status].label}</Badge>
)

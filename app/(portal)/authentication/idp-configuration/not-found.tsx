import { ShieldOff } from 'lucide-react'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NoSuchIdp() {
  return (
    <EmptyState
      icon={<ShieldOff />}
      title={<h1>There is no IdP configuration with this id</h1>}
      action={<LinkButton href="/authentication/idp-configuration">Go to IdP Configuration</LinkButton>}
    >
      It may have been deleted, or the link may be incomplete.
    </EmptyState>
  )
}

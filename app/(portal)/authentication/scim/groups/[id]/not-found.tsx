import { UsersRound } from 'lucide-react'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NoSuchGroup() {
  return (
    <EmptyState
      icon={<UsersRound />}
      title={<h1>There is no group with this id</h1>}
      action={<LinkButton href="/authentication/scim/groups">Go to SCIM Groups</LinkButton>}
    >
      No IdP has it, and no request that is kept names it. The link may be incomplete, or the IdP was deleted.
    </EmptyState>
  )
}

import { UserX } from 'lucide-react'
import { LinkButton } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NoSuchUser() {
  return (
    <EmptyState
      icon={<UserX />}
      title={<h1>There is no user with this id</h1>}
      action={<LinkButton href="/authentication/scim/users">Go to SCIM Users</LinkButton>}
    >
      No IdP has it, and no request that is kept names it. The link may be incomplete, or the IdP was deleted.
    </EmptyState>
  )
}

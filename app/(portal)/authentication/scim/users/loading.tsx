import { ScimSkeleton } from '#components/scim/scim-skeleton.tsx'
import { scimUsers } from '#lib/table/scim-users.ts'

export default function Loading() {
  return <ScimSkeleton definition={scimUsers} />
}

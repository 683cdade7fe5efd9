import { ScimSkeleton } from '#components/scim/scim-skeleton.tsx'
import { scimGroups } from '#lib/table/scim-groups.ts'

export default function Loading() {
  return <ScimSkeleton definition={scimGroups} />
}

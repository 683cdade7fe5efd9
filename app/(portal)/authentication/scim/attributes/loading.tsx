import { ScimSkeleton } from '#components/scim/scim-skeleton.tsx'
import { scimAttributes } from '#lib/table/scim-attributes.ts'

export default function Loading() {
  return <ScimSkeleton definition={scimAttributes} />
}

import { EntitySkeleton } from '#components/scim/entity-skeleton.tsx'

export default function Loading() {
  return <EntitySkeleton panels={['Identity', 'Attribute Values', 'SCIM Groups']} />
}

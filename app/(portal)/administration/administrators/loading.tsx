import { AdministrationSkeleton } from '#components/administration/administration-skeleton.tsx'
import { administrators } from '#lib/table/administrators.ts'

export default function Loading() {
  return <AdministrationSkeleton definition={administrators} />
}

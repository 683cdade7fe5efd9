import { AdministrationSkeleton } from '#components/administration/administration-skeleton.tsx'
import { apiKeys } from '#lib/table/api-keys.ts'

export default function Loading() {
  return <AdministrationSkeleton definition={apiKeys} />
}

import { AdministrationSkeleton } from '#components/administration/administration-skeleton.tsx'
import { alerts } from '#lib/table/alerts.ts'

export default function Loading() {
  return <AdministrationSkeleton definition={alerts} />
}

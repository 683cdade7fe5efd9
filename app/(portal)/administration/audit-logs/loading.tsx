import { AdministrationSkeleton } from '#components/administration/administration-skeleton.tsx'
import { auditLogs } from '#lib/table/audit-logs.ts'

export default function Loading() {
  return <AdministrationSkeleton definition={auditLogs} />
}

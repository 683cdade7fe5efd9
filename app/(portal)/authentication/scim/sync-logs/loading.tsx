import { ChartSkeleton } from '#components/charts/chart-skeleton.tsx'
import { ScimSkeleton } from '#components/scim/scim-skeleton.tsx'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'

export default function Loading() {
  return <ScimSkeleton definition={scimSyncLogs} above={<ChartSkeleton />} />
}

import { ApplicationsFrame } from '#components/policy/applications-frame.tsx'
import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { segmentGroups } from '#lib/table/applications.ts'

export default function Loading() {
  return (
    <ApplicationsFrame path="/policy/applications/segment-groups">
      <TableSkeleton definition={segmentGroups} />
    </ApplicationsFrame>
  )
}

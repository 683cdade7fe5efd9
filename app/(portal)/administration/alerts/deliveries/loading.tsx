import { AlertsFrame } from '#components/alerts/alerts-frame.tsx'
import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { deliveries } from '#lib/table/alert-deliveries.ts'

export default function Loading() {
  return (
    <AlertsFrame path="/administration/alerts/deliveries" isOwner>
      <TableSkeleton definition={deliveries} />
    </AlertsFrame>
  )
}

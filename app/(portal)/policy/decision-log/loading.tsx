import { ChartSkeleton } from '#components/charts/chart-skeleton.tsx'
import { DecisionLogFrame } from '#components/decision-log/decision-log-frame.tsx'
import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { decisionLog } from '#lib/table/decision-log.ts'

export default function Loading() {
  return (
    <DecisionLogFrame description={<Skeleton className="my-0.5 w-96 max-w-full" />}>
      <ChartSkeleton />
      <TableSkeleton definition={decisionLog} />
    </DecisionLogFrame>
  )
}

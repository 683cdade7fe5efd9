import { AlertsFrame } from '#components/alerts/alerts-frame.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <AlertsFrame path="/administration/alerts/destinations" isOwner>
      <div className="grid gap-3 @4xl:grid-cols-2">
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
      </div>
    </AlertsFrame>
  )
}

import { Skeleton } from '#components/ui/skeleton.tsx'

/** A chart of requests before its numbers are known, in its final place. */
export const ChartSkeleton = () => (
  <div aria-hidden className="bg-surface shadow-card mb-4 rounded-lg border px-3 pt-2.5 pb-1.5">
    <div className="mb-1.5 flex min-h-7 items-center">
      <Skeleton className="w-72 max-w-full" />
    </div>
    <div className="h-32" />
  </div>
)

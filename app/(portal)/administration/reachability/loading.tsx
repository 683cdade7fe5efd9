import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <>
      <PageHeader title="Reachability" description={<Skeleton className="my-0.5 w-96 max-w-full" />} />
      <div className="flex flex-col gap-8">
        <Skeleton className="h-64" />
        <Skeleton className="h-40" />
      </div>
    </>
  )
}

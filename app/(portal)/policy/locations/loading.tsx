import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { locations } from '#lib/table/locations.ts'

export default function Loading() {
  return (
    <>
      <PageHeader title={locations.title} description={<Skeleton className="my-0.5 w-96 max-w-full" />} />
      <TableSkeleton definition={locations} />
    </>
  )
}

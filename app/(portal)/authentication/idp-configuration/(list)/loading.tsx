import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'

export default function Loading() {
  return (
    <>
      <PageHeader title={idpConfigurations.title} description={<Skeleton className="my-0.5 w-96 max-w-full" />} />
      <TableSkeleton definition={idpConfigurations} />
    </>
  )
}

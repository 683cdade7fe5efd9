import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { samlAttributes } from '#lib/table/saml-attributes.ts'

export default function Loading() {
  return (
    <>
      <PageHeader title={samlAttributes.title} description={<Skeleton className="my-0.5 w-96 max-w-full" />} />
      <TableSkeleton definition={samlAttributes} />
    </>
  )
}

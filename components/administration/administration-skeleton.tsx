import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'

/** A page of Administration before its rows are known, in its final layout. */
export const AdministrationSkeleton = ({ definition }: { definition: TableDefinition }) => (
  <>
    <PageHeader title={definition.title} description={<Skeleton className="my-0.5 w-96 max-w-full" />} />
    <div className="mb-4 flex h-7 items-center">
      <Skeleton className="w-72 max-w-full" />
    </div>
    <TableSkeleton definition={definition} />
  </>
)

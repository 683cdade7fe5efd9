import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { sessionPages } from './paths.ts'

/** A page of User Sessions before its rows are known, in its final layout. */
export const SessionSkeleton = ({ definition }: { definition: TableDefinition }) => (
  <>
    <PageHeader title="User Sessions" description={<Skeleton className="my-0.5 w-80 max-w-full" />} />
    <div aria-hidden className="mb-4 flex gap-1 overflow-hidden border-b">
      {sessionPages.map((page) => (
        <span key={page.path} className="text-ink-faint px-2.5 py-1.5 text-sm font-medium whitespace-nowrap">
          {page.label}
        </span>
      ))}
    </div>
    <TableSkeleton definition={definition} />
  </>
)

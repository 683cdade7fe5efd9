import type { ReactNode } from 'react'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TableSkeleton } from '#components/table/table-skeleton.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { scimPages } from './paths.ts'

/** A SCIM page before its IdPs and rows are known, in its final layout. */
export const ScimSkeleton = ({
  definition,
  above,
}: {
  definition: TableDefinition
  /** What stands between the tabs and the table. */
  above?: ReactNode
}) => (
  <>
    <PageHeader
      title={definition.title}
      description={<Skeleton className="my-0.5 w-80 max-w-full" />}
      actions={<Skeleton className="h-8 w-56 rounded-md" />}
    />
    <div aria-hidden className="mb-4 flex gap-1 overflow-hidden border-b">
      {scimPages.map((page) => (
        <span key={page.path} className="text-ink-faint px-2.5 py-1.5 text-sm font-medium whitespace-nowrap">
          {page.label}
        </span>
      ))}
    </div>
    {above}
    <TableSkeleton definition={definition} />
  </>
)

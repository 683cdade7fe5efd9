import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { messages } from '#lib/table/words.ts'

/** A table before its rows, in the size it is going to have. */
export const TableSkeleton = ({ definition }: { definition: TableDefinition }) => {
  const columns = definition.columns.filter((column) => !column.hidden)
  const filterRows = Math.ceil(definition.filters.length / 4)
  return (
    <div aria-busy="true">
      <output className="sr-only">{messages(definition).loading.title}</output>
      <div className="mb-3 flex flex-col gap-2.5" aria-hidden>
        <div className="flex gap-2">
          <Skeleton className="h-8 w-28 rounded-md" />
          {definition.range ? <Skeleton className="h-8 w-44 rounded-md" /> : null}
          <Skeleton className="ml-auto h-8 w-24 rounded-md" />
        </div>
        <div className="bg-surface rounded-lg border p-3 max-lg:hidden">
          <div className="grid grid-cols-4 gap-x-3 gap-y-2.5">
            {Array.from({ length: filterRows * 4 }, (_, at) => (
              <Skeleton key={at} className="h-14 rounded-md opacity-60" />
            ))}
          </div>
          <div className="mt-3 h-7" />
        </div>
      </div>
      <div className="bg-surface shadow-card overflow-hidden rounded-lg border" aria-hidden>
        <div className="bg-sunken text-ink-muted flex h-9 items-center gap-6 border-b px-4 text-xs font-medium max-md:hidden">
          {columns.map((column) => (
            <span key={column.id} className="flex-1 truncate">
              {column.label}
            </span>
          ))}
        </div>
        {Array.from({ length: 12 }, (_, row) => (
          <div key={row} className="flex h-10 items-center gap-6 border-b px-4 last:border-b-0">
            {columns.map((column, at) => (
              <span key={column.id} className={at > 1 ? 'flex-1 max-md:hidden' : 'flex-1'}>
                <Skeleton className={(row + at) % 3 === 0 ? 'w-2/3' : 'w-5/6'} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

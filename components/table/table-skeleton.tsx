'use client'
import { cn } from '#components/ui/cn.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { arrange } from '#lib/table/settings.ts'
import { messages } from '#lib/table/words.ts'
import { actionsPlace, fieldsOf, filterGrid, searchSpan } from './filter-grid.ts'
import { useKeptSettings } from './table-settings.tsx'

/** A table before its rows, in the size it is going to have: its columns and density are known already. */
export const TableSkeleton = ({ definition }: { definition: TableDefinition }) => {
  const { columns: shown, density } = arrange(definition, {}, useKeptSettings(definition.name))
  const columns = shown.flatMap((id) => definition.columns.filter((column) => column.id === id))
  const height = density === 'compact' ? 'h-8' : 'h-10'
  return (
    <div aria-busy="true">
      <output className="sr-only">{messages(definition).loading.title}</output>
      <div className="mb-3 flex flex-col gap-2.5" aria-hidden>
        <div className="flex flex-wrap gap-2">
          <Skeleton className="h-8 w-28 rounded-md" />
          {definition.range ? <Skeleton className="h-8 w-44 rounded-md" /> : null}
          <Skeleton className="ml-auto h-8 w-28 rounded-md" />
        </div>
        <div className="bg-surface rounded-lg border p-3 max-lg:hidden">
          <div className={filterGrid}>
            {fieldsOf(definition).map(({ id, kind }) => (
              <Skeleton key={id} className={cn('h-14 rounded-md opacity-60', kind === 'search' && searchSpan)} />
            ))}
            <div className={`h-7 ${actionsPlace(definition)}`} />
          </div>
        </div>
      </div>
      <div
        aria-hidden
        className="bg-surface shadow-card overflow-hidden rounded-lg border max-md:border-0 max-md:bg-transparent max-md:shadow-none"
      >
        <div className="bg-sunken text-ink-muted flex h-9 items-center gap-6 border-b px-4 text-xs font-medium max-md:hidden">
          {columns.map((column) => (
            <span key={column.id} className="flex-1 truncate">
              {column.label}
            </span>
          ))}
        </div>
        {Array.from({ length: 12 }, (_, row) => (
          <div key={row}>
            <div className={`flex items-center gap-6 border-b px-4 max-md:hidden ${height}`}>
              {columns.map((column, at) => (
                <span key={column.id} className="flex-1">
                  <Skeleton className={(row + at) % 3 === 0 ? 'w-2/3' : 'w-5/6'} />
                </span>
              ))}
            </div>
            <div className="bg-surface shadow-card mb-2 rounded-lg border px-2.5 py-1.5 md:hidden">
              {columns.map((column, at) => (
                <div key={column.id} className="grid h-8 grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-2">
                  <span className="text-ink-muted truncate text-xs">{column.label}</span>
                  <Skeleton className={(row + at) % 2 === 0 ? 'w-2/3' : 'w-5/6'} />
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

'use client'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Sort, TableDefinition } from '#lib/table/define-table.ts'
import { maxSorts } from '#lib/table/url.ts'

/** What the rows are sorted by, most important first: what a click with Shift on a header does, for every other hand. */
export const SortList = ({
  definition,
  sort,
  onChange,
}: {
  definition: TableDefinition
  sort: readonly Sort[]
  onChange: (sort: readonly Sort[]) => void
}) => {
  const sortable = definition.columns.filter((column) => column.sort)
  const free = sortable.find((column) => sort.every(({ id }) => id !== column.id))
  if (sortable.length < 2) return null
  const replace = (at: number, next: Sort) => onChange(sort.map((each, index) => (index === at ? next : each)))
  return (
    <section aria-labelledby="table-settings-sort" className="border-t px-3 py-2.5">
      <h3 id="table-settings-sort" className="text-ink-muted pb-1.5 text-xs">
        Sort by
      </h3>
      <ol className="flex flex-col gap-1.5">
        {sort.map(({ id, direction }, at) => {
          const label = sortable.find((column) => column.id === id)?.label ?? id
          const isDown = direction === 'desc'
          return (
            <li key={id} className="flex items-center gap-1">
              <Select
                aria-label={at === 0 ? 'Sort by' : `Then by, ${at + 1}`}
                value={id}
                items={sortable
                  .filter((column) => column.id === id || sort.every((other) => other.id !== column.id))
                  .map((column) => ({ value: column.id, label: column.label }))}
                onValueChange={(value) => replace(at, { id: value, direction })}
              />
              <Button
                variant="ghost"
                square
                aria-label={`${label}: ${isDown ? 'descending' : 'ascending'}. Reverse`}
                title={isDown ? 'Descending' : 'Ascending'}
                onClick={() => replace(at, { id, direction: isDown ? 'asc' : 'desc' })}
              >
                {isDown ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
              </Button>
              {sort.length > 1 ? (
                <Button
                  variant="ghost"
                  square
                  aria-label={`Do not sort by ${label}`}
                  onClick={() => onChange(sort.filter((_, index) => index !== at))}
                >
                  <X aria-hidden />
                </Button>
              ) : null}
            </li>
          )
        })}
      </ol>
      {free && sort.length < maxSorts ? (
        <Button
          variant="ghost"
          size="sm"
          className="mt-1 -ml-2"
          onClick={() => onChange([...sort, { id: free.id, direction: free.sort ?? 'asc' }])}
        >
          Add another column
        </Button>
      ) : null}
    </section>
  )
}

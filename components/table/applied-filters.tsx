'use client'
import { X } from 'lucide-react'
import type { TableDefinition } from '#lib/table/define-table.ts'
import type { Filters } from './use-table-url.ts'

/** The filters in force, each with a way out of it. */
export const AppliedFilters = ({
  definition,
  filters,
  onRemove,
}: {
  definition: TableDefinition
  filters: Filters
  onRemove: (id: string) => void
}) => {
  const applied = definition.filters.filter((filter) => filters[filter.id])
  if (applied.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-sm">
      <span id="applied-filters" className="text-ink-muted text-xs">
        Applied filters
      </span>
      <ul aria-labelledby="applied-filters" className="contents">
        {applied.map((filter) => {
          const values = filters[filter.id] ?? []
          const text = values
            .map((value) => filter.choices?.find((choice) => choice.value === value)?.label ?? value)
            .join(', ')
          return (
            <li key={filter.id} className="bg-surface flex h-6 max-w-full items-center rounded-md border pl-2">
              <span className="truncate">
                <span className="text-ink-muted">{filter.label}: </span>
                {text}
              </span>
              <button
                type="button"
                aria-label={`Remove filter ${filter.label}: ${text}`}
                onClick={() => onRemove(filter.id)}
                className="text-ink-faint hover:text-ink grid size-6 shrink-0 place-items-center rounded-md"
              >
                <X className="size-3.5" aria-hidden />
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

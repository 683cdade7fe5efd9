'use client'
import { X } from 'lucide-react'
import type { Filter, TableDefinition } from '#lib/table/define-table.ts'
import { valuesText } from '#lib/table/filter-words.ts'
import type { Filters } from './use-table-url.ts'

/** The filters in force, each with a way out of it; conditions on SCIM attributes one by one. */
export const AppliedFilters = ({
  definition,
  filters,
  onChange,
}: {
  definition: TableDefinition
  filters: Filters
  onChange: (filters: Filters) => void
}) => {
  const applied = definition.filters.flatMap((filter) => chipsOf(filter, filters[filter.id] ?? []))
  if (applied.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-sm">
      <span id="applied-filters" className="text-ink-muted text-xs">
        Applied filters
      </span>
      <ul aria-labelledby="applied-filters" className="contents">
        {applied.map(({ filter, text, rest }) => (
          <li
            key={`${filter.id} ${text}`}
            className="bg-surface flex h-6 max-w-full items-center rounded-md border pl-2"
          >
            <span className="truncate">
              <span className="text-ink-muted">{filter.label}: </span>
              {text}
            </span>
            <button
              type="button"
              aria-label={`Remove filter ${filter.label}: ${text}`}
              onClick={() => onChange({ [filter.id]: rest.length > 0 ? rest : null })}
              className="text-ink-faint hover:text-ink grid size-6 shrink-0 place-items-center rounded-md"
            >
              <X className="size-3.5" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Chip = { filter: Filter; text: string; rest: readonly string[] }

const chipsOf = (filter: Filter, values: readonly string[]): Chip[] => {
  if (values.length === 0) return []
  if (filter.kind !== 'attributes') return [{ filter, text: valuesText(filter, values), rest: [] }]
  return values.map((value) => ({
    filter,
    text: valuesText(filter, [value]),
    rest: values.filter((other) => other !== value),
  }))
}

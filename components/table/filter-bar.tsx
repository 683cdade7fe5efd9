'use client'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import type { Filter, TableDefinition } from '#lib/table/define-table.ts'
import { readSearch } from '#lib/table/search-text.ts'
import { cleanValues } from '#lib/table/url.ts'
import { FilterField } from './filter-field.tsx'
import { actionsPlace, fieldsOf, filterGrid } from './filter-grid.ts'
import type { Filters } from './use-table-url.ts'

type Draft = Readonly<Record<string, readonly string[]>>

// With its combobox it is most of what the bar weighs, and few tables are opened to use it.
const AttributeFilters = lazy(async () => ({ default: (await import('./attribute-filters.tsx')).AttributeFilters }))

/** The filters of a table. Nothing happens until Apply, or Enter in a field. */
export const FilterBar = ({
  id,
  definition,
  applied,
  onApply,
  onReset,
  className,
}: {
  id: string
  definition: TableDefinition
  applied: Filters
  onApply: (filters: Filters) => void
  /** Back to what the table opens with. */
  onReset: () => void
  className?: string
}) => {
  const [draft, setDraft] = useState<Draft>(() => asDraft(applied))
  const appliedKey = JSON.stringify(applied)
  const [seenKey, setSeenKey] = useState(appliedKey)
  // Conditions that are half written are nobody's but the form's: a new form forgets them.
  const [form, setForm] = useState(0)
  const [isAdding, setAdding] = useState(false)
  const begin = (next: Draft) => {
    setDraft(next)
    setForm(form + 1)
    setAdding(false)
  }
  if (seenKey !== appliedKey) {
    setSeenKey(appliedKey)
    begin(asDraft(applied))
  }
  const fields = fieldsOf(definition)
  const attributes = definition.filters.find((filter) => filter.kind === 'attributes')
  const conditions = attributes ? (draft[attributes.id] ?? []) : []
  const showsAttributes = attributes !== undefined && (isAdding || conditions.length > 0)
  const set = (filter: Filter, values: readonly string[]) => setDraft((before) => ({ ...before, [filter.id]: values }))
  const apply = (next: Draft) =>
    onApply(Object.fromEntries(definition.filters.map((filter) => [filter.id, given(filter, next[filter.id])])))
  const isEdited = definition.filters.some(
    (filter) => JSON.stringify(given(filter, draft[filter.id]) ?? []) !== JSON.stringify(applied[filter.id] ?? []),
  )
  return (
    <search id={id} aria-label={`Filter ${definition.title}`} className={cn('block', className)}>
      <form
        className="bg-surface rounded-lg border p-3"
        onSubmit={(event) => {
          event.preventDefault()
          const wrong = fields.find((filter) => hasProblem(filter, draft[filter.id]))
          if (wrong) event.currentTarget.querySelector<HTMLElement>('[data-table-search]')?.focus()
          else apply(draft)
        }}
      >
        <div className={filterGrid}>
          {fields.map((filter) => (
            <FilterField
              key={filter.id}
              filter={filter}
              values={draft[filter.id] ?? []}
              onChange={(values) => set(filter, values)}
            />
          ))}
          {showsAttributes ? (
            <Suspense fallback={<div className="col-span-full h-16" />}>
              <AttributeFilters
                key={form}
                filter={attributes}
                values={conditions}
                onChange={(values) => set(attributes, values)}
              />
            </Suspense>
          ) : null}
          <div
            className={cn(
              'flex flex-wrap items-end gap-2',
              showsAttributes ? 'col-span-full' : actionsPlace(definition),
            )}
          >
            {attributes && !showsAttributes ? (
              <Button size="sm" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                Add Filters
              </Button>
            ) : null}
            <div className="ml-auto flex gap-2">
              <Button
                variant="ghost"
                size="sm"
                title="Back to what this table opens with"
                onClick={() => {
                  begin({})
                  onReset()
                }}
              >
                Reset
              </Button>
              <Button
                variant="ghost"
                size="sm"
                onClick={() => {
                  begin({})
                  apply({})
                }}
              >
                Clear
              </Button>
              <Button type="submit" size="sm" variant={isEdited ? 'primary' : 'secondary'}>
                Apply
              </Button>
            </div>
          </div>
        </div>
      </form>
    </search>
  )
}

const asDraft = (applied: Filters): Draft =>
  Object.fromEntries(Object.entries(applied).flatMap(([id, values]) => (values ? [[id, values]] : [])))

/** The field says what is wrong; nothing is applied that would not show what it says. */
const hasProblem = (filter: Filter, values: readonly string[] | undefined): boolean => {
  const text = given(filter, values)?.[0]
  if (filter.kind !== 'search' || text === undefined) return false
  return readSearch(text, filter.scim, filter.additional).kind === 'problem'
}

const given = (filter: Filter, values: readonly string[] | undefined): readonly string[] | null => {
  const some = cleanValues(filter, values ?? [])
  return some.length > 0 ? some : null
}

'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Field } from '#components/ui/field.tsx'
import { HelpTip } from '#components/ui/help-tip.tsx'
import { Input } from '#components/ui/input.tsx'
import { MultiSelect } from '#components/ui/multi-select.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Filter, TableDefinition } from '#lib/table/define-table.ts'
import { cleanValues } from '#lib/table/url.ts'
import type { Filters } from './use-table-url.ts'

type Draft = Readonly<Record<string, readonly string[]>>

/** The filters of a table. Nothing happens until Apply, or Enter in a field. */
export const FilterBar = ({
  id,
  definition,
  applied,
  onApply,
  className,
}: {
  id: string
  definition: TableDefinition
  applied: Filters
  onApply: (filters: Record<string, readonly string[] | null>) => void
  className?: string
}) => {
  const [draft, setDraft] = useState<Draft>(() => asDraft(applied))
  const appliedKey = JSON.stringify(applied)
  const [seenKey, setSeenKey] = useState(appliedKey)
  if (seenKey !== appliedKey) {
    setSeenKey(appliedKey)
    setDraft(asDraft(applied))
  }
  const apply = (next: Draft) => {
    setDraft(next)
    onApply(Object.fromEntries(definition.filters.map((filter) => [filter.id, given(filter, next[filter.id])])))
  }
  const isEdited = definition.filters.some(
    (filter) => (given(filter, draft[filter.id]) ?? []).join() !== (applied[filter.id] ?? []).join(),
  )
  return (
    <search id={id} aria-label={`Filter ${definition.title}`} className={cn('block', className)}>
      <form
        className="bg-surface rounded-lg border p-3"
        onSubmit={(event) => {
          event.preventDefault()
          apply(draft)
        }}
      >
        <div className="grid grid-cols-1 gap-x-3 gap-y-2.5 sm:grid-cols-2 lg:grid-cols-4">
          {definition.filters.map((filter) => (
            <Field
              key={filter.id}
              label={<span className="text-ink-muted text-xs">{filter.label}</span>}
              action={filter.help ? <HelpTip about={filter.label}>{filter.help}</HelpTip> : undefined}
              className="gap-1"
            >
              <FilterControl
                filter={filter}
                values={draft[filter.id] ?? []}
                onChange={(values) => setDraft({ ...draft, [filter.id]: values })}
              />
            </Field>
          ))}
          <div
            className={cn(
              'col-span-full flex items-end justify-end gap-2',
              definition.filters.length % 4 !== 0 && 'lg:col-span-1 lg:col-start-4',
            )}
          >
            <Button variant="ghost" size="sm" onClick={() => apply({})}>
              Clear
            </Button>
            <Button type="submit" size="sm" variant={isEdited ? 'primary' : 'secondary'}>
              Apply
            </Button>
          </div>
        </div>
      </form>
    </search>
  )
}

const asDraft = (applied: Filters): Draft =>
  Object.fromEntries(Object.entries(applied).flatMap(([id, values]) => (values ? [[id, values]] : [])))

const given = (filter: Filter, values: readonly string[] | undefined): readonly string[] | null => {
  const some = cleanValues(filter, values ?? [])
  return some.length > 0 ? some : null
}

const any = 'any'

const FilterControl = ({
  filter,
  values,
  onChange,
}: {
  filter: Filter
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}) => {
  if (filter.kind === 'choices')
    return <MultiSelect items={filter.choices} value={values} onValueChange={onChange} placeholder="Any" />
  if (filter.kind === 'choice')
    return (
      <Select
        items={[{ value: any, label: 'Any' }, ...filter.choices]}
        value={values[0] ?? any}
        onValueChange={(value) => onChange(value === any ? [] : [value])}
      />
    )
  return (
    <Input
      value={values[0] ?? ''}
      onValueChange={(value) => onChange([value])}
      placeholder={filter.kind === 'contains' ? 'Contains' : 'Is exactly'}
      autoComplete="off"
      spellCheck={false}
      className={filter.kind === 'equals' ? 'font-mono placeholder:font-sans sm:text-xs sm:placeholder:text-sm' : ''}
    />
  )
}

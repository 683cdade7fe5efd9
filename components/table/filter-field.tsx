'use client'
import { Field } from '#components/ui/field.tsx'
import { HelpTip } from '#components/ui/help-tip.tsx'
import { Input } from '#components/ui/input.tsx'
import { MultiSelect } from '#components/ui/multi-select.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Filter } from '#lib/table/define-table.ts'
import { SearchField } from './search-field.tsx'
import { useFacets } from './use-facets.ts'

type Props<Kind extends Filter['kind']> = {
  filter: Extract<Filter, { kind: Kind }>
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}

/** One filter in the bar: its label and its control. */
export const FilterField = ({
  filter,
  values,
  onChange,
}: {
  filter: Filter
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}) => {
  if (filter.kind === 'search')
    return <SearchField filter={filter} value={values[0] ?? ''} onChange={(value) => onChange([value])} />
  return (
    <Field
      label={<span className="text-ink-muted text-xs">{filter.label}</span>}
      action={filter.help ? <HelpTip about={filter.label}>{filter.help}</HelpTip> : undefined}
      className="gap-1"
    >
      {filter.kind === 'choice' || filter.kind === 'choices' ? (
        <Choices filter={filter} values={values} onChange={onChange} />
      ) : (
        <Input
          value={values[0] ?? ''}
          onValueChange={(value) => onChange([value])}
          placeholder={filter.kind === 'contains' ? 'Contains' : 'Is exactly'}
          autoComplete="off"
          spellCheck={false}
          className={
            filter.kind === 'equals' ? 'font-mono placeholder:font-sans sm:text-xs sm:placeholder:text-sm' : ''
          }
        />
      )}
    </Field>
  )
}

const any = 'any'

const Choices = ({ filter, values, onChange }: Props<'choice' | 'choices'>) => {
  const { onOpen, noteOf } = useFacets(filter)
  const items = filter.choices.map((choice) => ({ ...choice, note: noteOf(choice.value) }))
  return filter.kind === 'choices' ? (
    <MultiSelect items={items} value={values} onValueChange={onChange} placeholder="Any" onOpen={onOpen} />
  ) : (
    <Select
      items={[{ value: any, label: 'Any' }, ...items]}
      value={values[0] ?? any}
      className={values.length === 0 ? 'text-ink-faint' : ''}
      onOpen={onOpen}
      onValueChange={(value) => onChange(value === any ? [] : [value])}
    />
  )
}

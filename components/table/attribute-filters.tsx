'use client'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Combobox } from '#components/ui/combobox.tsx'
import { Select } from '#components/ui/select.tsx'
import { SuggestInput } from '#components/ui/suggest-input.tsx'
import {
  type AttributeCondition,
  type AttributeOperator,
  attributeOperators,
  type FilterableAttribute,
  filterableAttributes,
  maxConditions,
  readCondition,
  writeCondition,
} from '#lib/table/attribute-filter.ts'
import type { Filter } from '#lib/table/define-table.ts'
import { useObservedValues } from './use-observed-values.ts'

type AttributesFilter = Extract<Filter, { kind: 'attributes' }>
/** A condition being written: it counts once it is whole. */
type Row = {
  readonly key: number
  readonly path: string | undefined
  readonly operator: AttributeOperator
  readonly value: string
}

let keys = 0
const newRow = (condition?: AttributeCondition): Row => ({
  key: ++keys,
  path: condition?.path,
  operator: condition?.operator ?? 'eq',
  value: condition?.value ?? '',
})

/** *Add Filters*: conditions on SCIM attributes, all of which rows have to meet. */
export const AttributeFilters = ({
  filter,
  values,
  onChange,
}: {
  filter: AttributesFilter
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}) => {
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const given = values.flatMap((value) => readCondition(filter.scim, value) ?? [])
    return given.length > 0 ? given.map(newRow) : [newRow()]
  })
  const change = (next: readonly Row[]) => {
    setRows(next)
    onChange(next.flatMap((row) => writtenRow(filter, row)))
  }
  return (
    <fieldset className="col-span-full flex flex-col gap-2">
      <legend className="text-ink-muted mb-1 text-xs font-medium">{filter.label}</legend>
      {rows.map((row, index) => (
        <ConditionRow
          key={row.key}
          filter={filter}
          number={index + 1}
          row={row}
          onChange={(next) => change(rows.map((each) => (each.key === row.key ? next : each)))}
          onRemove={() => change(rows.length === 1 ? [newRow()] : rows.filter((each) => each.key !== row.key))}
        />
      ))}
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2.5 self-start"
        disabled={rows.length >= maxConditions}
        onClick={() => setRows([...rows, newRow()])}
      >
        <Plus aria-hidden />
        Add another
      </Button>
    </fieldset>
  )
}

const ConditionRow = ({
  filter,
  number,
  row,
  onChange,
  onRemove,
}: {
  filter: AttributesFilter
  number: number
  row: Row
  onChange: (row: Row) => void
  onRemove: () => void
}) => {
  const attributes = offeredAttributes(filter, row.path)
  const attribute = attributes.find(({ path }) => path === row.path)
  const operators = attributeOperators.filter(({ value }) => !attribute?.isBoolean || value === 'eq')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)_auto]">
      <Combobox
        aria-label={`Attribute ${number}`}
        items={attributes.map(({ path, label }) => ({
          value: path,
          label: label === path ? path : `${label} (${path})`,
        }))}
        value={row.path}
        placeholder="SCIM attribute"
        whenEmpty="No SCIM attribute has this in its name."
        onValueChange={(path) =>
          onChange(
            rowOf(
              row,
              attributes.find((each) => each.path === path),
            ),
          )
        }
      />
      <Select
        aria-label={`Operator ${number}`}
        items={operators}
        value={row.operator}
        className="max-sm:order-3 max-sm:col-span-2"
        onValueChange={(operator) => onChange({ ...row, operator: operator as AttributeOperator })}
      />
      <div className="min-w-0 max-sm:order-4 max-sm:col-span-2">
        {row.operator === 'pr' ? null : attribute?.isBoolean ? (
          <Select
            aria-label={`Value ${number}`}
            items={[
              { value: 'true', label: 'true' },
              { value: 'false', label: 'false' },
            ]}
            value={row.value === 'false' ? 'false' : 'true'}
            onValueChange={(value) => onChange({ ...row, value })}
          />
        ) : (
          <ObservedInput number={number} row={row} onChange={(value) => onChange({ ...row, value })} />
        )}
      </div>
      <Button variant="ghost" square aria-label={`Remove condition ${number}`} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </div>
  )
}

const ObservedInput = ({ number, row, onChange }: { number: number; row: Row; onChange: (value: string) => void }) => {
  const { values, status, load } = useObservedValues(row.path)
  return (
    <SuggestInput
      aria-label={`Value ${number}`}
      value={row.value}
      suggestions={values}
      status={status}
      placeholder={row.path === undefined ? 'Value' : 'Type, or pick an observed value'}
      onOpen={() => load(row.value)}
      onValueChange={(value) => {
        onChange(value)
        load(value)
      }}
    />
  )
}

/** An attribute that the address names stays, where this IdP's users do not have it: no row has it either. */
const offeredAttributes = (filter: AttributesFilter, named: string | undefined): readonly FilterableAttribute[] => {
  const offered = filterableAttributes(filter.scim, filter.additional)
  if (named === undefined || offered.some(({ path }) => path === named)) return offered
  return [...offered, ...filterableAttributes(filter.scim, true).filter(({ path }) => path === named)]
}

/** The row about another attribute: what was typed for the last one says nothing about it. */
const rowOf = (row: Row, attribute: FilterableAttribute | undefined): Row => ({
  ...row,
  path: attribute?.path,
  operator: attribute?.isBoolean ? 'eq' : row.operator,
  value: attribute?.isBoolean ? 'true' : '',
})

const writtenRow = (filter: AttributesFilter, { path, operator, value }: Row): string[] => {
  if (path === undefined || (operator !== 'pr' && value.trim() === '')) return []
  return [writeCondition(filter.scim, { path, operator, value: operator === 'pr' ? '' : value.trim() })]
}

import { conditionText } from './attribute-filter.ts'
import type { Filter, TableDefinition } from './define-table.ts'
import { readSavedFilter } from './saved-filter.ts'

/** A filter's values as a reader knows them: `Active, Inactive`, `Department equals Sales`. */
export const valuesText = (filter: Filter, values: readonly string[]): string =>
  values
    .map((value) => {
      if (filter.kind === 'attributes') return conditionText(filter.scim, value)
      return filter.choices?.find((choice) => choice.value === value)?.label ?? value
    })
    .join(', ')

/** A saved filter in one line: `Status: Active · Last 7 days`. */
export function savedFilterText(definition: TableDefinition, query: string): string {
  const { filters, range } = readSavedFilter(definition, query)
  const parts = definition.filters.flatMap((filter) => {
    const values = filters[filter.id]
    if (!values) return []
    const text = valuesText(filter, values)
    return [filter.kind === 'attributes' ? text : `${filter.label}: ${text}`]
  })
  const preset = definition.range?.presets.find(({ value }) => value === range.range)?.label
  if (preset !== undefined) parts.push(preset)
  if (range.range === 'custom') parts.push('Custom time range')
  return parts.length > 0 ? parts.join(' · ') : 'No filters'
}

/** What is said when a saved filter holds more than its table knows today; undefined when it does not. */
export const droppedText = (definition: TableDefinition, query: string): string | undefined => {
  const { dropped } = readSavedFilter(definition, query)
  return dropped.length > 0
    ? `${definition.title} no longer has all of it: ${dropped.join(', ')}. The rest was applied.`
    : undefined
}

import { countConditions } from './attribute-filter.ts'
import type { Filter, TableDefinition } from './define-table.ts'
import { filterParsers, placeParsers, readFilter, writeFilter } from './url.ts'

/** What a saved filter keeps of a table's URL: its filters and its time range, in the URL's own form. */
export type SavedFilter = {
  readonly id: string
  readonly table: string
  /** Null: not saved by anybody, but kept because it was applied a moment ago. */
  readonly name: string | null
  readonly query: string
  readonly isDefault: boolean
}

export type FilterValues = Readonly<Record<string, readonly string[] | null>>
type RangeChoice = { readonly range: string | null; readonly from: Date | null; readonly to: Date | null }

/** A saved filter as its table understands it today. */
export type ReadFilter = {
  /** Every filter of the table; those that are not set are null. */
  readonly filters: FilterValues
  readonly range: RangeChoice
  /** What it says and the table no longer knows, as labels or keys: left out. */
  readonly dropped: readonly string[]
}

/** A column added to a table later is a filter more, never a reason to lose one: what is unknown is dropped by name. */
export function readSavedFilter(definition: TableDefinition, query: string): ReadFilter {
  const parameters = new URLSearchParams(query)
  const dropped: string[] = []
  const filters = Object.fromEntries(
    definition.filters.map((filter) => {
      const text = parameters.get(filter.id)
      const values = text === null ? [] : readFilter(filter, text)
      if (text !== null && isCut(filter, text, values)) dropped.push(filter.label)
      return [filter.id, values.length > 0 ? values : null]
    }),
  )
  const known = new Set([...definition.filters.map(({ id }) => id), ...rangeKeys])
  for (const key of new Set(parameters.keys())) if (!known.has(key)) dropped.push(key)
  const parsers = placeParsers(definition)
  const read = <Value>(key: 'range' | 'from' | 'to', parser: { parse(text: string): Value | null }): Value | null => {
    const text = parameters.get(key)
    const value = text === null || !definition.range ? null : parser.parse(text)
    if (text !== null && value === null && !dropped.includes(rangeLabel(definition)))
      dropped.push(rangeLabel(definition))
    return value
  }
  const range = { range: read('range', parsers.range), from: read('from', parsers.from), to: read('to', parsers.to) }
  return { filters, range, dropped }
}

/** What `readSavedFilter` reads. The same filters always give the same text, so that texts can be compared. */
export function writeSavedFilter(definition: TableDefinition, filters: FilterValues, range: RangeChoice): string {
  const parameters = new URLSearchParams()
  for (const filter of definition.filters) {
    const values = filters[filter.id]
    if (values && values.length > 0) parameters.set(filter.id, writeFilter(filter, values))
  }
  if (range.range !== null && range.range !== definition.range?.default) parameters.set('range', range.range)
  if (range.range === 'custom' && range.from) parameters.set('from', range.from.toISOString())
  if (range.range === 'custom' && range.to) parameters.set('to', range.to.toISOString())
  return parameters.toString()
}

/** A saved text in the form it would be written in today. */
export const canonicalFilter = (definition: TableDefinition, query: string): string => {
  const { filters, range } = readSavedFilter(definition, query)
  return writeSavedFilter(definition, filters, range)
}

/** Whether a page's search parameters choose anything that a saved filter could: then no default is put in its place. */
export const choosesFilters = (definition: TableDefinition, keys: Iterable<string>): boolean => {
  const choosing = new Set([...Object.keys(filterParsers(definition)), ...rangeKeys, 'applied'])
  return [...keys].some((key) => choosing.has(key))
}

const rangeKeys = ['range', 'from', 'to']
const rangeLabel = (definition: TableDefinition) => definition.range?.label ?? 'Time Range'

/** Whether a filter left out part of its text. */
export const isCut = (filter: Filter, text: string, values: readonly string[]): boolean => {
  if (filter.choices) return new Set(text.split(',')).size > values.length
  if (filter.kind === 'attributes') return (countConditions(text) ?? Infinity) > values.length
  return values.length === 0
}

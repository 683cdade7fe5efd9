import type { TableDefinition } from './define-table.ts'
import { isCut } from './saved-filter.ts'
import { placeParsers, readFilter } from './url.ts'

/**
 * What a table's address asks for and does not get, in sentences: a filter that was left out shows more rows than somebody
 * thinks they see. An end before the start is said at the field (`rangeProblem`).
 */
export function noticesOf(definition: TableDefinition, parameters: URLSearchParams): string[] {
  const notices = definition.filters.flatMap((filter) => {
    const text = parameters.get(filter.id)
    if (text === null || text.trim() === '' || !isCut(filter, text, readFilter(filter, text))) return []
    return [`${filter.label} does not know all of “${shortened(text)}”. What it does not know was left out.`]
  })
  return [...notices, ...rangeNotices(definition, parameters)]
}

const rangeNotices = (definition: TableDefinition, parameters: URLSearchParams): string[] => {
  const { range } = definition
  if (!range) return []
  const parsers = placeParsers(definition)
  const bad = (['range', 'from', 'to'] as const).find((key) => {
    const text = parameters.get(key)
    return text !== null && parsers[key].parse(text) === null
  })
  if (bad) return [`${range.label} does not know “${shortened(parameters.get(bad) ?? '')}”. It was left out.`]
  return []
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

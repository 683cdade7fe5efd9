import { pageSizes, type TableDefinition } from './define-table.ts'
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
  return [...notices, ...rangeNotices(definition, parameters), ...orderNotices(definition, parameters)]
}

/** Rows in another order, or fewer of them, than an address was meant to show. */
function orderNotices(definition: TableDefinition, parameters: URLSearchParams): string[] {
  const parsers = placeParsers(definition)
  const sort = parameters.get('sort') ?? ''
  const size = parameters.get('size') ?? ''
  const isSorted = sort === '' || parsers.sort.parse(sort)?.length === sort.split(',').length
  const isSized = size === '' || parsers.size.parse(size) !== null
  return [
    ...(isSorted ? [] : [`Rows cannot be sorted by all of “${shortened(sort)}”. What is not known was left out.`]),
    ...(isSized ? [] : [`There are no pages of “${shortened(size)}” rows. Choose from ${pageSizes.join(', ')}.`]),
  ]
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

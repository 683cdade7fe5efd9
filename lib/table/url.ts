import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsNumberLiteral,
  parseAsStringLiteral,
  type SearchParams,
} from 'nuqs/server'
import {
  defaultPageSize,
  type Filter,
  type PageSize,
  pageSizes,
  type Sort,
  type TableDefinition,
} from './define-table.ts'
import { joinConditions, readConditions } from './attribute-filter.ts'
import { type Instants, resolveRange } from './range.ts'
import { clampWidth, densities, type Widths } from './settings.ts'

/** What a table shows, read from its URL: everything in it is known to the table's definition. */
export type TableQuery = {
  readonly idp: string | undefined
  readonly page: number
  readonly size: PageSize
  readonly sort: readonly Sort[]
  /** Values by filter id; a filter that is not set is absent. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly range: Instants
  readonly row: string | undefined
  /** The page of a list inside the open row. */
  readonly part: number
}

/** Rows are sorted by no more columns. */
export const maxSorts = 3
const maxText = 256
/** What the SCIM parser takes, too, would not fit a URL. */
const maxScimFilter = 1024
const maxPage = 10_000_000

/** `-updatedAt,userName`: a minus sorts descending. Columns that are unknown or cannot be sorted are dropped. */
const sortParser = ({ columns }: TableDefinition) =>
  createParser<readonly Sort[]>({
    parse: (text) => {
      const sorts = new Map<string, Sort>()
      for (const part of text.split(',')) {
        const id = part.replace(/^-/, '')
        if (sorts.size < maxSorts && !sorts.has(id) && columns.some((column) => column.id === id && column.sort))
          sorts.set(id, { id, direction: part.startsWith('-') ? 'desc' : 'asc' })
      }
      return sorts.size > 0 ? [...sorts.values()] : null
    },
    serialize: (sorts) => sorts.map(({ id, direction }) => (direction === 'desc' ? `-${id}` : id)).join(','),
    eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })

/** The columns that show, in their order; at least two. */
const columnsParser = ({ columns }: TableDefinition) =>
  createParser<readonly string[]>({
    parse: (text) => {
      const shown = [...new Set(text.split(','))].filter((id) => columns.some((column) => column.id === id))
      return shown.length < 2 ? null : shown
    },
    serialize: (ids) => ids.join(','),
    eq: (a, b) => a.join() === b.join(),
  })

/** `userName.220,id.180`: the columns that were given a width, in pixels. */
const widthsParser = ({ columns }: TableDefinition) =>
  createParser<Widths>({
    parse: (text) => {
      const widths = text.split(',').flatMap((part) => {
        const [id = '', width] = part.split('.')
        const isKnown = columns.some((column) => column.id === id) && /^\d{1,4}$/.test(width ?? '')
        return isKnown ? [[id, clampWidth(Number(width))] as const] : []
      })
      return widths.length > 0 ? Object.fromEntries(widths) : null
    },
    serialize: (widths) =>
      Object.entries(widths)
        .map(([id, width]) => `${id}.${width}`)
        .join(','),
    eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })

const pattern = (shape: RegExp) =>
  createParser<string>({ parse: (text) => (shape.test(text) ? text : null), serialize: (text) => text })

const pageParser = createParser<number>({
  parse: (text) => {
    const page = parseAsInteger.parse(text)
    return page !== null && page >= 1 && page <= maxPage ? page : null
  },
  serialize: String,
})

/** Everything but the filters. */
export const placeParsers = (definition: TableDefinition) => ({
  // Any text: a page compares it with the IdPs there are, and says so when it is none of them.
  idp: pattern(/^[^\0]{1,64}$/),
  page: pageParser.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(defaultPageSize),
  sort: sortParser(definition).withDefault([definition.defaultSort]),
  columns: columnsParser(definition),
  widths: widthsParser(definition),
  density: parseAsStringLiteral(densities),
  row: pattern(/^[\w.:@-]{1,128}$/),
  part: pageParser.withDefault(1),
  range: parseAsStringLiteral(['none', 'custom', ...(definition.range?.presets ?? []).map(({ value }) => value)]),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  // The saved filter that was picked; `none`: not even the default one.
  applied: pattern(/^[\w-]{1,64}$/),
})

/** One parser a filter, under the filter's id; each gives the filter's values. */
export const filterParsers = (definition: TableDefinition) =>
  Object.fromEntries(definition.filters.map((filter) => [filter.id, filterParser(filter)]))

const filterParser = (filter: Filter) =>
  createParser<readonly string[]>({
    parse: (text) => {
      const values = readFilter(filter, text)
      return values.length > 0 ? values : null
    },
    serialize: (values) => writeFilter(filter, values),
    eq: (a, b) => a.join() === b.join(),
  })

/** The values in a filter's part of a URL; what the filter does not know is left out. */
export const readFilter = (filter: Filter, text: string): string[] => {
  if (filter.kind === 'attributes') return readConditions(filter.scim, text)
  if (filter.choices) return knownChoices(filter, text)
  return cleanValues(filter, [text])
}

/** What `readFilter` reads. */
export const writeFilter = (filter: Filter, values: readonly string[]): string =>
  filter.kind === 'attributes' ? joinConditions(values) : values.join(',')

const knownChoices = (filter: Filter, text: string): string[] => {
  const asked = text.split(',')
  const known = (filter.choices ?? []).map(({ value }) => value).filter((value) => asked.includes(value))
  return filter.kind === 'choice' ? known.slice(0, 1) : known
}

/** Values as a form has them, without what says nothing: PostgreSQL has no NUL in text, and nobody searches for more. */
export const cleanValues = (filter: Filter, values: readonly string[]): string[] =>
  values
    .map((value) =>
      value
        .replaceAll('\0', '')
        .trim()
        .slice(0, filter.scim ? maxScimFilter : maxText),
    )
    .filter((value) => value !== '')

/** Reads the table's query out of a page's search parameters. */
export const loadTableQuery = async (
  definition: TableDefinition,
  searchParams: Promise<SearchParams>,
  now: Date,
): Promise<TableQuery> => {
  const [place, filters] = await Promise.all([
    createLoader(placeParsers(definition))(searchParams),
    createLoader(filterParsers(definition))(searchParams),
  ])
  return {
    idp: place.idp ?? undefined,
    page: place.page,
    size: place.size,
    sort: place.sort,
    filters: Object.fromEntries(
      Object.entries(filters).flatMap(([id, values]) => (values === null ? [] : [[id, values]])),
    ),
    range: resolveRange(definition.range, place, now),
    row: place.row ?? undefined,
    part: place.part,
  }
}

export type TablePlace = inferParserType<ReturnType<typeof placeParsers>>

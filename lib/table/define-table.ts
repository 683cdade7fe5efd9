import type { ResourceType } from '#lib/scim/catalog.ts'

/** What a column holds: decides alignment, formatting and how a CSV writes it. */
export type ColumnKind = 'text' | 'id' | 'instant' | 'duration' | 'enum' | 'flag' | 'count'

export type Column = {
  readonly id: string
  readonly label: string
  readonly kind: ColumnKind
  /** Can be sorted by; the direction of the first click. */
  readonly sort?: 'asc' | 'desc'
  /** `false`: left out of exports. */
  readonly csv?: boolean
  /** Not shown until asked for. */
  readonly hidden?: boolean
  /** Shown beside the header. */
  readonly help?: string
}

export type Choice = { readonly value: string; readonly label: string }

/**
 * A condition on rows. It need not belong to a column.
 *
 * - `contains` and `equals` take text.
 * - `choice` takes one of `choices`, `choices` any of them. `facets`: how many rows each would show is told in the list,
 *   from the route `facets` beside the page (docs/tables.md).
 * - `search` takes text of three characters and more; with `scim`, also a SCIM filter on that type of resource.
 * - `attributes` takes conditions on SCIM attributes, as a SCIM filter of conditions joined by `and`: *Add Filters*.
 *   What was observed is offered from the route `values` beside the page.
 *
 * `additional`: the users have the additional attributes, too (lib/scim/catalog-additional.ts). Which IdP has them is
 * known later, so a page says it (`scimUsersOf`).
 */
export type Filter = {
  readonly id: string
  readonly label: string
  readonly help?: string
} & (
  | { readonly kind: 'contains' | 'equals'; readonly choices?: never; readonly scim?: never }
  | {
      readonly kind: 'choice' | 'choices'
      readonly choices: readonly Choice[]
      readonly facets?: boolean
      readonly scim?: never
    }
  | { readonly kind: 'search'; readonly choices?: never; readonly scim?: ResourceType; readonly additional?: boolean }
  | {
      readonly kind: 'attributes'
      readonly choices?: never
      readonly scim: ResourceType
      readonly additional?: boolean
    }
)

export type RangePreset = { readonly value: string; readonly label: string; readonly days: number }

/** A time range: presets counted back from now, or a custom one within the last `maxDays`. */
export type Range = {
  readonly label: string
  readonly presets: readonly RangePreset[]
  /** A preset's value, or `none`: no limit unless one is chosen. */
  readonly default: string
  readonly maxDays: number
}

export type SortDirection = 'asc' | 'desc'
export type Sort = { readonly id: string; readonly direction: SortDirection }

/** A table, declared once: columns, filters, URL, SQL, CSV, words and ARIA come from it. Plain data, so it travels. */
export type TableDefinition = {
  readonly name: string
  readonly title: string
  /** What a row is: "user", "users". */
  readonly noun: { readonly one: string; readonly many: string }
  /** Why it may be empty and what to do about it. */
  readonly whenEmpty: string
  readonly columns: readonly Column[]
  readonly filters: readonly Filter[]
  readonly range?: Range
  readonly defaultSort: Sort
  /** Its rows can be exported: app/export has their source. */
  readonly hasExport?: boolean
  /** What matches beside the rows that the total counts, and is exported with them. */
  readonly alsoMatching?: string
}

export type ColumnId<D extends TableDefinition> = D['columns'][number]['id']
export type FilterId<D extends TableDefinition> = D['filters'][number]['id']
/** The columns that can be sorted by: a query has to say how for exactly these. */
export type SortableId<D extends TableDefinition> = Extract<D['columns'][number], { sort: SortDirection }>['id']

export const pageSizes = [20, 50, 100, 200] as const
export type PageSize = (typeof pageSizes)[number]
export const defaultPageSize: PageSize = 50

/** Totals of filtered lists are exact to here, and "more than" beyond. */
export const totalCap = 10_000

/** URL keys every table has; a filter's id is its own key and must not be one of these. */
const reserved = [
  'idp',
  'page',
  'size',
  'sort',
  'columns',
  'widths',
  'density',
  'row',
  'part',
  'range',
  'from',
  'to',
  'applied',
]

/** Checks a table's declaration; throws on one that could not work. */
export const defineTable = <const D extends TableDefinition>(definition: D): D => {
  const { name, columns, filters, range, defaultSort } = definition
  const refuse = (problem: string): never => {
    throw new Error(`Table ${name}: ${problem}`)
  }
  const ids = columns.map((column) => column.id)
  if (new Set(ids).size !== ids.length) refuse('two columns have one id')
  if (columns.filter((column) => !column.hidden).length < 2) refuse('fewer than two columns show')
  const keys = filters.map((filter) => filter.id)
  if (new Set(keys).size !== keys.length) refuse('two filters have one id')
  for (const key of keys) if (reserved.includes(key)) refuse(`"${key}" is taken: a filter cannot have it as its id`)
  for (const choice of filters.flatMap((filter) => filter.choices ?? []))
    if (choice.value.includes(',')) refuse(`choice "${choice.value}" has a comma, which separates choices in the URL`)
  for (const kind of ['search', 'attributes'])
    if (filters.filter((filter) => filter.kind === kind).length > 1) refuse(`more than one filter is of kind ${kind}`)
  if (!columns.some((column) => column.id === defaultSort.id))
    refuse(`there is no column "${defaultSort.id}" to sort by`)
  if (range && range.default !== 'none' && !range.presets.some((preset) => preset.value === range.default))
    refuse(`there is no range "${range.default}"`)
  return definition
}

import { catalogOf, type ResourceType } from '#lib/scim/catalog.ts'
import { isScimError } from '#lib/scim/errors.ts'
import { parseFilter } from '#lib/scim/filter.ts'
import { resolveFilter, type ResolvedFilter } from '#lib/scim/resolve.ts'
import type { TableDefinition } from './define-table.ts'
import type { FilterValues } from './saved-filter.ts'

/** Shorter text is in nearly every row, and no index of three-letter pieces knows it. */
export const shortestSearch = 3

/** What is wrong with what was typed. `column` is where, 1-based, when it is one place of a SCIM filter. */
export type SearchProblem = { readonly message: string; readonly column: number | undefined }

export type Search =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'filter'; readonly filter: ResolvedFilter }
  | ({ readonly kind: 'problem' } & SearchProblem)

const filterShape = /^\s*(?:not\b|\(|[\w.:$-]+\s*\[|[\w.:$-]+\s+(?:eq|ne|co|sw|ew|gt|ge|lt|le|pr)(?:\s|$))/i

/** Whether text is meant as a SCIM filter rather than as something to look for: `userName sw "a"`, not `Ada Reyes`. */
export const isMeantAsFilter = (text: string): boolean => filterShape.test(text)

/**
 * What a search box holds: text to look for, or a SCIM filter, read by the parser that the identity providers meet.
 * `additional`: of users who have the additional attributes.
 */
export function readSearch(text: string, type: ResourceType | undefined, additional = false): Search {
  if (type !== undefined && isMeantAsFilter(text)) {
    try {
      const filter = resolveFilter(type, parseFilter(text), catalogOf({ additionalAttributes: additional }))
      const beyond = firstUnsearchable(filter)
      if (!beyond) return { kind: 'filter', filter }
      return { kind: 'problem', message: unsearchableText(beyond), column: beyond.column }
    } catch (error) {
      if (!isScimError(error)) throw error
      const column = /\bcolumn (\d+)/.exec(error.detail)?.[1]
      return { kind: 'problem', message: error.detail, column: column === undefined ? undefined : Number(column) }
    }
  }
  if (Array.from(text.trim()).length < shortestSearch)
    return { kind: 'problem', message: `Type at least ${shortestSearch} characters.`, column: undefined }
  return { kind: 'text', text: text.trim() }
}

/** Whether a table was asked for something that its search box cannot read; it then has no rows. */
export const isUnreadable = (definition: TableDefinition, filters: FilterValues): boolean =>
  definition.filters.some((filter) => {
    if (filter.kind !== 'search') return false
    const text = filters[filter.id]?.[0]
    return text !== undefined && readSearch(text, filter.scim, filter.additional).kind === 'problem'
  })

type Leaf = Extract<ResolvedFilter, { attribute: string }>

/**
 * Whether a list can be filtered by this: what is only made when a resource is served (addresses, versions, the names of
 * groups and members) is in no row.
 */
export const isSearchable = (leaf: Leaf): boolean => {
  const { attribute, kind } = leaf
  if (/^meta(\.|$)/.test(attribute)) return attribute === 'meta.created' || attribute === 'meta.lastModified'
  if (isRelation(leaf)) return kind === 'compare' && leaf.op === 'eq'
  if (/^(groups|members|schemas)(\.|$)/.test(attribute)) return false
  return true
}

const firstUnsearchable = (filter: ResolvedFilter): Leaf | undefined => {
  if (filter.kind === 'not') return firstUnsearchable(filter.operand)
  if (!('attribute' in filter)) return filter.operands.map(firstUnsearchable).find((leaf) => leaf !== undefined)
  return isSearchable(filter) && !isName(filter) ? undefined : filter
}

/** A group or member is compared by its id: a name, which somebody may well type, would find nothing without a word. */
const isName = (leaf: Leaf): boolean => isRelation(leaf) && leaf.kind === 'compare' && !UUID.test(String(leaf.value))

const isRelation = ({ attribute }: Leaf): boolean => /^(groups|members)\.value$/.test(attribute)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const unsearchableText = (leaf: Leaf): string => (isSearchable(leaf) ? nameText(leaf) : kindText(leaf))

const nameText = ({ attribute, column }: Leaf): string =>
  attribute === 'groups.value'
    ? `groups takes the Internal Group ID · column ${column} · for a name, use the filter SCIM Group Name`
    : `members takes the Internal ID of a user or group · column ${column} · it is on the page of each`

const kindText = ({ attribute, column }: Leaf): string =>
  `This list cannot be filtered by ${attribute} that way · column ${column} · ` +
  `accepted are attributes that were provisioned, meta.created, meta.lastModified, and groups.value or members.value with eq`

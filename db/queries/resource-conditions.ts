import { and, sql, type SQL } from 'drizzle-orm'
import type { ResourceType } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { ResolvedFilter } from '#lib/scim/resolve.ts'
import { joinConditions } from '#lib/table/attribute-filter.ts'
import { readSearch } from '#lib/table/search-text.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import type { Total } from './list.ts'
import { documentCondition } from './scim-filter-documents.ts'
import { compileFilter } from './scim-filter.ts'
import { isShort, prepareSearch } from './search.ts'

export type Condition = {
  where: SQL | undefined
  /** The IdP's rows, in the words with which SQLite goes by `where` rather than by the list's order. */
  scope?: SQL | undefined
  /** How many rows meet it alone, where that is known without counting them. */
  total?: (() => Promise<Total>) | undefined
}

/**
 * What stands in a list's search box: text to look for, or a SCIM filter. One that is not understood shows nothing.
 * `additional`: the IdP's users have the additional attributes.
 */
export async function searchCondition(
  q: Reader,
  idpId: string,
  type: ResourceType,
  text: string | undefined,
  additional = false,
): Promise<Condition> {
  if (text === undefined) return { where: undefined }
  const search = readSearch(text, type, additional)
  // Never a list without the filter that somebody believes is set.
  if (search.kind === 'problem') return { where: sql`false` }
  if (search.kind === 'filter') return { where: compiled(q, type, search.filter) }
  const { scope, condition, total } = await prepareSearch(q, idpId, type, search.text)
  return { where: condition, scope: total ? undefined : scope, total }
}

/** *Add Filters*: conditions on SCIM attributes, all of which a row has to meet. None meets one it does not have. */
export function attributesCondition(
  q: Reader,
  type: ResourceType,
  conditions: readonly string[],
  additional = false,
): SQL | undefined {
  if (conditions.length === 0) return undefined
  const search = readSearch(joinConditions(conditions), type, additional)
  return search.kind === 'filter' ? compiled(q, type, search.filter) : sql`false`
}

/**
 * Rows whose name, a folded column, contains this. The search index says which few rows to look at; for a name that many
 * rows contain, or that is too short for it, the column is read.
 */
export async function nameCondition(
  q: Reader,
  idpId: string,
  type: ResourceType,
  name: string | undefined,
): Promise<Condition> {
  if (name === undefined) return { where: undefined }
  const wanted = fold(name)
  const column = type === 'User' ? q.tables.users.userNameKey : q.tables.groups.displayNameKey
  const contained = containsText(column, wanted)
  if (isShort(wanted)) return { where: contained }
  const { scope, condition, total } = await prepareSearch(q, idpId, type, name)
  return total === undefined ? { where: and(condition, contained), scope } : { where: contained }
}

const compiled = (q: Reader, type: ResourceType, filter: ResolvedFilter): SQL | undefined => {
  const { where, isExact } = compileFilter(q.tables, type, filter, documentCondition(q, type))
  if (!isExact) throw new Error('A filter that readSearch accepts has a part that SQL does not answer.')
  return where
}

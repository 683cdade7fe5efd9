import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, lte, or, type AnyColumn, type SQL } from 'drizzle-orm'
import type { ResourceType } from '#lib/scim/catalog.ts'
import type { SortKey } from '#lib/scim/sort.ts'
import type { Tables } from '../tables.ts'

/** An order by a column, rows without a value last, or first when descending (RFC 7644 §3.4.2.3); ids break ties. */
export type Order = { column: AnyColumn; descending: boolean }
/** Where a page ended: the last row's id and what it was ordered by. */
export type Position = { id: string; key?: SortKey }

/** The column that holds what an attribute is ordered by; undefined when it takes reading the documents. */
export function orderColumn({ users, groups }: Tables, type: ResourceType, attribute: string): AnyColumn | undefined {
  const common = type === 'User' ? users : groups
  switch (attribute) {
    case 'id':
      return common.id
    case 'externalId':
      return common.externalId
    case 'displayName':
      return common.displayNameKey
    case 'meta.created':
      return common.createdAt
    case 'meta.lastModified':
      return common.updatedAt
  }
  if (type === 'Group') return undefined
  switch (attribute) {
    case 'userName':
      return users.userNameKey
    case 'active':
      return users.active
    case 'title':
      return users.titleKey
    case 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department':
      return users.departmentKey
    default:
      return undefined
  }
}

/** A run of rows that one index can give in order. */
export type Part = { where: SQL | undefined; terms: SQL[] }

/**
 * An order as the runs it consists of, one after another: the rows with a value, by it, and those without, by id. As one
 * statement with NULLS LAST it would take sorting everybody for each page: the indexes leave out what has no value.
 */
export function orderedParts(id: AnyColumn, { column, descending }: Order, after: Position | undefined): Part[] {
  const key = after && columnValue(column, after.key)
  const laterId = after && gt(id, after.id)
  const isAmongMissing = after !== undefined && key === undefined
  const isAmongValues = key !== undefined
  const values: Part = {
    where: and(
      column.notNull ? undefined : isNotNull(column),
      // The first condition is implied by the second, but an index can begin with it.
      isAmongValues ? (descending ? lte(column, key) : gte(column, key)) : undefined,
      isAmongValues ? or(descending ? lt(column, key) : gt(column, key), and(eq(column, key), laterId)) : undefined,
    ),
    terms: [descending ? desc(column) : asc(column), asc(id)],
  }
  const missing: Part = { where: and(isNull(column), isAmongMissing ? laterId : undefined), terms: [asc(id)] }
  if (column.notNull) return [values]
  if (descending) return isAmongValues ? [values] : [missing, values]
  return isAmongMissing ? [missing] : [values, missing]
}

const columnValue = (column: AnyColumn, key: SortKey): string | boolean | Date | undefined => {
  if (key === undefined) return undefined
  return column.dataType === 'date' ? new Date(key) : column.dataType === 'boolean' ? key === 1 : String(key)
}

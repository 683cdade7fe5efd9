import { and, eq, gt, isNotNull, isNull, lt, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
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

export const orderTerms = (id: AnyColumn, order: Order | undefined): SQL[] => [
  ...(order ? [order.descending ? sql`${order.column} desc nulls first` : sql`${order.column} asc nulls last`] : []),
  sql`${id} asc`,
]

/** The rows that come after a position: a page costs the same wherever it begins. */
export function afterPosition(id: AnyColumn, order: Order | undefined, position: Position): SQL | undefined {
  const laterId = gt(id, position.id)
  if (!order) return laterId
  const { column, descending } = order
  const key = columnValue(column, position.key)
  if (key === undefined) {
    const laterMissing = and(isNull(column), laterId)
    return descending ? or(laterMissing, isNotNull(column)) : laterMissing
  }
  const tied = and(eq(column, key), laterId)
  return descending ? or(lt(column, key), tied) : or(gt(column, key), tied, isNull(column))
}

const columnValue = (column: AnyColumn, key: SortKey): string | boolean | Date | undefined => {
  if (key === undefined) return undefined
  return column.dataType === 'date' ? new Date(key) : column.dataType === 'boolean' ? key === 1 : String(key)
}

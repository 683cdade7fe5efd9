import { eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { locations as table } from '#lib/table/locations.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'
import type { LocationRow } from './locations.ts'

/** A page of locations; by name, sublocations stand below the location they lie in. */
export async function listLocationPage(q: Reader, query: ListQuery): Promise<ListPage<LocationRow>> {
  const { locations: t } = q.tables
  const parentKey = sql`(select parent.name_key from ${t} as parent where parent.id = ${t.parentId})`
  return listPage<typeof table, LocationRow>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        name: ([text]) => containsText(t.nameKey, fold(text ?? '')),
        kind: ([kind]) => (kind === 'location' ? isNull(t.parentId) : isNotNull(t.parentId)),
        mapped: (values) => {
          const ids = values.filter((value) => value !== 'default')
          const own = ids.length > 0 ? inArray(t.idpId, ids) : undefined
          return values.includes('default') ? or(isNull(t.idpId), own) : own
        },
        enforced: ([value]) => eq(t.enforcesAuthentication, value === 'enabled'),
      },
      sort: {
        // A tab is no part of a name, and comes before all that is.
        name: sql`coalesce(${parentKey} || ${'\t'}, '') || ${t.nameKey}`,
        updatedAt: t.updatedAt,
      },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

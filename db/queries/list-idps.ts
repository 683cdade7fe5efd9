import { and, eq, exists, inArray, ne, sql, sum, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { idpConfigurations } from '#lib/table/idp-configurations.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'

/** How *IdP Configuration* is answered. What is being deleted is not listed. */
export function idpPlan(q: Reader): ListPlan<typeof idpConfigurations> {
  const { idps: t, idpDomains, totals } = q.tables
  // An IdP without users or groups has no row of totals: none would stand before or after all, as the engine has it.
  const total = (column: typeof totals.users | typeof totals.groups): SQL =>
    sql`coalesce((${q
      .select({ sum: sum(column) })
      .from(totals)
      .where(eq(totals.idpId, t.id))}), 0)`
  const hasDomain = (text: string) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(idpDomains)
        .where(and(eq(idpDomains.idpId, t.id), containsText(idpDomains.domain, fold(text)))),
    )
  return {
    table: t,
    scope: ne(t.status, 'deleting'),
    filters: {
      name: ([text]) => containsText(t.nameKey, fold(text ?? '')),
      status: (values) => inArray(t.status, values as (typeof t.status)['_']['data'][]),
      singleSignOn: ([value]) => eq(t.singleSignOn, value === 'admin' ? 'admin' : 'user'),
      scimSync: ([value]) => eq(t.scimSync, value === 'enabled'),
      // Entity IDs are URIs: what is typed in another case is meant all the same.
      idpEntityId: ([text]) => containsText(sql`lower(${t.idpEntityId})`, (text ?? '').toLowerCase()),
      domain: ([text]) => hasDomain(text ?? ''),
    },
    sort: {
      name: t.nameKey,
      status: t.status,
      idpEntityId: t.idpEntityId,
      singleSignOn: t.singleSignOn,
      users: total(totals.users),
      groups: total(totals.groups),
      createdAt: t.createdAt,
      updatedAt: t.updatedAt,
    },
    id: t.id,
  }
}

/** A page of IdP configurations, by their ids. */
export async function listIdpPage(q: Reader, query: ListQuery): Promise<ListPage<{ id: string }>> {
  const { idps: t } = q.tables
  return listPage<typeof idpConfigurations, { id: string }>(q, query, idpPlan(q), ({ where, orderBy, limit, offset }) =>
    q
      .select({ id: t.id })
      .from(t)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset),
  )
}

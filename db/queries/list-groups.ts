import { and, eq, exists, gte, inArray, lte, not, or, sql, type SQL } from 'drizzle-orm'
import type { scimGroups } from '#lib/table/scim-groups.ts'
import type { Reader } from '../store.ts'
import { countEffectiveMembers, nobody, type MemberCount } from './effective-members.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import { attributesCondition, nameCondition, searchCondition } from './resource-conditions.ts'
import { getTotals } from './totals.ts'

export type ListedGroup = MemberCount & {
  id: string
  displayName: string
  externalId: string | null
  createdAt: Date
  updatedAt: Date
}

type Plain = Omit<ListedGroup, keyof MemberCount>

/** How SCIM Groups are answered for one IdP and these filters. Asks the search index first: ask `store().report`. */
export async function groupPlan(
  q: Reader,
  idpId: string,
  filters: ListQuery['filters'],
): Promise<ListPlan<typeof scimGroups>> {
  const { groups, members, users } = q.tables
  const [search, named, withUsers] = await Promise.all([
    searchCondition(q, idpId, 'Group', filters['search']?.[0]),
    nameCondition(q, idpId, 'Group', filters['displayName']?.[0]),
    nameCondition(q, idpId, 'User', filters['userName']?.[0]),
  ])
  const groupsOf = (named: SQL) =>
    inArray(
      groups.id,
      q
        .select({ id: members.groupId })
        .from(members)
        .innerJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId)))
        .where(and(eq(members.idpId, idpId), named)),
    )
  const hasMembers = exists(
    q
      .select({ one: sql`1` })
      .from(members)
      .where(and(eq(members.idpId, groups.idpId), eq(members.groupId, groups.id))),
  )
  const sizes: Record<string, SQL> = { some: hasMembers, none: not(hasMembers) }
  return {
    table: groups,
    scope: search.scope ?? named.scope ?? eq(groups.idpId, idpId),
    filters: {
      search: () => search.where,
      displayName: () => named.where,
      userName: () => withUsers.where && groupsOf(withUsers.where),
      id: ([id]) => eq(groups.id, (id ?? '').toLowerCase()),
      members: (values) => or(...values.flatMap((value) => sizes[value] ?? [])),
      attributes: (conditions) => attributesCondition(q, 'Group', conditions),
    },
    sort: { updatedAt: groups.updatedAt, displayName: groups.displayNameKey },
    id: groups.id,
    range: ({ from, to }) => and(from && gte(groups.updatedAt, from), to && lte(groups.updatedAt, to)),
    unfilteredTotal: async () => (await getTotals(q, idpId)).groups,
    ...(search.total ? { totalBy: { search: search.total } } : {}),
  }
}

/** A page of SCIM Groups: one IdP's, with the users in the groups on this page counted, effectively. */
export async function listGroupPage(q: Reader, idpId: string, query: ListQuery): Promise<ListPage<ListedGroup>> {
  const { groups } = q.tables
  const page = await listPage<typeof scimGroups, Plain>(
    q,
    query,
    await groupPlan(q, idpId, query.filters),
    ({ where, orderBy, limit, offset }) =>
      q
        .select({
          id: groups.id,
          displayName: groups.displayName,
          externalId: groups.externalId,
          createdAt: groups.createdAt,
          updatedAt: groups.updatedAt,
        })
        .from(groups)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
  const counts = await countEffectiveMembers(
    q,
    idpId,
    page.rows.map((row) => row.id),
  )
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...(counts.get(row.id) ?? nobody) })) }
}

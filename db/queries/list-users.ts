import { and, eq, gte, inArray, lte, or, type SQL } from 'drizzle-orm'
import type { scimUsers } from '#lib/table/scim-users.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import { findAdditionalAttributes } from './observe-users.ts'
import { attributesCondition, nameCondition, searchCondition } from './resource-conditions.ts'
import { getTotals } from './totals.ts'

export type ListedUser = {
  id: string
  userName: string
  externalId: string | null
  displayName: string | null
  active: boolean
  isForeignDomain: boolean
  createdAt: Date
  updatedAt: Date
}

/** How SCIM Users are answered for one IdP and these filters. Asks the search index first: ask `store().report`. */
export async function userPlan(
  q: Reader,
  idpId: string,
  filters: ListQuery['filters'],
): Promise<ListPlan<typeof scimUsers>> {
  const { users, groups, members } = q.tables
  const isByAttribute = filters['search'] !== undefined || filters['attributes'] !== undefined
  const additional = isByAttribute && (await findAdditionalAttributes(q, idpId))
  const [search, named, inGroups] = await Promise.all([
    searchCondition(q, idpId, 'User', filters['search']?.[0], additional),
    nameCondition(q, idpId, 'User', filters['userName']?.[0]),
    nameCondition(q, idpId, 'Group', filters['groupName']?.[0]),
  ])
  const membersOf = (named: SQL) =>
    inArray(
      users.id,
      q
        .select({ id: members.memberId })
        .from(members)
        .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.groupId)))
        .where(and(eq(members.idpId, idpId), named)),
    )
  const states: Record<string, SQL> = {
    active: eq(users.active, true),
    inactive: eq(users.active, false),
    outside: eq(users.isForeignDomain, true),
  }
  return {
    table: users,
    scope: search.scope ?? named.scope ?? eq(users.idpId, idpId),
    filters: {
      search: () => search.where,
      userName: () => named.where,
      groupName: () => inGroups.where && membersOf(inGroups.where),
      id: ([id]) => eq(users.id, (id ?? '').toLowerCase()),
      status: (values) => or(...values.flatMap((value) => states[value] ?? [])),
      attributes: (conditions) => attributesCondition(q, 'User', conditions, additional),
    },
    sort: { updatedAt: users.updatedAt, userName: users.userNameKey },
    id: users.id,
    range: ({ from, to }) => and(from && gte(users.updatedAt, from), to && lte(users.updatedAt, to)),
    unfilteredTotal: async () => (await getTotals(q, idpId)).users,
    ...(search.total ? { totalBy: { search: search.total } } : {}),
    keptFacets: {
      status: async () => {
        const totals = await getTotals(q, idpId)
        return { active: totals.activeUsers, inactive: totals.users - totals.activeUsers }
      },
    },
  }
}

/** A page of SCIM Users: one IdP's. */
export async function listUserPage(q: Reader, idpId: string, query: ListQuery): Promise<ListPage<ListedUser>> {
  const { users } = q.tables
  return listPage<typeof scimUsers, ListedUser>(
    q,
    query,
    await userPlan(q, idpId, query.filters),
    ({ where, orderBy, limit, offset }) =>
      q
        .select({
          id: users.id,
          userName: users.userName,
          externalId: users.externalId,
          displayName: users.displayName,
          active: users.active,
          isForeignDomain: users.isForeignDomain,
          createdAt: users.createdAt,
          updatedAt: users.updatedAt,
        })
        .from(users)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

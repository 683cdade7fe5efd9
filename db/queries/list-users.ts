import { and, eq, gte, inArray, lte, or } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { scimUsers } from '#lib/table/scim-users.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'
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

/** A page of SCIM Users: one IdP's. */
export async function listUserPage(q: Reader, idpId: string, query: ListQuery): Promise<ListPage<ListedUser>> {
  const { users, groups, members } = q.tables
  const inGroupsNamed = (name: string) =>
    inArray(
      users.id,
      q
        .select({ id: members.memberId })
        .from(members)
        .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.groupId)))
        .where(and(eq(members.idpId, idpId), containsText(groups.displayNameKey, fold(name)))),
    )
  const states: Record<string, () => ReturnType<typeof eq>> = {
    active: () => eq(users.active, true),
    inactive: () => eq(users.active, false),
    outside: () => eq(users.isForeignDomain, true),
  }
  return listPage<typeof scimUsers, ListedUser>(
    q,
    query,
    {
      table: users,
      scope: eq(users.idpId, idpId),
      filters: {
        userName: ([name]) => containsText(users.userNameKey, fold(name ?? '')),
        groupName: ([name]) => inGroupsNamed(name ?? ''),
        id: ([id]) => eq(users.id, (id ?? '').toLowerCase()),
        status: (values) => or(...values.flatMap((value) => states[value]?.() ?? [])),
      },
      sort: { updatedAt: users.updatedAt, userName: users.userNameKey },
      id: users.id,
      range: ({ from, to }) => and(from && gte(users.updatedAt, from), to && lte(users.updatedAt, to)),
      unfilteredTotal: async () => (await getTotals(q, idpId)).users,
    },
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

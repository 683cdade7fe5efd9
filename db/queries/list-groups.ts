import { and, eq, gte, inArray, lte } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { scimGroups } from '#lib/table/scim-groups.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { countEffectiveMembers, nobody, type MemberCount } from './effective-members.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'
import { getTotals } from './totals.ts'

export type ListedGroup = MemberCount & {
  id: string
  displayName: string
  externalId: string | null
  createdAt: Date
  updatedAt: Date
}

type Plain = Omit<ListedGroup, keyof MemberCount>

/** A page of SCIM Groups: one IdP's, with the users in the groups on this page counted, effectively. */
export async function listGroupPage(q: Reader, idpId: string, query: ListQuery): Promise<ListPage<ListedGroup>> {
  const { groups, members, users } = q.tables
  const withUsersNamed = (name: string) =>
    inArray(
      groups.id,
      q
        .select({ id: members.groupId })
        .from(members)
        .innerJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId)))
        .where(and(eq(members.idpId, idpId), containsText(users.userNameKey, fold(name)))),
    )
  const page = await listPage<typeof scimGroups, Plain>(
    q,
    query,
    {
      table: groups,
      scope: eq(groups.idpId, idpId),
      filters: {
        displayName: ([name]) => containsText(groups.displayNameKey, fold(name ?? '')),
        userName: ([name]) => withUsersNamed(name ?? ''),
        id: ([id]) => eq(groups.id, (id ?? '').toLowerCase()),
      },
      sort: { updatedAt: groups.updatedAt, displayName: groups.displayNameKey },
      id: groups.id,
      range: ({ from, to }) => and(from && gte(groups.updatedAt, from), to && lte(groups.updatedAt, to)),
      unfilteredTotal: async () => (await getTotals(q, idpId)).groups,
    },
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

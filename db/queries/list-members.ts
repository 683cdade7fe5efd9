import { and, asc, eq, exists, or, sql, type SQL } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { prepareSearch } from './search.ts'

export type ListedMember = { id: string; type: 'User' | 'Group'; name: string; active: boolean | undefined }

export type UserRow = Reader['tables']['users']['$inferSelect']
export type GroupRow = Reader['tables']['groups']['$inferSelect']

export async function findUserRow(q: Reader, idpId: string, id: string): Promise<UserRow | undefined> {
  const { users } = q.tables
  return (
    await q
      .select()
      .from(users)
      .where(and(eq(users.idpId, idpId), eq(users.id, id)))
      .limit(1)
  )[0]
}

export async function findGroupRow(q: Reader, idpId: string, id: string): Promise<GroupRow | undefined> {
  const { groups } = q.tables
  return (
    await q
      .select()
      .from(groups)
      .where(and(eq(groups.idpId, idpId), eq(groups.id, id)))
      .limit(1)
  )[0]
}

/** Groups that a user or group is a member of, by name, `limit` at most. */
export async function listMemberships(
  q: Reader,
  idpId: string,
  memberId: string,
  limit: number,
): Promise<{ id: string; displayName: string }[]> {
  const { members, groups } = q.tables
  return q
    .select({ id: groups.id, displayName: groups.displayName })
    .from(members)
    .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.groupId)))
    .where(and(eq(members.idpId, idpId), eq(members.memberId, memberId)))
    .orderBy(asc(groups.displayNameKey), asc(groups.id))
    .limit(limit)
}

/** A page of the groups that a user or group is a member of, by name, and how many they are. */
export async function listMembershipPage(
  q: Reader,
  idpId: string,
  memberId: string,
  { page, size }: { page: number; size: number },
): Promise<{ groups: { id: string; displayName: string }[]; total: number }> {
  const { members, groups } = q.tables
  const [found, total] = await Promise.all([
    q
      .select({ id: groups.id, displayName: groups.displayName })
      .from(members)
      .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.groupId)))
      .where(and(eq(members.idpId, idpId), eq(members.memberId, memberId)))
      .orderBy(asc(groups.displayNameKey), asc(groups.id))
      .limit(size)
      .offset((page - 1) * size),
    q.$count(members, and(eq(members.idpId, idpId), eq(members.memberId, memberId))),
  ])
  return { groups: found, total }
}

/**
 * A page of a group's members in the order of their ids, with their names. A member that is itself a group has no
 * `active`. With `search`, those whose names, addresses or externalId contain it (from three characters on).
 */
export async function listMemberPage(
  q: Reader,
  idpId: string,
  groupId: string,
  { page, size, search = '' }: { page: number; size: number; search?: string },
): Promise<{ members: ListedMember[]; hasMore: boolean }> {
  const { members, users, groups } = q.tables
  // The page first and the names afterwards: whoever is passed over on the way to a deep page is not looked up.
  const some = q
    .select({ memberId: members.memberId, type: members.type })
    .from(members)
    .where(
      and(
        eq(members.idpId, idpId),
        eq(members.groupId, groupId),
        search.trim() === '' ? undefined : await memberCondition(q, idpId, search),
      ),
    )
    .orderBy(asc(members.memberId))
    .limit(size + 1)
    .offset((page - 1) * size)
    .as('some')
  const rows = await q
    .select({
      id: some.memberId,
      type: some.type,
      userName: users.userName,
      active: users.active,
      groupName: groups.displayName,
    })
    .from(some)
    .leftJoin(users, and(eq(users.idpId, idpId), eq(users.id, some.memberId)))
    .leftJoin(groups, and(eq(groups.idpId, idpId), eq(groups.id, some.memberId)))
    .orderBy(asc(some.memberId))
  return {
    members: rows.slice(0, size).map((row) => ({
      id: row.id,
      type: row.type,
      name: row.userName ?? row.groupName ?? row.id,
      active: row.active ?? undefined,
    })),
    hasMore: rows.length > size,
  }
}

/** The member is a user or a group of this IdP that contains the text. */
async function memberCondition(q: Reader, idpId: string, search: string): Promise<SQL | undefined> {
  const { members, users, groups } = q.tables
  const [user, group] = await Promise.all([
    prepareSearch(q, idpId, 'User', search),
    prepareSearch(q, idpId, 'Group', search),
  ])
  const one = { one: sql`1` }
  return or(
    exists(
      q
        .select(one)
        .from(users)
        .where(and(eq(users.idpId, members.idpId), eq(users.id, members.memberId), user.condition)),
    ),
    exists(
      q
        .select(one)
        .from(groups)
        .where(and(eq(groups.idpId, members.idpId), eq(groups.id, members.memberId), group.condition)),
    ),
  )
}

/** Groups that are direct members of a group, by name, `limit` at most. */
export async function listNestedGroupsOf(
  q: Reader,
  idpId: string,
  groupId: string,
  limit: number,
): Promise<{ id: string; displayName: string }[]> {
  const { members, groups } = q.tables
  return q
    .select({ id: groups.id, displayName: groups.displayName })
    .from(members)
    .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.memberId)))
    .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId), eq(members.type, 'Group')))
    .orderBy(asc(groups.displayNameKey), asc(groups.id))
    .limit(limit)
}

import { and, asc, eq } from 'drizzle-orm'
import type { Reader } from '../store.ts'

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

/** A page of a group's members in the order of their ids, with their names. A member that is itself a group has no `active`. */
export async function listMemberPage(
  q: Reader,
  idpId: string,
  groupId: string,
  { page, size }: { page: number; size: number },
): Promise<{ members: ListedMember[]; hasMore: boolean }> {
  const { members, users, groups } = q.tables
  const rows = await q
    .select({
      id: members.memberId,
      type: members.type,
      userName: users.userName,
      active: users.active,
      groupName: groups.displayName,
    })
    .from(members)
    .leftJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId)))
    .leftJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.memberId)))
    .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId)))
    .orderBy(asc(members.memberId))
    .limit(size + 1)
    .offset((page - 1) * size)
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

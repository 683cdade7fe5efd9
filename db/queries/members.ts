import { and, asc, count, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { findGroupNames } from './groups.ts'
import { insertMissing } from './insert.ts'

export type MemberRow = Tables['members']['$inferSelect']
/** A member as a group shows it. */
export type MemberView = { groupId: string; id: string; type: 'User' | 'Group'; display: string | null }
/** A group as a user shows it. */
export type GroupOfUser = { userId: string; id: string; display: string }

/** The members of some groups, in order of their ids within each group. */
export async function listMembers(q: Reader, idpId: string, groupIds: string[]): Promise<MemberView[]> {
  const { members, users, groups } = q.tables
  const found: MemberView[] = []
  for (const some of chunks(groupIds)) {
    const of = (type: 'User' | 'Group') =>
      and(eq(members.idpId, idpId), inArray(members.groupId, some), eq(members.type, type))
    const people = await q
      .select({
        groupId: members.groupId,
        id: members.memberId,
        displayName: users.displayName,
        userName: users.userName,
      })
      .from(members)
      .innerJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId)))
      .where(of('User'))
      .orderBy(asc(members.groupId), asc(members.memberId))
    for (const row of people) {
      found.push({ groupId: row.groupId, id: row.id, type: 'User', display: row.displayName ?? row.userName })
    }
    const nested = await q
      .select({ groupId: members.groupId, id: members.memberId, display: groups.displayName })
      .from(members)
      .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.memberId)))
      .where(of('Group'))
      .orderBy(asc(members.groupId), asc(members.memberId))
    for (const row of nested) found.push({ ...row, type: 'Group' })
  }
  return found
}

/** The groups that one user is a direct member of; every read of a user asks this. */
export async function listGroupsOf(q: Reader, idpId: string, userId: string): Promise<GroupOfUser[]> {
  // One table a statement: SQLite plans a join anew at each execution, which costs more than the lookups.
  const memberships = await prepared(q, 'memberships_of_user', () => {
    const { members } = q.tables
    return q
      .select({ groupId: members.groupId })
      .from(members)
      .where(and(eq(members.idpId, sql.placeholder('idpId')), eq(members.memberId, sql.placeholder('userId'))))
      .prepare('memberships_of_user')
  }).execute({ idpId, userId })
  if (memberships.length === 0) return []
  const names = await findGroupNames(
    q,
    idpId,
    memberships.map((row) => row.groupId),
  )
  return [...names].map(([id, display]) => ({ userId, id, display })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The same for the users of a page. */
export async function listGroupsOfMany(q: Reader, idpId: string, userIds: string[]): Promise<GroupOfUser[]> {
  const { members, groups } = q.tables
  const found: GroupOfUser[] = []
  for (const some of chunks(userIds)) {
    found.push(
      ...(await q
        .select({ userId: members.memberId, id: groups.id, display: groups.displayName })
        .from(members)
        .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.groupId)))
        .where(and(eq(members.idpId, idpId), inArray(members.memberId, some)))
        .orderBy(asc(groups.id))),
    )
  }
  return found
}

/** Which of `ids` are members of the group already. */
export async function findMembers(q: Reader, idpId: string, groupId: string, ids: string[]): Promise<Set<string>> {
  const { members } = q.tables
  const found = new Set<string>()
  for (const some of chunks(ids)) {
    const rows = await q
      .select({ id: members.memberId })
      .from(members)
      .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId), inArray(members.memberId, some)))
    for (const row of rows) found.add(row.id)
  }
  return found
}

/** Every member id of the group. */
export async function listMemberIds(q: Reader, idpId: string, groupId: string): Promise<string[]> {
  const { members } = q.tables
  const rows = await q
    .select({ id: members.memberId })
    .from(members)
    .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId)))
  return rows.map((row) => row.id)
}

/** Whether the group has a member. */
export async function hasMembers(q: Reader, idpId: string, groupId: string): Promise<boolean> {
  const { members } = q.tables
  const rows = await q
    .select({ id: members.memberId })
    .from(members)
    .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId)))
    .limit(1)
  return rows.length > 0
}

/** Members that are groups, written out: an index of them alone is not used for a condition with a parameter. */
export const isGroup = (members: Tables['members']): SQL => sql`${members.type} = 'Group'`

/** The groups among a group's direct members, and those among theirs: all that it contains. */
export async function listNestedGroups(q: Reader, idpId: string, groupIds: string[]): Promise<Set<string>> {
  const { members } = q.tables
  const seen = new Set(groupIds)
  for (let next = groupIds; next.length > 0;) {
    const found: string[] = []
    for (const some of chunks(next)) {
      const rows = await q
        .select({ id: members.memberId })
        .from(members)
        .where(and(eq(members.idpId, idpId), inArray(members.groupId, some), isGroup(members)))
      for (const { id } of rows) {
        if (seen.has(id)) continue
        seen.add(id)
        found.push(id)
      }
    }
    next = found
  }
  return seen
}

/**
 * Lets one request at a time put groups into groups of an IdP: two that each see no circle could close one together. On
 * SQLite the lane does.
 */
export async function lockNesting(tx: Writer, idpId: string): Promise<void> {
  if (tx.engine === 'sqlite') return
  const { idps } = tx.tables
  await locked(tx, tx.select({ id: idps.id }).from(idps).where(eq(idps.id, idpId)))
}

export const insertMembers = (tx: Writer, rows: MemberRow[]): Promise<void> => insertMissing(tx, 'members', rows)

export async function deleteMembers(tx: Writer, idpId: string, groupId: string, ids: string[]): Promise<void> {
  const { members } = tx.tables
  for (const some of chunks(ids)) {
    await tx
      .delete(members)
      .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId), inArray(members.memberId, some)))
  }
}

export async function deleteAllMembers(tx: Writer, idpId: string, groupId: string): Promise<void> {
  const { members } = tx.tables
  await tx.delete(members).where(and(eq(members.idpId, idpId), eq(members.groupId, groupId)))
}

/** Takes a deleted user or group out of every group; returns those groups' ids. */
export async function deleteMemberships(tx: Writer, idpId: string, memberId: string): Promise<string[]> {
  const { members } = tx.tables
  const rows = await tx
    .delete(members)
    .where(and(eq(members.idpId, idpId), eq(members.memberId, memberId)))
    .returning({ groupId: members.groupId })
  return rows.map((row) => row.groupId)
}

/** Which of `ids` are in `most` groups or more of this IdP, and not in this group yet. */
export async function findFullMembers(
  q: Reader,
  idpId: string,
  groupId: string,
  ids: readonly string[],
  most: number,
): Promise<Set<string>> {
  const { members } = q.tables
  const full = new Set<string>()
  for (const some of chunks([...ids])) {
    const rows = await q
      .select({
        id: members.memberId,
        groups: count(),
        here: sql<number>`sum(case when ${members.groupId} = ${groupId} then 1 else 0 end)`.mapWith(Number),
      })
      .from(members)
      .where(and(eq(members.idpId, idpId), inArray(members.memberId, some)))
      .groupBy(members.memberId)
    for (const { id, groups, here } of rows) if (groups >= most && here === 0) full.add(id)
  }
  return full
}

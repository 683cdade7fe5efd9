import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { held, locked } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { insertRow } from './insert.ts'

export type GroupRow = Tables['groups']['$inferSelect']

const bySql = (q: Reader, name: string, column: 'id' | 'displayNameKey') =>
  prepared(q, name, () => {
    const { groups } = q.tables
    return q
      .select()
      .from(groups)
      .where(and(eq(groups.idpId, sql.placeholder('idpId')), eq(groups[column], sql.placeholder('value'))))
      .prepare(name)
  })

/** The group `id` of this IdP, or undefined: another IdP's group does not exist here. */
export const findGroup = async (q: Reader, idpId: string, id: string): Promise<GroupRow | undefined> =>
  (await bySql(q, 'group_by_id', 'id').execute({ idpId, value: id }))[0]

/** `displayNameKey` is folded. */
export const findGroupByName = async (
  q: Reader,
  idpId: string,
  displayNameKey: string,
): Promise<GroupRow | undefined> =>
  (await bySql(q, 'group_by_name', 'displayNameKey').execute({ idpId, value: displayNameKey }))[0]

/** The group `id`, locked for the change that follows. */
export async function lockGroup(tx: Writer, idpId: string, id: string): Promise<GroupRow | undefined> {
  const rows = await prepared(tx, 'lock_group', () => {
    const { groups } = tx.tables
    const query = tx
      .select()
      .from(groups)
      .where(and(eq(groups.idpId, sql.placeholder('idpId')), eq(groups.id, sql.placeholder('id'))))
    return locked(tx, query).prepare('lock_group')
  }).execute({ idpId, id })
  return rows[0]
}

export const insertGroup = (tx: Writer, row: GroupRow): Promise<void> => insertRow(tx, 'groups', row)

/** Writes every column of `row` over the group of the same id. */
export async function updateGroup(tx: Writer, { idpId, id, ...columns }: GroupRow): Promise<void> {
  const { groups } = tx.tables
  await tx
    .update(groups)
    .set(columns)
    .where(and(eq(groups.idpId, idpId), eq(groups.id, id)))
}

export async function deleteGroup(tx: Writer, idpId: string, id: string): Promise<void> {
  const { groups } = tx.tables
  await tx.delete(groups).where(and(eq(groups.idpId, idpId), eq(groups.id, id)))
}

/** Which of `ids` are groups of this IdP: id → displayName. */
export async function findGroupNames(q: Reader, idpId: string, ids: string[]): Promise<Map<string, string>> {
  const { groups } = q.tables
  const found = new Map<string, string>()
  for (const some of chunks(ids)) {
    const rows = await q
      .select({ id: groups.id, displayName: groups.displayName })
      .from(groups)
      .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
    for (const row of rows) found.set(row.id, row.displayName)
  }
  return found
}

/** The same; they stay until the turn ends. */
export async function holdGroups(tx: Writer, idpId: string, ids: string[]): Promise<Map<string, string>> {
  const { groups } = tx.tables
  const found = new Map<string, string>()
  for (const some of chunks(ids)) {
    const rows = await held(
      tx,
      tx
        .select({ id: groups.id, displayName: groups.displayName })
        .from(groups)
        .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
        .orderBy(asc(groups.id)),
    )
    for (const row of rows) found.set(row.id, row.displayName)
  }
  return found
}

/**
 * Locks the groups that a user or group is a member of, in order, before it is locked itself: whoever changes a group
 * locks the group first and then what becomes its member. On SQLite the lane has locked everything.
 */
export async function lockGroupsOf(tx: Writer, idpId: string, memberId: string): Promise<void> {
  if (tx.engine === 'sqlite') return
  const { groups, members } = tx.tables
  const rows = await tx
    .select({ id: members.groupId })
    .from(members)
    .where(and(eq(members.idpId, idpId), eq(members.memberId, memberId)))
  const ids = rows.map((row) => row.id).sort()
  for (const some of chunks(ids)) {
    await locked(
      tx,
      tx
        .select({ id: groups.id })
        .from(groups)
        .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
        .orderBy(asc(groups.id)),
    )
  }
}

/** The membership of these groups changed: a new version and lastModified for each. */
export async function touchGroups(tx: Writer, idpId: string, ids: string[], at: Date): Promise<void> {
  const { groups } = tx.tables
  for (const some of chunks(ids)) {
    await tx
      .update(groups)
      .set({ version: sql`${groups.version} + 1`, updatedAt: at })
      .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
  }
}

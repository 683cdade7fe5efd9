import { and, asc, eq, inArray } from 'drizzle-orm'
import { localDirectory, type Source } from '#lib/table/directories.ts'
import type { Reader, Writer } from '../store.ts'
import { listAnnotations } from './annotations.ts'
import { chunks } from './chunks.ts'
import { listDirectories } from './directory-merge.ts'
import { sourceOf } from './directory-users.ts'
import { holdGroups } from './groups.ts'
import { listGroupsOfMany } from './members.ts'
import type { UserRow } from './users.ts'

/** A user with all that is edited by hand. */
export type Person = {
  row: UserRow
  source: Source
  comments: string
  groups: { id: string; name: string }[]
}

/** What to call a user: an IdP may send parts of a name only. */
export const shownName = (
  row: Pick<UserRow, 'displayName' | 'formattedName' | 'givenName' | 'familyName'>,
): string | null =>
  row.displayName ?? row.formattedName ?? ([row.givenName, row.familyName].filter(Boolean).join(' ') || null)

/** Users of one directory by their ids, or by folded User IDs. */
export async function listPeople(
  q: Reader,
  idpId: string,
  by: 'id' | 'userNameKey',
  values: readonly string[],
): Promise<Person[]> {
  const { users } = q.tables
  const found: Person[] = []
  for (const some of chunks([...values])) {
    const rows = await q
      .select()
      .from(users)
      .where(and(eq(users.idpId, idpId), inArray(users[by], some)))
    const ids = rows.map((row) => row.id)
    const annotations = await listAnnotations(q, idpId, ids)
    const groups = Map.groupBy(await listGroupsOfMany(q, idpId, ids), ({ userId }) => userId)
    for (const row of rows) {
      const annotation = annotations.get(row.id)
      found.push({
        row,
        source: sourceOf(idpId, annotation),
        comments: annotation?.comments ?? '',
        groups: (groups.get(row.id) ?? []).map(({ id, display }) => ({ id, name: display })),
      })
    }
  }
  return found
}

/** How those of these users that exist came to be here. */
export async function listSources(q: Reader, idpId: string, ids: readonly string[]): Promise<Source[]> {
  const { users } = q.tables
  const sources: Source[] = []
  for (const some of chunks([...ids])) {
    const rows = await q
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.idpId, idpId), inArray(users.id, some)))
    const annotations = await listAnnotations(q, idpId, some)
    sources.push(...rows.map(({ id }) => sourceOf(idpId, annotations.get(id))))
  }
  return sources
}

/** Which directories have users of these folded User IDs: those made by hand first. */
export async function listOwners(
  q: Reader,
  userNameKeys: readonly string[],
): Promise<Map<string, { idpId: string; directory: string; person: Person }[]>> {
  const owners = new Map<string, { idpId: string; directory: string; person: Person }[]>()
  for (const { id: idpId, name: directory } of await listDirectories(q)) {
    for (const person of await listPeople(q, idpId, 'userNameKey', userNameKeys)) {
      const key = person.row.userNameKey
      owners.set(key, [...(owners.get(key) ?? []), { idpId, directory, person }])
    }
  }
  return owners
}

/** Groups of a directory by their folded names. */
export async function listGroupsNamed(
  q: Reader,
  idpId: string,
  keys: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const { groups } = q.tables
  const found = new Map<string, { id: string; name: string }>()
  for (const some of chunks([...keys])) {
    const rows = await q
      .select({ id: groups.id, name: groups.displayName, key: groups.displayNameKey })
      .from(groups)
      .where(and(eq(groups.idpId, idpId), inArray(groups.displayNameKey, some)))
      .orderBy(asc(groups.id))
    for (const { key, ...group } of rows) found.set(key, group)
  }
  return found
}

/** The same; they stay as they are until the turn ends. */
export async function lockGroupsNamed(
  tx: Writer,
  idpId: string,
  keys: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const found = await listGroupsNamed(tx, idpId, keys)
  await holdGroups(
    tx,
    idpId,
    [...found.values()].map((group) => group.id),
  )
  return found
}

/** Names of the groups made by hand, in order, to pick from: the first thousand. */
export async function listLocalGroupNames(q: Reader): Promise<string[]> {
  const { groups } = q.tables
  const rows = await q
    .select({ name: groups.displayName })
    .from(groups)
    .where(eq(groups.idpId, localDirectory.id))
    .orderBy(asc(groups.displayNameKey))
    .limit(1_000)
  return rows.map((row) => row.name)
}

/** The first of a directory's users that name this department, `limit` at most. */
export async function listUserIdsOfDepartment(
  q: Reader,
  idpId: string,
  departmentKey: string,
  limit: number,
): Promise<string[]> {
  const { users } = q.tables
  const rows = await q
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.idpId, idpId), eq(users.departmentKey, departmentKey)))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** Writes every column of `row` over the user of the same id. */
export async function updatePersonRow(tx: Writer, { idpId, id, ...columns }: UserRow): Promise<void> {
  const { users } = tx.tables
  await tx
    .update(users)
    .set(columns)
    .where(and(eq(users.idpId, idpId), eq(users.id, id)))
}

import { newId } from '#db/ids.ts'
import { deleteAnnotation, putAnnotation } from '#db/queries/annotations.ts'
import { insertDeletedResource } from '#db/queries/deleted-resources.ts'
import { lockGroupsNamed, updatePersonRow, type Person } from '#db/queries/directory-people.ts'
import { insertGroup, lockGroupsOf, touchGroups } from '#db/queries/groups.ts'
import { deleteMembers, deleteMemberships, insertMembers } from '#db/queries/members.ts'
import { addToTotals, type Totals } from '#db/queries/totals.ts'
import { emailRows, userRow } from '#db/queries/user-row.ts'
import { deleteUser as deleteUserRow, insertUser, lockUser, replaceEmails, type UserRow } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { ENTERPRISE_URN } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import { isJsonObject, type JsonObject } from '#lib/scim/json.ts'
import { readUser, userColumns } from '#lib/scim/resource.ts'
import { localDirectory } from '#lib/table/directories.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { cutOffBy, endSessionsOf } from '../scim/end-sessions.ts'
import type { UserEntry } from './entries.ts'
import { newGroupRow } from './group-row.ts'

/** What a turn that changes people carries: the totals are added up and appended once. */
export type Turn = { tx: Writer; actor: Actor; at: Date; totals: Totals }

export const newTurn = (tx: Writer, actor: Actor, at: Date): Turn => ({
  tx,
  actor,
  at,
  totals: { users: 0, activeUsers: 0, groups: 0 },
})

/** Appends what the turn did to the local directory's totals. Its last statement. */
export async function endTurn({ tx, totals }: Turn): Promise<void> {
  if (Object.values(totals).some((change) => change !== 0)) await addToTotals(tx, localDirectory.id, totals)
}

/** The entry that a user is now. */
export const entryOf = ({ row, comments, groups }: Person): UserEntry => ({
  userName: row.userName,
  name: row.displayName ?? '',
  groups: groups.map((group) => group.name).sort(),
  department: row.department ?? '',
  active: row.active,
  comments,
})

/** Makes a user in the local directory. The User ID has been found to be free. Answers its id. */
export async function insertPerson(turn: Turn, entry: UserEntry, options: GroupOptions): Promise<string> {
  const { tx, at, actor, totals } = turn
  const id = newId(at)
  const document = readUser(documentOf({}, entry))
  const columns = userColumns(document)
  const row = userRow(document, columns, {
    idpId: localDirectory.id,
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    isForeign: false,
  })
  const groups = await groupsNamed(turn, localDirectory.id, entry.groups, options)
  await insertUser(tx, row)
  await replaceEmails(tx, row.idpId, id, emailRows(row, columns), true)
  await joinGroups(turn, row, groups)
  if (entry.comments !== '') {
    await putAnnotation(tx, { idpId: row.idpId, id, source: 'hand', comments: entry.comments })
  }
  totals.users += 1
  totals.activeUsers += row.active ? 1 : 0
  await appendAudit(tx, actor, {
    action: 'user.create',
    target: { type: 'user', id, name: row.userName },
    after: entry,
  })
  return id
}

/** Makes the user what the entry says. Its directory's totals change only through `active`. */
export async function updatePerson(
  turn: Turn,
  person: Person,
  entry: UserEntry,
  options: GroupOptions,
  action: 'user.update' | 'user.deactivate' | 'user.reactivate' = 'user.update',
): Promise<void> {
  const { tx, at, actor } = turn
  const { idpId, id } = person.row
  const before = entryOf(person)
  const wanted = await groupsNamed(turn, idpId, entry.groups, options)
  await lockGroupsOf(tx, idpId, id)
  const row = await lockUser(tx, idpId, id)
  if (!row) throw gone()
  const document = readUser(documentOf(JSON.parse(row.document) as JsonObject, entry))
  const columns = userColumns(document)
  const after = userRow(document, columns, {
    ...row,
    version: row.version + 1,
    updatedAt: at,
    isForeign: row.isForeignDomain,
  })
  await updatePersonRow(tx, after)
  const present = new Set(person.groups.map((group) => group.id))
  const kept = new Set(wanted.map((group) => group.id))
  await joinGroups(
    turn,
    after,
    wanted.filter((group) => !present.has(group.id)),
  )
  for (const groupId of present) if (!kept.has(groupId)) await leaveGroup(turn, after, groupId)
  if (entry.comments !== person.comments || person.source === 'saml') {
    await putAnnotation(tx, {
      idpId,
      id,
      source: person.source === 'saml' ? 'saml' : 'hand',
      comments: entry.comments,
    })
  }
  if (row.active !== after.active) await countActive(turn, idpId, after.active ? 1 : -1)
  const cutOff = cutOffBy(row, after)
  if (cutOff) await endSessionsOf(tx, row, cutOff, at)
  await appendAudit(tx, actor, {
    action,
    target: { type: 'user', id, name: after.userName },
    before,
    after: entry,
  })
}

/** Takes a user, and the memberships, out of the directory. */
export async function removePerson(turn: Turn, person: Person): Promise<void> {
  const { tx, at, actor, totals } = turn
  const { idpId, id, userName } = person.row
  await lockGroupsOf(tx, idpId, id)
  const row = await lockUser(tx, idpId, id)
  if (!row) return
  await touchGroups(tx, idpId, await deleteMemberships(tx, idpId, id), at)
  await deleteAnnotation(tx, idpId, id)
  await deleteUserRow(tx, idpId, id)
  await endSessionsOf(tx, row, 'deleted', at)
  await insertDeletedResource(tx, { idpId, id, resourceType: 'User', name: userName, deletedAt: at })
  const active = row.active ? -1 : 0
  if (idpId === localDirectory.id) {
    totals.users -= 1
    totals.activeUsers += active
  } else {
    await addToTotals(tx, idpId, { users: -1, activeUsers: active })
  }
  await appendAudit(tx, actor, {
    action: 'user.delete',
    target: { type: 'user', id, name: userName },
    before: entryOf(person),
  })
}

/** `makesGroups`: a group that does not exist yet is made by hand, as a CSV file may want; a form refuses it. */
export type GroupOptions = { makesGroups: boolean }

async function groupsNamed(
  turn: Turn,
  idpId: string,
  names: readonly string[],
  { makesGroups }: GroupOptions,
): Promise<{ id: string; name: string }[]> {
  if (names.length === 0) return []
  const { tx, at, actor, totals } = turn
  const found = await lockGroupsNamed(tx, idpId, names.map(fold))
  const groups: { id: string; name: string }[] = []
  for (const name of names) {
    const group = found.get(fold(name))
    if (group) {
      groups.push(group)
      continue
    }
    if (!makesGroups || idpId !== localDirectory.id) {
      throw new AppError('invalid', `There is no group “${name}” in this directory. Add it under Groups first.`, {
        field: 'groups',
      })
    }
    const row = newGroupRow({ name, comments: '' }, at)
    await insertGroup(tx, row)
    totals.groups += 1
    await appendAudit(tx, actor, {
      action: 'group.create',
      target: { type: 'group', id: row.id, name },
      after: { name, comments: '' },
    })
    groups.push({ id: row.id, name })
  }
  return groups
}

async function joinGroups({ tx, at }: Turn, { idpId, id }: UserRow, groups: { id: string }[]): Promise<void> {
  if (groups.length === 0) return
  await insertMembers(
    tx,
    groups.map((group) => ({ idpId, groupId: group.id, memberId: id, type: 'User' as const, createdAt: at })),
  )
  await touchGroups(
    tx,
    idpId,
    groups.map((group) => group.id),
    at,
  )
}

async function leaveGroup({ tx, at }: Turn, { idpId, id }: UserRow, groupId: string): Promise<void> {
  await deleteMembers(tx, idpId, groupId, [id])
  await touchGroups(tx, idpId, [groupId], at)
}

async function countActive({ tx, totals }: Turn, idpId: string, change: 1 | -1): Promise<void> {
  if (idpId === localDirectory.id) totals.activeUsers += change
  else await addToTotals(tx, idpId, { activeUsers: change })
}

/** A SCIM document with what the entry says; everything else of it stays. Empty is not set. */
function documentOf(before: JsonObject, entry: UserEntry): JsonObject {
  const { displayName: _name, [ENTERPRISE_URN]: enterprise, schemas: _schemas, ...rest } = before
  const { department: _department, ...others } = isJsonObject(enterprise) ? enterprise : {}
  const inEnterprise: JsonObject = { ...others, ...(entry.department === '' ? {} : { department: entry.department }) }
  return {
    ...rest,
    userName: entry.userName,
    active: entry.active,
    ...(entry.name === '' ? {} : { displayName: entry.name }),
    ...(Object.keys(inEnterprise).length === 0 ? {} : { [ENTERPRISE_URN]: inEnterprise }),
  }
}

export const gone = (): AppError => new AppError('not-found', 'This user is no longer here. Somebody deleted it.')

import { isConflict } from '#db/dialect.ts'
import { store } from '#db/index.ts'
import { deleteAnnotation, listAnnotations, putAnnotation } from '#db/queries/annotations.ts'
import { insertDeletedResource } from '#db/queries/deleted-resources.ts'
import {
  deleteGroup as deleteGroupRow,
  insertGroup,
  lockGroup,
  lockGroupsOf,
  touchGroups,
  updateGroup,
} from '#db/queries/groups.ts'
import { deleteMembers, deleteMemberships, listMemberIds } from '#db/queries/members.ts'
import { addToTotals } from '#db/queries/totals.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { localDirectory } from '#lib/table/directories.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { namedProblems, requireNone, tidyNamed, type NamedEntry, type SeenNamed } from './entries.ts'
import { newGroupRow } from './group-row.ts'

const idpId = localDirectory.id

/** Adds a group by hand. Answers its id. Throws `AppError` at the field that is wrong. */
export async function createGroup(wanted: NamedEntry, actor: Actor, at: Date = new Date()): Promise<string> {
  const entry = tidyNamed(wanted)
  requireNone(namedProblems(entry, 'Group'))
  return explainConflict(entry.name, () => store().write((tx) => insertNamedGroup(tx, entry, actor, at)))
}

/** The group of the entry, with its audit row and total. */
export async function insertNamedGroup(tx: Writer, entry: NamedEntry, actor: Actor, at: Date): Promise<string> {
  const row = newGroupRow(entry, at)
  await insertGroup(tx, row)
  if (entry.comments !== '') await putAnnotation(tx, { idpId, id: row.id, source: 'hand', comments: entry.comments })
  await addToTotals(tx, idpId, { groups: 1 })
  const target = { type: 'group', id: row.id, name: entry.name }
  await appendAudit(tx, actor, { action: 'group.create', target, after: entry })
  return row.id
}

/** Renames a group made by hand, or changes its comments. `seen`: what the caller saw; `AppError` `changed` when it is so no more. */
export async function changeGroup(
  id: string,
  wanted: NamedEntry,
  seen: SeenNamed,
  actor: Actor,
  at: Date = new Date(),
): Promise<void> {
  const entry = tidyNamed(wanted)
  requireNone(namedProblems(entry, 'Group'))
  await explainConflict(entry.name, () => store().write((tx) => updateNamedGroup(tx, id, entry, seen, actor, at)))
}

/** The same within a turn. */
export async function updateNamedGroup(
  tx: Writer,
  id: string,
  entry: NamedEntry,
  seen: SeenNamed | undefined,
  actor: Actor,
  at: Date,
): Promise<void> {
  const row = await lockGroup(tx, idpId, id)
  if (!row) throw gone()
  const comments = (await listAnnotations(tx, idpId, [id])).get(id)?.comments ?? ''
  const theirs: NamedEntry = { name: row.displayName, comments }
  // Its version alone says too much: members who come and go raise it as well.
  const isSame = theirs.name === seen?.entry.name && theirs.comments === seen.entry.comments
  if (seen && row.version !== seen.version && !isSame) {
    const thing = { type: 'group', id, name: row.displayName, version: row.version, updatedAt: row.updatedAt }
    throw await changedMeanwhile(tx, actor, thing, { opened: seen.entry, theirs, mine: entry })
  }
  const { displayName, displayNameKey, document } = newGroupRow(entry, at)
  await updateGroup(tx, { ...row, displayName, displayNameKey, document, version: row.version + 1, updatedAt: at })
  if (entry.comments !== comments) await putAnnotation(tx, { idpId, id, source: 'hand', comments: entry.comments })
  await appendAudit(tx, actor, {
    action: 'group.update',
    target: { type: 'group', id, name: entry.name },
    before: theirs,
    after: entry,
  })
}

/** Memberships that go in one turn: a group may have a hundred thousand. */
const AT_ONCE = 1_000

/** Deletes a group made by hand; its members stay. Answers how many memberships went with it. */
export async function deleteGroup(id: string, actor: Actor, at: Date = new Date()): Promise<{ memberships: number }> {
  const members = await listMemberIds(store().report, idpId, id)
  for (let start = 0; start < members.length; start += AT_ONCE) {
    const some = members.slice(start, start + AT_ONCE)
    await store().write((tx) => deleteMembers(tx, idpId, id, some))
  }
  await store().write(async (tx) => {
    await lockGroupsOf(tx, idpId, id)
    const row = await lockGroup(tx, idpId, id)
    if (!row) throw gone()
    const comments = (await listAnnotations(tx, idpId, [id])).get(id)?.comments ?? ''
    // Whoever joined meanwhile, and the groups this one was itself a member of.
    await deleteMembers(tx, idpId, id, await listMemberIds(tx, idpId, id))
    await touchGroups(tx, idpId, await deleteMemberships(tx, idpId, id), at)
    await deleteAnnotation(tx, idpId, id)
    await deleteGroupRow(tx, idpId, id)
    await insertDeletedResource(tx, { idpId, id, resourceType: 'Group', name: row.displayName, deletedAt: at })
    await addToTotals(tx, idpId, { groups: -1 })
    await appendAudit(tx, actor, {
      action: 'group.delete',
      target: { type: 'group', id, name: row.displayName },
      before: { name: row.displayName, comments, memberships: members.length },
    })
  })
  return { memberships: members.length }
}

async function explainConflict<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError('conflict', `There is a group “${name}” made by hand already, whatever the case of its name.`, {
      field: 'name',
    })
  }
}

const gone = () => new AppError('not-found', 'This group is no longer here, or it is not one that was made by hand.')

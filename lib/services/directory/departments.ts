import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { deleteDepartmentRow, insertDepartment, lockDepartment, updateDepartment } from '#db/queries/departments.ts'
import { listPeople, listUserIdsOfDepartment } from '#db/queries/directory-people.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import { localDirectory } from '#lib/table/directories.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { namedProblems, requireNone, tidyNamed, type NamedEntry, type SeenNamed } from './entries.ts'
import { endTurn, entryOf, newTurn, updatePerson } from './save-user.ts'

/** Adds a department by hand. Answers its id. Throws `AppError` at the field that is wrong. */
export async function createDepartment(wanted: NamedEntry, actor: Actor, at: Date = new Date()): Promise<string> {
  const entry = tidyNamed(wanted)
  requireNone(namedProblems(entry, 'Department'))
  return explainConflict(entry.name, () => store().write((tx) => insertNamedDepartment(tx, entry, actor, at)))
}

/** The department of the entry, with its audit row. */
export async function insertNamedDepartment(tx: Writer, entry: NamedEntry, actor: Actor, at: Date): Promise<string> {
  const id = newId(at)
  await insertDepartment(tx, { ...entry, id, nameKey: fold(entry.name), version: 1, createdAt: at, updatedAt: at })
  const target = { type: 'department', id, name: entry.name }
  await appendAudit(tx, actor, { action: 'department.create', target, after: entry })
  return id
}

/**
 * Renames a department made by hand, or changes its comments. Users made by hand go with the new name, some a turn; those
 * of an IdP keep what their IdP says. `seen`: what the caller saw; `AppError` `changed` when it is so no more. Answers how
 * many users were changed.
 */
export async function changeDepartment(
  id: string,
  wanted: NamedEntry,
  seen: SeenNamed,
  actor: Actor,
  at: Date = new Date(),
): Promise<{ users: number }> {
  const entry = tidyNamed(wanted)
  requireNone(namedProblems(entry, 'Department'))
  const before = await explainConflict(entry.name, () =>
    store().write((tx) => updateNamedDepartment(tx, id, entry, seen, actor, at)),
  )
  return { users: fold(before) === fold(entry.name) ? 0 : await moveUsers(fold(before), entry.name, actor) }
}

/** The same within a turn, without the users. Answers the name it had. */
export async function updateNamedDepartment(
  tx: Writer,
  id: string,
  entry: NamedEntry,
  seen: SeenNamed | undefined,
  actor: Actor,
  at: Date,
): Promise<string> {
  const row = await lockDepartment(tx, id)
  if (!row) throw gone()
  if (seen && row.version !== seen.version) {
    const thing = { type: 'department', id, name: row.name, version: row.version, updatedAt: row.updatedAt }
    const theirs = { name: row.name, comments: row.comments }
    throw await changedMeanwhile(tx, actor, thing, { opened: seen.entry, theirs, mine: entry })
  }
  await updateDepartment(tx, {
    ...row,
    ...entry,
    nameKey: fold(entry.name),
    version: row.version + 1,
    updatedAt: at,
  })
  await appendAudit(tx, actor, {
    action: 'department.update',
    target: { type: 'department', id, name: entry.name },
    before: { name: row.name, comments: row.comments },
    after: entry,
  })
  return row.name
}

/** Deletes a department made by hand. Users made by hand no longer name it; those of an IdP go on doing so. */
export async function deleteDepartment(id: string, actor: Actor): Promise<{ users: number }> {
  const row = await store().write((tx) => lockDepartment(tx, id))
  if (!row) throw gone()
  const users = await moveUsers(row.nameKey, '', actor)
  await store().write(async (tx) => {
    await deleteDepartmentRow(tx, id)
    await appendAudit(tx, actor, {
      action: 'department.delete',
      target: { type: 'department', id, name: row.name },
      before: { name: row.name, comments: row.comments, users },
    })
  })
  return { users }
}

/** Users a turn changes. */
const AT_ONCE = 50

/** Gives users made by hand another department. An interruption leaves the rest as they were; doing it again goes on. */
async function moveUsers(fromKey: string, to: string, actor: Actor): Promise<number> {
  let moved = 0
  for (;;) {
    const changed = await store().write(async (tx) => {
      const ids = await listUserIdsOfDepartment(tx, localDirectory.id, fromKey, AT_ONCE)
      const turn = newTurn(tx, actor, new Date())
      let count = 0
      for (const person of await listPeople(tx, localDirectory.id, 'id', ids)) {
        if (person.row.department === to) continue
        await updatePerson(turn, person, { ...entryOf(person), department: to }, { makesGroups: false })
        count += 1
      }
      await endTurn(turn)
      return count
    })
    moved += changed
    if (changed < AT_ONCE) return moved
  }
}

async function explainConflict<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError(
      'conflict',
      `There is a department “${name}” made by hand already, whatever the case of its name.`,
      {
        field: 'name',
      },
    )
  }
}

const gone = () => new AppError('not-found', 'This department is no longer here, or it is not one made by hand.')

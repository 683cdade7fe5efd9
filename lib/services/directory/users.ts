import { isConflict } from '#db/dialect.ts'
import { store } from '#db/index.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { listOwners, listPeople, listSources, type Person } from '#db/queries/directory-people.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import { localDirectory, sourceLabels } from '#lib/table/directories.ts'
import type { Actor } from '../actor.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { requireNone, tidyUser, userProblems, type UserEntry } from './entries.ts'
import { endTurn, entryOf, gone, insertPerson, newTurn, removePerson, updatePerson } from './save-user.ts'

/** A user of one directory. */
export type UserPlace = { idpId: string; id: string }

/** Adds a user by hand, to the local directory. Answers its id. Throws `AppError` at the field that is wrong. */
export async function createUser(wanted: UserEntry, actor: Actor, at: Date = new Date()): Promise<UserPlace> {
  const entry = tidyUser(wanted)
  requireNone(userProblems(entry))
  const key = fold(entry.userName)
  try {
    const id = await store().write(async (tx) => {
      const [owner] = (await listOwners(tx, [key])).get(key) ?? []
      if (owner) throw taken(entry.userName, owner.directory)
      const turn = newTurn(tx, actor, at)
      const made = await insertPerson(turn, entry, { makesGroups: false })
      await endTurn(turn)
      return made
    })
    return { idpId: localDirectory.id, id }
  } catch (error) {
    if (isConflict(error)) throw taken(entry.userName, localDirectory.name)
    throw error
  }
}

/**
 * Changes a user who is not SCIM's. `version`: what the caller saw; `AppError` `changed` when somebody was faster, with what
 * differs from `opened`, the entry as it was then. The User ID of somebody who came by SAML is what their IdP calls them, and stays.
 */
export async function changeUser(
  place: UserPlace,
  wanted: UserEntry,
  version: number,
  actor: Actor,
  opened: UserEntry = wanted,
  at: Date = new Date(),
): Promise<void> {
  const entry = tidyUser(wanted)
  requireNone(userProblems(entry))
  const key = fold(entry.userName)
  await store().write(async (tx) => {
    const person = await editable(tx, place)
    if (person.row.version !== version) {
      const { userName, version: current, updatedAt } = person.row
      const thing = { type: 'user', id: place.id, name: userName, version: current, updatedAt }
      throw await changedMeanwhile(tx, actor, thing, { opened, theirs: entryOf(person), mine: wanted })
    }
    if (key !== person.row.userNameKey) {
      if (person.source === 'saml') {
        throw new AppError(
          'invalid',
          'The identity provider gives this User ID at sign-in; it cannot be changed here.',
          {
            field: 'userName',
          },
        )
      }
      const [owner] = (await listOwners(tx, [key])).get(key) ?? []
      if (owner) throw taken(entry.userName, owner.directory)
    }
    const turn = newTurn(tx, actor, at)
    await updatePerson(turn, person, entry, { makesGroups: false })
    await endTurn(turn)
  })
}

/** What happened to each of the users that something was to be done with. */
export type BulkResult = {
  changed: UserPlace[]
  /** They were so already, or are gone. */
  unchanged: number
  /** SCIM's: nothing was done with them. */
  refused: number
}

/** Users a turn changes: a few milliseconds of the write lane. */
const AT_ONCE = 50

/** Deactivates or reactivates users, each with its audit row. Those of SCIM are left alone and counted. */
export const setUsersActive = (places: readonly UserPlace[], active: boolean, actor: Actor): Promise<BulkResult> =>
  inTurns(places, actor, async (turn, person) => {
    if (person.row.active === active) return false
    const action = active ? 'user.reactivate' : 'user.deactivate'
    await updatePerson(turn, person, { ...entryOf(person), active }, { makesGroups: false }, action)
    return true
  })

/** Deletes users, each with its audit row. Those of SCIM are left alone and counted. */
export const deleteUsers = (places: readonly UserPlace[], actor: Actor): Promise<BulkResult> =>
  inTurns(places, actor, async (turn, person) => {
    await removePerson(turn, person)
    return true
  })

/** How many of these can be changed by hand, and how many SCIM owns. Those that are gone are neither. */
export async function countEditable(places: readonly UserPlace[]): Promise<{ editable: number; refused: number }> {
  const q = store().report
  const directories = new Map((await listDirectories(q)).map((one) => [one.id, one]))
  const counts = { editable: 0, refused: 0 }
  for (const [idpId, of] of Map.groupBy(places, (place) => place.idpId)) {
    const sources = await listSources(
      q,
      idpId,
      of.map((place) => place.id),
    )
    for (const source of sources) {
      const isOpen = source === 'hand' || (source === 'saml' && !(directories.get(idpId)?.scimSync ?? true))
      counts[isOpen ? 'editable' : 'refused'] += 1
    }
  }
  return counts
}

async function inTurns(
  places: readonly UserPlace[],
  actor: Actor,
  work: (turn: ReturnType<typeof newTurn>, person: Person) => Promise<boolean>,
): Promise<BulkResult> {
  const result: BulkResult = { changed: [], unchanged: 0, refused: 0 }
  for (let start = 0; start < places.length; start += AT_ONCE) {
    const some = places.slice(start, start + AT_ONCE)
    const done = await store().write(async (tx) => {
      const turn = newTurn(tx, actor, new Date())
      const outcome: BulkResult = { changed: [], unchanged: 0, refused: 0 }
      for (const [idpId, of] of Map.groupBy(some, (place) => place.idpId)) {
        const ids = of.map((place) => place.id)
        const people = await listPeople(tx, idpId, 'id', ids)
        outcome.unchanged += ids.length - people.length
        for (const person of people) {
          if (!(await isEditable(tx, person))) outcome.refused += 1
          else if (await work(turn, person)) outcome.changed.push({ idpId, id: person.row.id })
          else outcome.unchanged += 1
        }
      }
      await endTurn(turn)
      return outcome
    })
    result.changed.push(...done.changed)
    result.unchanged += done.unchanged
    result.refused += done.refused
  }
  return result
}

/** The user, if it may be changed by hand. Throws `not-found`, or `forbidden` with whose it is. */
async function editable(q: Reader, { idpId, id }: UserPlace): Promise<Person> {
  const [person] = await listPeople(q, idpId, 'id', [id])
  if (!person) throw gone()
  if (await isEditable(q, person)) return person
  const directory = (await listDirectories(q)).find((one) => one.id === idpId)
  throw new AppError(
    'forbidden',
    `This user belongs to ${directory?.name ?? 'an identity provider'} over ${sourceLabels.scim}. Change it there.`,
  )
}

/** Made by hand, or by a SAML sign-in at an IdP that does not provision over SCIM as well. */
export async function isEditable(q: Reader, person: Pick<Person, 'source' | 'row'>): Promise<boolean> {
  if (person.source !== 'saml') return person.source === 'hand'
  const directory = (await listDirectories(q)).find((one) => one.id === person.row.idpId)
  return directory !== undefined && !directory.scimSync
}

const taken = (userName: string, directory: string): AppError =>
  new AppError(
    'conflict',
    `“${userName}” is already a user of ${directory}. User IDs are unique, whatever their case.`,
    {
      field: 'userName',
    },
  )

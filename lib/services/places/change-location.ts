import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import {
  deleteLocations,
  insertLocation,
  listLocations,
  updateLocation,
  type LocationWithRanges,
} from '#db/queries/locations.ts'
import { findIdp } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { readEntry, requireFits, requireMappable, type LocationEntry } from './entry.ts'

/** Adds a location, or a sublocation of `parentId`. Answers its id. Throws `AppError` at the field that is wrong. */
export async function createLocation(
  wanted: LocationEntry & { parentId: string | null },
  actor: Actor,
): Promise<{ id: string }> {
  const entry = readEntry(wanted)
  const now = new Date()
  const id = newId(now)
  await explainConflict(entry.name, async () =>
    configure(actor, async (tx) => {
      const all = await listLocations(tx)
      const parent = wanted.parentId === null ? undefined : findParent(all, wanted.parentId)
      requireFits(entry, parent, all)
      await requireMappable(tx, entry.idpId)
      const stamps = { version: 1, createdAt: now, updatedAt: now }
      await insertLocation(tx, { ...entry, ...stamps, id, nameKey: fold(entry.name), parentId: parent?.id ?? null })
      await appendAudit(tx, actor, {
        action: 'location.create',
        target: { type: 'location', id, name: entry.name },
        after: { ...(await told(tx, entry)), ...(parent ? { sublocationOf: parent.name } : {}) },
      })
    }),
  )
  return { id }
}

/** Changes a location. `seen`: what the caller's form showed; `AppError` `changed` when it is so no more. */
export async function changeLocation(
  id: string,
  wanted: LocationEntry,
  seen: { version: number; opened: LocationEntry },
  actor: Actor,
): Promise<void> {
  const entry = readEntry(wanted)
  await explainConflict(entry.name, async () =>
    configure(actor, async (tx) => {
      const all = await listLocations(tx)
      const own = all.find((each) => each.id === id)
      if (!own) throw gone()
      if (own.version !== seen.version) {
        const thing = { type: 'location', id, name: own.name, version: own.version, updatedAt: own.updatedAt }
        throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs: entryOf(own), mine: entry })
      }
      requireFits(entry, own.parentId === null ? undefined : findParent(all, own.parentId), all, own)
      if (entry.idpId !== own.idpId) await requireMappable(tx, entry.idpId)
      const stamps = { version: own.version + 1, updatedAt: new Date() }
      await updateLocation(tx, { ...own, ...entry, ...stamps, nameKey: fold(entry.name) })
      await appendAudit(tx, actor, {
        action: 'location.update',
        target: { type: 'location', id, name: entry.name },
        before: await told(tx, entryOf(own)),
        after: await told(tx, entry),
      })
    }),
  )
}

/** Deletes a location with its sublocations; answers how many those were. */
export async function deleteLocation(id: string, actor: Actor): Promise<{ sublocations: number }> {
  return configure(actor, async (tx) => {
    const all = await listLocations(tx)
    const own = all.find((each) => each.id === id)
    if (!own) throw gone()
    const inner = all.filter((each) => each.parentId === id)
    await deleteLocations(tx, [id, ...inner.map((each) => each.id)])
    await appendAudit(tx, actor, {
      action: 'location.delete',
      target: { type: 'location', id, name: own.name },
      before: { ...(await told(tx, entryOf(own))), sublocations: inner.map((each) => each.name) },
    })
    return { sublocations: inner.length }
  })
}

/** A stored location as a form shows it. */
export const entryOf = ({ name, ranges, enforcesAuthentication, idpId }: LocationWithRanges): LocationEntry => ({
  name,
  ranges,
  enforcesAuthentication,
  idpId,
})

/** The audit log names IdPs. */
async function told(q: Reader, { idpId, ...entry }: LocationEntry): Promise<object> {
  return { ...entry, idp: idpId === null ? null : ((await findIdp(q, idpId))?.name ?? idpId) }
}

function findParent(all: readonly LocationWithRanges[], id: string): LocationWithRanges {
  const parent = all.find((each) => each.id === id)
  if (!parent) throw new AppError('not-found', 'The location that it should lie in does not exist any more.')
  if (parent.parentId === null) return parent
  throw new AppError('invalid', `${parent.name} is a sublocation itself. Add the sublocation to its location.`)
}

async function explainConflict(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError('conflict', `Name: “${name}” exists already, whatever its case. Choose another name.`, {
      field: 'name',
    })
  }
}

const gone = () => new AppError('not-found', 'This location does not exist any more.')

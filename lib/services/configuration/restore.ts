import { findVersion, listChanges, listVersionsAfter } from '#db/queries/configuration.ts'
import {
  listConfigurationRows,
  readRow,
  replaceRows,
  type ConfigurationRow,
  type RowDifference,
} from '#db/queries/drafts.ts'
import type { Writer } from '#db/store.ts'
import type { ConfigurationPart } from '#db/tables/configuration.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { edit } from './configure.ts'
import { requireWayIn } from './require-complete.ts'

/**
 * Makes configuration what it was right after a version: published at once, or as a draft where changes wait for Activate.
 * What was deleted with an IdP (its users, tokens and logs) does not come back, so the IdP does not either: `skipped` are
 * those. Throws `AppError` `not-found`, and `conflict` while something is pending.
 */
export async function restoreVersion(id: string, actor: Actor): Promise<{ skipped: string[] }> {
  return edit(actor, 'restore', async (tx, { isBegun }) => {
    const version = await findVersion(tx, id)
    if (!version) throw new AppError('not-found', 'This version is not kept any more.')
    if (isBegun) throw isPending()
    const wanted = new Map<string, Wanted>()
    for (const later of await listVersionsAfter(tx, version.number)) {
      for (const change of (await listChanges(tx, later.id)).toReversed()) await undo(tx, change, wanted)
    }
    const lost = await lostIdps(tx, [...wanted.values()])
    const kept = [...wanted.values()]
      .map((change) => asNewest(withoutLost(change, lost)))
      .filter((change) => !lost.has(idpOf(change) ?? ''))
    await replaceRows(tx, kept)
    await requireWayIn(tx, kept)
    await appendAudit(tx, actor, {
      action: 'configuration.restore',
      target: { type: 'setting', id: 'configuration', name: 'Configuration' },
      after: { version: version.number, skipped: [...lost.values()] },
    })
    return { skipped: [...lost.values()] }
  })
}

/** `version`: of the row as it is now. */
type Wanted = Omit<RowDifference, 'before'> & { version: unknown }
type Kept = { part: string; rowKey: string; before: string | null; after: string | null }

/** Takes one change back, in what is wanted of its row. */
async function undo(tx: Writer, change: Kept, wanted: Map<string, Wanted>): Promise<void> {
  const part = change.part as ConfigurationPart
  const text = `${part} ${change.rowKey}`
  const key = JSON.parse(change.rowKey) as ConfigurationRow
  const before = change.before === null ? undefined : (JSON.parse(change.before) as ConfigurationRow)
  const known = wanted.get(text)
  const now = known ? known.after : (await listConfigurationRows(tx, part, [key]))[0]
  // Of a row that was there before and after, what changed is kept; of any other, all of it.
  const after = before && readRow(tx, part, change.after === null ? before : { ...now, ...before })
  wanted.set(text, { part, key, after, version: known ? known.version : now?.['version'] })
}

/** A location comes back without the IdP that it led to. */
const withoutLost = (change: Wanted, lost: ReadonlyMap<string, string>): Wanted =>
  change.part === 'locations' && lost.has(String(change.after?.['idpId']))
    ? { ...change, after: { ...change.after, idpId: null } }
    : change

/** What comes to be otherwise is a newer state of it: a form that was opened before does not overwrite it unasked. */
const asNewest = (change: Wanted): Wanted => {
  const { after, version } = change
  const isEdited = after && version !== undefined && version !== after['version']
  return isEdited ? { ...change, after: { ...after, version: Number(version) + 1 } } : change
}

/** IdPs that would come back without anything that was theirs, by id with their names. */
async function lostIdps(tx: Writer, changes: readonly Wanted[]): Promise<Map<string, string>> {
  const back = changes.filter(({ part, after }) => part === 'idps' && after && after['status'] !== 'deleting')
  const now = await listConfigurationRows(
    tx,
    'idps',
    back.map(({ key }) => key),
  )
  const alive = new Set(now.filter((row) => row['status'] !== 'deleting').map((row) => row['id']))
  return new Map(
    back.flatMap(({ key, after }) => (alive.has(key['id']) ? [] : [[String(key['id']), String(after?.['name'])]])),
  )
}

const idpOf = ({ part, key, after }: Wanted): string | undefined => {
  const id = part === 'idps' ? key['id'] : (after?.['idpId'] ?? key['idpId'])
  return typeof id === 'string' ? id : undefined
}

const isPending = () =>
  new AppError('conflict', 'Something is pending. Activate or discard it before you restore a version.')

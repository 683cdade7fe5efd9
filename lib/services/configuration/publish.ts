import { newId } from '#db/ids.ts'
import { deleteVersionsTo, findNewestVersion, insertVersion, type VersionRow } from '#db/queries/configuration.ts'
import { listDifferences, replaceRows, type ConfigurationRow, type RowDifference } from '#db/queries/drafts.ts'
import type { Writer } from '#db/store.ts'
import type { Actor } from '../actor.ts'
import { thingsOf } from './things.ts'
import { takeEffect } from './took-effect.ts'

/** Versions that are kept. */
const KEPT = 500

/**
 * Makes the draft what counts, all of it in the caller's turn, and keeps what changed as a version. Undefined when the draft
 * holds nothing new.
 */
export async function publish(tx: Writer, actor: Actor, kind: VersionRow['kind']): Promise<VersionRow | undefined> {
  const at = new Date()
  const differences = (await listDifferences(tx)).map((difference) => stamped(difference, at))
  if (differences.length === 0) return undefined
  const things = await thingsOf(tx, differences)
  await replaceRows(tx, differences)
  await takeEffect(tx, actor, kind, differences, at)
  const number = ((await findNewestVersion(tx))?.number ?? 0) + 1
  const version: VersionRow = {
    id: newId(at),
    number,
    at,
    actorId: actor.id,
    actorName: actor.name,
    kind,
    summary: JSON.stringify(things.map(({ fields: _fields, ...thing }) => thing)),
  }
  await insertVersion(
    tx,
    version,
    differences.map(({ part, key, before, after }, sequence) => ({
      versionId: version.id,
      sequence,
      part,
      rowKey: JSON.stringify(key),
      before: textOf(before, after),
      after: textOf(after, before),
    })),
  )
  if (number > KEPT) await deleteVersionsTo(tx, number - KEPT)
  return version
}

/** Users are gated from when SCIM Attributes for Policy counts, which is now, whenever it was drafted. */
function stamped(difference: RowDifference, at: Date): RowDifference {
  const { part, before, after } = difference
  if (part !== 'idps' || !after?.['scimPolicySince'] || before?.['scimPolicySince']) return difference
  return { ...difference, after: { ...after, scimPolicySince: at } }
}

/** The columns that differ, or all of a row that is made or deleted: a rule that moved is not kept whole. */
function textOf(row: ConfigurationRow | undefined, other: ConfigurationRow | undefined): string | null {
  if (!row) return null
  if (!other) return JSON.stringify(row)
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(other[name])
  return JSON.stringify(Object.fromEntries(Object.entries(row).filter(differs)))
}

import {
  findVersion,
  listChanges,
  listDraftEditors,
  listVersionRows,
  type DraftEditorRow,
  type VersionRow,
} from '#db/queries/configuration.ts'
import { listDifferences, readRow, type ConfigurationRow } from '#db/queries/drafts.ts'
import { findLastChange } from '#db/queries/last-change.ts'
import type { Reader } from '#db/store.ts'
import type { ConfigurationPart } from '#db/tables/configuration.ts'
import { configurationState } from './state.ts'
import { thingsOf, type ConfigurationThing } from './things.ts'

export type ConfigurationStatus = {
  takesEffect: 'save' | 'activate'
  /** When the draft was begun; undefined: no activations are pending. */
  draftedAt: Date | undefined
  /** What `activate` and `discardDraft` want to be told. */
  draftVersion: number
  editors: DraftEditorRow[]
  lossUsers: number
  lossPercent: number
}

export async function configurationStatus(q: Reader): Promise<ConfigurationStatus> {
  const { takesEffect, draftedAt, draftVersion, lossUsers, lossPercent } = await configurationState(q)
  const editors = draftedAt ? await listDraftEditors(q) : []
  return { takesEffect, draftedAt: draftedAt ?? undefined, draftVersion, editors, lossUsers, lossPercent }
}

export type PendingChange = ConfigurationThing & { by: string | undefined; at: Date | undefined }

/** What the draft has otherwise than what is published, and who edited it last; empty where there is no draft. */
export async function listPendingChanges(q: Reader): Promise<PendingChange[]> {
  const { draftedAt } = await configurationState(q)
  if (!draftedAt) return []
  const pending: PendingChange[] = []
  for (const thing of await thingsOf(q, await listDifferences(q))) {
    const last = await findLastChange(q, { type: thing.kind, id: thing.id })
    pending.push({ ...thing, by: last?.actorName, at: last?.at })
  }
  return pending
}

/** How many things are pending: for a badge. */
export async function countPendingChanges(q: Reader): Promise<number> {
  const { draftedAt } = await configurationState(q)
  return draftedAt ? (await thingsOf(q, await listDifferences(q))).length : 0
}

export type Version = Omit<VersionRow, 'summary'> & { things: Omit<ConfigurationThing, 'fields'>[] }

/** Newest first. */
export async function listVersions(q: Reader, limit = 100): Promise<Version[]> {
  return (await listVersionRows(q, limit)).map(versionOf)
}

/** A version with what it changed, field by field. */
export async function readVersion(
  q: Reader,
  id: string,
): Promise<(Version & { changes: ConfigurationThing[] }) | undefined> {
  const row = await findVersion(q, id)
  if (!row) return undefined
  const differences = (await listChanges(q, id)).map((change) => {
    const part = change.part as ConfigurationPart
    const parsed = (text: string | null) =>
      text === null ? undefined : readRow(q, part, JSON.parse(text) as ConfigurationRow)
    const key = JSON.parse(change.rowKey) as ConfigurationRow
    const [before, after] = [parsed(change.before), parsed(change.after)]
    return { part, key, before: before && { ...key, ...before }, after: after && { ...key, ...after } }
  })
  const version = versionOf(row)
  const changes = await thingsOf(q, differences)
  // Of a thing that changed only what differs is kept; the summary has its name.
  const names = new Map(version.things.map((thing) => [`${thing.kind} ${thing.id}`, thing]))
  return { ...version, changes: changes.map((thing) => ({ ...thing, ...names.get(`${thing.kind} ${thing.id}`) })) }
}

const versionOf = ({ summary, ...row }: VersionRow): Version => ({
  ...row,
  things: JSON.parse(summary) as Version['things'],
})

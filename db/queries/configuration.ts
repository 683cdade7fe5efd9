import { asc, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import { chunks } from './chunks.ts'

export type ConfigurationState = Reader['tables']['configurationState']['$inferSelect']
export type DraftEditorRow = Reader['tables']['draftEditors']['$inferSelect']
export type VersionRow = Reader['tables']['configurationVersions']['$inferSelect']
export type ChangeRow = Reader['tables']['configurationChanges']['$inferSelect']

/** The one row; undefined as long as nobody has changed how configuration takes effect. */
export async function findConfigurationState(q: Reader): Promise<ConfigurationState | undefined> {
  return (await q.select().from(q.tables.configurationState).limit(1))[0]
}

/** Makes the row or replaces it, under the organisation's lock. */
export async function saveConfigurationState(tx: Writer, row: ConfigurationState): Promise<void> {
  const { configurationState: t } = tx.tables
  const updated = await tx.update(t).set(row).where(eq(t.id, row.id)).returning({ id: t.id })
  if (updated.length === 0) await tx.insert(t).values(row)
}

/** Who has edited the draft, by the time of their last edit. */
export async function listDraftEditors(q: Reader): Promise<DraftEditorRow[]> {
  const { draftEditors: t } = q.tables
  return q.select().from(t).orderBy(asc(t.editedAt), asc(t.actorId))
}

export async function putDraftEditor(tx: Writer, row: DraftEditorRow): Promise<void> {
  const { draftEditors: t } = tx.tables
  await tx.delete(t).where(eq(t.actorId, row.actorId))
  await tx.insert(t).values(row)
}

export async function deleteDraftEditors(tx: Writer): Promise<void> {
  await tx.delete(tx.tables.draftEditors)
}

export async function findNewestVersion(q: Reader): Promise<VersionRow | undefined> {
  const { configurationVersions: t } = q.tables
  return (await q.select().from(t).orderBy(desc(t.number)).limit(1))[0]
}

export async function findVersion(q: Reader, id: string): Promise<VersionRow | undefined> {
  const { configurationVersions: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** Newest first. */
export async function listVersionRows(q: Reader, limit: number): Promise<VersionRow[]> {
  const { configurationVersions: t } = q.tables
  return q.select().from(t).orderBy(desc(t.number)).limit(limit)
}

export async function insertVersion(tx: Writer, row: VersionRow, changes: readonly ChangeRow[]): Promise<void> {
  await tx.insert(tx.tables.configurationVersions).values(row)
  for (const some of chunks([...changes])) await tx.insert(tx.tables.configurationChanges).values(some)
}

/** What one version changed. */
export async function listChanges(q: Reader, versionId: string): Promise<ChangeRow[]> {
  const { configurationChanges: t } = q.tables
  return q.select().from(t).where(eq(t.versionId, versionId)).orderBy(asc(t.sequence))
}

/** The versions after this one, newest first. */
export async function listVersionsAfter(q: Reader, number: number): Promise<VersionRow[]> {
  const { configurationVersions: t } = q.tables
  return q.select().from(t).where(gt(t.number, number)).orderBy(desc(t.number))
}

/** Deletes the versions up to this number. */
export async function deleteVersionsTo(tx: Writer, number: number): Promise<void> {
  const { configurationVersions, configurationChanges } = tx.tables
  const rows = await tx
    .select({ id: configurationVersions.id })
    .from(configurationVersions)
    .where(lte(configurationVersions.number, number))
  for (const some of chunks(rows.map(({ id }) => id))) {
    await tx.delete(configurationChanges).where(inArray(configurationChanges.versionId, some))
    await tx.delete(configurationVersions).where(inArray(configurationVersions.id, some))
  }
}

import { and, asc, desc, eq, inArray, lt, ne } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import { chunks } from './chunks.ts'

export type ImpactRunRow = Reader['tables']['impactRuns']['$inferSelect']
export type ImpactChangeRow = Reader['tables']['impactChanges']['$inferSelect']

export async function insertImpactRun(tx: Writer, row: ImpactRunRow): Promise<void> {
  await tx.insert(tx.tables.impactRuns).values(row)
}

export async function findImpactRun(q: Reader, id: string): Promise<ImpactRunRow | undefined> {
  const { impactRuns: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** The one that began last. */
export async function findLastImpactRun(q: Reader): Promise<ImpactRunRow | undefined> {
  const { impactRuns: t } = q.tables
  return (await q.select().from(t).orderBy(desc(t.startedAt), desc(t.id)).limit(1))[0]
}

/** The runs that go on, as far as their rows say, locked. */
export async function lockRunningImpacts(tx: Writer): Promise<ImpactRunRow[]> {
  const { impactRuns: t } = tx.tables
  return locked(tx, tx.select().from(t).where(eq(t.status, 'running')).orderBy(asc(t.id)))
}

/** Changes a run that goes on; answers whether it does. */
export async function updateRunningImpact(
  tx: Writer,
  id: string,
  change: Partial<Omit<ImpactRunRow, 'id'>>,
): Promise<boolean> {
  const { impactRuns: t } = tx.tables
  const rows = await tx
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), eq(t.status, 'running')))
    .returning({ id: t.id })
  return rows.length > 0
}

export async function insertImpactChanges(tx: Writer, rows: readonly ImpactChangeRow[]): Promise<void> {
  for (const some of chunks([...rows], 100)) await tx.insert(tx.tables.impactChanges).values(some)
}

/** What a run found, by application and kind of change. */
export async function listImpactChanges(q: Reader, runId: string): Promise<ImpactChangeRow[]> {
  const { impactChanges: t } = q.tables
  return q.select().from(t).where(eq(t.runId, runId)).orderBy(asc(t.applicationName), asc(t.applicationId))
}

/** Runs other than `except` that began before, oldest first. */
export async function listOldImpactRuns(q: Reader, before: Date, except: string): Promise<string[]> {
  const { impactRuns: t } = q.tables
  const rows = await q
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.startedAt, before), ne(t.id, except)))
    .orderBy(asc(t.startedAt))
  return rows.map(({ id }) => id)
}

/** Deletes runs with what they found: some thousand rows at most each. */
export async function deleteImpactRuns(tx: Writer, ids: readonly string[]): Promise<void> {
  const { impactRuns, impactChanges } = tx.tables
  for (const some of chunks([...ids])) {
    await tx.delete(impactChanges).where(inArray(impactChanges.runId, some))
    await tx.delete(impactRuns).where(inArray(impactRuns.id, some))
  }
}

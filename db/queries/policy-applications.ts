import { asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type ApplicationRow = Tables['applications']['$inferSelect']
export type SegmentGroupRow = Tables['segmentGroups']['$inferSelect']

/** All application segments, by name. */
export async function listApplications(q: Reader): Promise<ApplicationRow[]> {
  const { applications: t } = q.tables
  return q.select().from(t).orderBy(asc(t.nameKey), asc(t.id))
}

export async function findApplication(q: Reader, id: string): Promise<ApplicationRow | undefined> {
  const { applications: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

export async function insertApplication(tx: Writer, row: ApplicationRow): Promise<void> {
  await tx.insert(tx.tables.applications).values(row)
}

export async function updateApplication(tx: Writer, { id, ...columns }: ApplicationRow): Promise<void> {
  const { applications: t } = tx.tables
  await tx.update(t).set(columns).where(eq(t.id, id))
}

export async function deleteApplicationRow(tx: Writer, id: string): Promise<void> {
  const { applications: t } = tx.tables
  await tx.delete(t).where(eq(t.id, id))
}

/** All segment groups, by name. */
export async function listSegmentGroups(q: Reader): Promise<SegmentGroupRow[]> {
  const { segmentGroups: t } = q.tables
  return q.select().from(t).orderBy(asc(t.nameKey), asc(t.id))
}

export async function findSegmentGroup(q: Reader, id: string): Promise<SegmentGroupRow | undefined> {
  const { segmentGroups: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

export async function insertSegmentGroup(tx: Writer, row: SegmentGroupRow): Promise<void> {
  await tx.insert(tx.tables.segmentGroups).values(row)
}

export async function updateSegmentGroup(tx: Writer, { id, ...columns }: SegmentGroupRow): Promise<void> {
  const { segmentGroups: t } = tx.tables
  await tx.update(t).set(columns).where(eq(t.id, id))
}

/** Its applications stay, in no group. */
export async function deleteSegmentGroupRow(tx: Writer, id: string): Promise<void> {
  const { segmentGroups, applications } = tx.tables
  await tx.update(applications).set({ segmentGroupId: null }).where(eq(applications.segmentGroupId, id))
  await tx.delete(segmentGroups).where(eq(segmentGroups.id, id))
}

import { and, asc, desc, eq, inArray, lt, lte, ne } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type AlertDeliveryRow = Tables['alertDeliveries']['$inferSelect']
export type AlertAttemptRow = Tables['alertAttempts']['$inferSelect']

export async function insertDeliveries(tx: Writer, rows: readonly AlertDeliveryRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(tx.tables.alertDeliveries).values([...rows])
}

export async function findDelivery(q: Reader, id: string): Promise<AlertDeliveryRow | undefined> {
  const { alertDeliveries: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** Deliveries that are due, those that wait the longest first. */
export const listDueDeliveries = (q: Reader, now: Date, limit: number): Promise<AlertDeliveryRow[]> => {
  const { alertDeliveries: t } = q.tables
  return q
    .select()
    .from(t)
    .where(and(eq(t.state, 'waiting'), lte(t.dueAt, now)))
    .orderBy(asc(t.dueAt), asc(t.id))
    .limit(limit)
}

/** Begins an attempt, which nobody else does before `until`. False when another process, or an administrator, was faster. */
export async function claimDelivery(tx: Writer, row: AlertDeliveryRow, until: Date): Promise<boolean> {
  const { alertDeliveries: t } = tx.tables
  if (row.dueAt === null) return false
  const claimed = await tx
    .update(t)
    .set({ dueAt: until, attempts: row.attempts + 1 })
    .where(and(eq(t.id, row.id), eq(t.state, 'waiting'), eq(t.dueAt, row.dueAt)))
    .returning({ id: t.id })
  return claimed.length > 0
}

/** What became of the attempt that was claimed until `lease`. It is kept even when somebody asked for another since. */
export async function finishAttempt(
  tx: Writer,
  attempt: AlertAttemptRow,
  lease: Date,
  next: Pick<AlertDeliveryRow, 'state' | 'dueAt' | 'finishedAt'>,
): Promise<void> {
  const { alertDeliveries: t } = tx.tables
  const rows = await tx.select({ id: t.id }).from(t).where(eq(t.id, attempt.deliveryId))
  // Its destination was deleted meanwhile, and everything about it.
  if (rows.length === 0) return
  await tx.insert(tx.tables.alertAttempts).values(attempt)
  await tx
    .update(t)
    .set(next)
    .where(and(eq(t.id, attempt.deliveryId), eq(t.state, 'waiting'), eq(t.dueAt, lease)))
}

/** Has it sent once more. */
export async function restartDelivery(tx: Writer, id: string, dueAt: Date): Promise<void> {
  const { alertDeliveries: t } = tx.tables
  await tx.update(t).set({ state: 'waiting', dueAt, attempts: 0, finishedAt: null }).where(eq(t.id, id))
}

/** Attempts of these deliveries, the newest first. */
export const listAttempts = (q: Reader, deliveryIds: readonly string[], limit: number): Promise<AlertAttemptRow[]> => {
  const { alertAttempts: t } = q.tables
  return q
    .select()
    .from(t)
    .where(inArray(t.deliveryId, [...deliveryIds]))
    .orderBy(desc(t.id))
    .limit(limit)
}

/** Deletes up to `limit` deliveries that nobody waits for and that were made before then; answers how many. */
export async function deleteOldDeliveries(tx: Writer, belowId: string, limit: number): Promise<number> {
  const { alertDeliveries: t } = tx.tables
  const old = await tx
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.id, belowId), ne(t.state, 'waiting')))
    .limit(limit)
  await deleteDeliveries(
    tx,
    old.map(({ id }) => id),
  )
  return old.length
}

/** Deletes up to `limit` deliveries to a destination; answers how many. */
export async function deleteDeliveriesTo(tx: Writer, destinationId: string, limit: number): Promise<number> {
  const { alertDeliveries: t } = tx.tables
  const some = await tx.select({ id: t.id }).from(t).where(eq(t.destinationId, destinationId)).limit(limit)
  await deleteDeliveries(
    tx,
    some.map(({ id }) => id),
  )
  return some.length
}

async function deleteDeliveries(tx: Writer, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { alertDeliveries, alertAttempts } = tx.tables
  await tx.delete(alertAttempts).where(inArray(alertAttempts.deliveryId, [...ids]))
  await tx.delete(alertDeliveries).where(inArray(alertDeliveries.id, [...ids]))
}

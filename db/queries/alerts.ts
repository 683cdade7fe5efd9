import { and, asc, eq, inArray, isNotNull, isNull, lt, lte } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type AlertRow = Tables['alerts']['$inferSelect']
export type AlertMuteRow = Tables['alertMutes']['$inferSelect']

export async function findAlert(q: Reader, id: string): Promise<AlertRow | undefined> {
  const { alerts: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** Those that are not over, the oldest first. */
export const listOpenAlerts = (q: Reader): Promise<AlertRow[]> => {
  const { alerts: t } = q.tables
  return q.select().from(t).where(isNotNull(t.openKey)).orderBy(asc(t.id))
}

/** False when one with this key is open already. */
export async function insertAlert(tx: Writer, row: AlertRow): Promise<boolean> {
  const { alerts: t } = tx.tables
  return (await tx.insert(t).values(row).onConflictDoNothing().returning({ id: t.id })).length > 0
}

/** Changes an alert that is open and still as far as it was seen to be. False when it is not. */
export async function updateOpenAlert(
  tx: Writer,
  { id, stage }: Pick<AlertRow, 'id' | 'stage'>,
  change: Partial<Omit<AlertRow, 'id'>>,
): Promise<boolean> {
  const { alerts: t } = tx.tables
  const rows = await tx
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), eq(t.stage, stage), isNotNull(t.openKey)))
    .returning({ id: t.id })
  return rows.length > 0
}

/** False when it is over, or acknowledged, already. */
export async function acknowledgeAlertRow(tx: Writer, id: string, by: string, at: Date): Promise<boolean> {
  const { alerts: t } = tx.tables
  const rows = await tx
    .update(t)
    .set({ acknowledgedAt: at, acknowledgedBy: by })
    .where(and(eq(t.id, id), isNotNull(t.openKey), isNull(t.acknowledgedAt)))
    .returning({ id: t.id })
  return rows.length > 0
}

/** Deletes up to `limit` alerts that were over before then; answers how many. */
export async function deleteOldAlerts(tx: Writer, before: Date, limit: number): Promise<number> {
  const { alerts: t } = tx.tables
  const old = await tx.select({ id: t.id }).from(t).where(lt(t.resolvedAt, before)).limit(limit)
  if (old.length === 0) return 0
  await tx.delete(t).where(
    inArray(
      t.id,
      old.map(({ id }) => id),
    ),
  )
  return old.length
}

/** Mutes that have not run out. */
export async function listMutes(q: Reader, now: Date): Promise<AlertMuteRow[]> {
  const rows = await q.select().from(q.tables.alertMutes)
  return rows.filter(({ mutedUntil }) => mutedUntil === null || mutedUntil > now)
}

export async function putMute(tx: Writer, row: AlertMuteRow): Promise<void> {
  const { alertMutes: t } = tx.tables
  const { kind: _kind, idpId: _idpId, ...set } = row
  await tx
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: [t.kind, t.idpId], set })
}

/** False when there was none. */
export async function deleteMute(tx: Writer, kind: string, idpId: string): Promise<boolean> {
  const { alertMutes: t } = tx.tables
  const rows = await tx
    .delete(t)
    .where(and(eq(t.kind, kind), eq(t.idpId, idpId)))
    .returning({ kind: t.kind })
  return rows.length > 0
}

/** Whether this process is the one to look now: of several that come to it, one is. It is due again at `next`. */
export async function claimAlertRound(tx: Writer, now: Date, next: Date): Promise<boolean> {
  const { alertRounds: t } = tx.tables
  const id = 'alerts'
  const made = await tx.insert(t).values({ id, dueAt: next }).onConflictDoNothing().returning({ id: t.id })
  if (made.length > 0) return true
  const claimed = await tx
    .update(t)
    .set({ dueAt: next })
    .where(and(eq(t.id, id), lte(t.dueAt, now)))
    .returning({ id: t.id })
  return claimed.length > 0
}

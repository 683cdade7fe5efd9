import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { insertMissing } from './insert.ts'

export type GuardRow = Tables['deprovisionGuards']['$inferSelect']
/** People who lost access; `departed`: those of them who are no longer among the active users. */
export type Losses = { people: number; departed: number }
export type Loss = { minute: number; isDeparted: boolean }

export const newGuard = (idpId: string): GuardRow => ({
  idpId,
  allowedUntil: null,
  allowedBy: null,
  isHolding: false,
  isFull: false,
})

/** The IdP's guard, made when there is none: whoever counts or decides holds it, so that nobody counts past another. */
export async function lockGuard(tx: Writer, idpId: string): Promise<GuardRow> {
  const select = () =>
    prepared(tx, 'lock_guard', () => {
      const { deprovisionGuards: t } = tx.tables
      return locked(
        tx,
        tx
          .select()
          .from(t)
          .where(eq(t.idpId, sql.placeholder('idpId'))),
      ).prepare('lock_guard')
    }).execute({ idpId })
  const [found] = await select()
  if (found) return found
  await insertMissing(tx, 'deprovisionGuards', [newGuard(idpId)])
  return (await select())[0] ?? newGuard(idpId)
}

export async function updateGuard(tx: Writer, { idpId, ...columns }: Pick<GuardRow, 'idpId'> & Partial<GuardRow>) {
  const { deprovisionGuards: t } = tx.tables
  await tx.update(t).set(columns).where(eq(t.idpId, idpId))
}

/** What was lost after this minute. */
export async function countLosses(q: Reader, idpId: string, afterMinute: number): Promise<Losses> {
  const rows = await prepared(q, 'losses_of_idp', () => {
    const { accessLossCounts: t } = q.tables
    return q
      .select({ people: sum(t.people), departed: sum(t.departed) })
      .from(t)
      .where(and(eq(t.idpId, sql.placeholder('idpId')), gt(t.minute, sql.placeholder('afterMinute'))))
      .prepare('losses_of_idp')
  }).execute({ idpId, afterMinute })
  return rows[0] ?? { people: 0, departed: 0 }
}

const sum = (column: unknown) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number)

/** Which of these users lost access after this minute already. */
export async function findLosses(
  q: Reader,
  idpId: string,
  userIds: readonly string[],
  afterMinute: number,
): Promise<Map<string, Loss>> {
  const { accessLosses: t } = q.tables
  const found = new Map<string, Loss>()
  for (const some of chunks([...userIds])) {
    const rows = await q
      .select({ userId: t.userId, minute: t.minute, isDeparted: t.isDeparted })
      .from(t)
      .where(and(eq(t.idpId, idpId), inArray(t.userId, some), gt(t.minute, afterMinute)))
    for (const { userId, ...loss } of rows) found.set(userId, loss)
  }
  return found
}

/** Notes that these users lose access in this minute. `known`: those of them who are counted in an earlier one. */
export async function recordLosses(
  tx: Writer,
  idpId: string,
  userIds: readonly string[],
  { minute, isDeparted }: Loss,
  known: ReadonlyMap<string, Loss>,
): Promise<void> {
  const { accessLosses: t } = tx.tables
  for (const some of chunks([...userIds])) {
    await tx.delete(t).where(and(eq(t.idpId, idpId), inArray(t.userId, some)))
  }
  await insertMissing(
    tx,
    'accessLosses',
    userIds.map((userId) => ({ idpId, userId, minute, isDeparted })),
  )
  await takeFromCounts(tx, idpId, [...known.values()])
  await prepared(tx, 'add_to_losses', () => {
    const { accessLossCounts: counts } = tx.tables
    return tx
      .insert(counts)
      .values({
        idpId: sql.placeholder('idpId'),
        minute: sql.placeholder('minute'),
        people: sql.placeholder('people'),
        departed: sql.placeholder('departed'),
      })
      .onConflictDoUpdate({
        target: [counts.idpId, counts.minute],
        set: {
          people: sql`${counts.people} + ${sql.placeholder('people')}`,
          departed: sql`${counts.departed} + ${sql.placeholder('departed')}`,
        },
      })
      .prepare('add_to_losses')
  }).execute({ idpId, minute, people: userIds.length, departed: isDeparted ? userIds.length : 0 })
}

/** A user has access again, and no longer counts. */
export async function forgetLoss(tx: Writer, idpId: string, userId: string): Promise<void> {
  const { accessLosses: t } = tx.tables
  const rows = await tx
    .delete(t)
    .where(and(eq(t.idpId, idpId), eq(t.userId, userId)))
    .returning({ minute: t.minute, isDeparted: t.isDeparted })
  await takeFromCounts(tx, idpId, rows)
}

async function takeFromCounts(tx: Writer, idpId: string, losses: readonly Loss[]): Promise<void> {
  const { accessLossCounts: t } = tx.tables
  for (const [minute, some] of Map.groupBy(losses, (loss) => loss.minute)) {
    const departed = some.filter((loss) => loss.isDeparted).length
    await tx
      .update(t)
      .set({ people: sql`${t.people} - ${some.length}`, departed: sql`${t.departed} - ${departed}` })
      .where(and(eq(t.idpId, idpId), eq(t.minute, minute)))
  }
}

/** Deletes up to `batch` losses of this minute and earlier, and their counts; answers whether there may be more. */
export async function deleteOldLosses(tx: Writer, idpId: string, upToMinute: number, batch: number): Promise<boolean> {
  const { accessLosses: t, accessLossCounts: counts } = tx.tables
  await tx.delete(counts).where(and(eq(counts.idpId, idpId), lte(counts.minute, upToMinute)))
  const rows = await tx
    .select({ id: t.userId })
    .from(t)
    .where(and(eq(t.idpId, idpId), lte(t.minute, upToMinute)))
    .orderBy(asc(t.minute))
    .limit(batch)
  for (const some of chunks(rows.map(({ id }) => id))) {
    await tx.delete(t).where(and(eq(t.idpId, idpId), inArray(t.userId, some), lte(t.minute, upToMinute)))
  }
  return rows.length === batch
}

/** The guards that were ever asked. */
export const listGuards = (q: Reader): Promise<GuardRow[]> => q.select().from(q.tables.deprovisionGuards)

export async function findGuard(q: Reader, idpId: string): Promise<GuardRow> {
  const { deprovisionGuards: t } = q.tables
  const rows = await q.select().from(t).where(eq(t.idpId, idpId))
  return rows[0] ?? newGuard(idpId)
}

/** Which of these are active users. */
export async function listActiveUsers(q: Reader, idpId: string, ids: readonly string[]): Promise<string[]> {
  const { users } = q.tables
  const active: string[] = []
  for (const some of chunks([...ids])) {
    const rows = await q
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.idpId, idpId), inArray(users.id, some), eq(users.active, true)))
    for (const { id } of rows) active.push(id)
  }
  return active
}

import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type RequestCount = { points: number; expire: Date }

/** Adds to the count of a key, which begins anew once it has expired. Atomic: one statement. */
export async function addToRequestCount(
  tx: Writer,
  key: string,
  points: number,
  now: Date,
  expiresAt: Date,
): Promise<RequestCount> {
  const { requestCounts: counts } = tx.tables
  const isOver = sql`${counts.expiresAt} <= ${sql.param(now, counts.expiresAt)}`
  const [row] = await tx
    .insert(counts)
    .values({ key, points, expiresAt })
    .onConflictDoUpdate({
      target: counts.key,
      set: {
        points: sql`case when ${isOver} then ${points} else ${counts.points} + ${points} end`,
        expiresAt: sql`case when ${isOver} then ${sql.param(expiresAt, counts.expiresAt)} else ${counts.expiresAt} end`,
      },
    })
    .returning({ points: counts.points, expire: counts.expiresAt })
  return row ?? { points, expire: expiresAt }
}

/** The count of a key, unless it has expired. */
export async function findRequestCount(q: Reader, key: string, now: Date): Promise<RequestCount | undefined> {
  const { requestCounts: t } = q.tables
  const [row] = await q
    .select({ points: t.points, expire: t.expiresAt })
    .from(t)
    .where(and(eq(t.key, key), gt(t.expiresAt, now)))
  return row
}

/** False when there was none. */
export async function deleteRequestCount(tx: Writer, key: string): Promise<boolean> {
  const { requestCounts: t } = tx.tables
  return (await tx.delete(t).where(eq(t.key, key)).returning({ key: t.key })).length > 0
}

/** Keys whose count expired before `before`: of addresses, most of which do not come again. */
export async function listExpiredCounts(q: Reader, before: Date, limit: number): Promise<string[]> {
  const { requestCounts: t } = q.tables
  return (await q.select({ key: t.key }).from(t).where(lt(t.expiresAt, before)).limit(limit)).map(({ key }) => key)
}

/** Of these keys, those that have not been counted again. */
export async function deleteExpiredCounts(tx: Writer, keys: readonly string[], before: Date): Promise<void> {
  const { requestCounts: t } = tx.tables
  await tx.delete(t).where(and(inArray(t.key, [...keys]), lt(t.expiresAt, before)))
}

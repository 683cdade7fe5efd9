import { sql } from 'drizzle-orm'
import type { Writer } from '../store.ts'

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

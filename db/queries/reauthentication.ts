import { and, asc, inArray, isNull, lt } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

/** How many user sessions that began before `since` are not ended yet, up to `most`. */
export async function countSessionsBefore(q: Reader, since: Date, most: number): Promise<number> {
  const { userSessions: t } = q.tables
  const rows = await q
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.createdAt, since), isNull(t.endedAt)))
    .limit(most)
  return rows.length
}

/** Ends up to `batch` user sessions that began before `since`; answers how many. */
export async function endSessionsBefore(tx: Writer, since: Date, batch: number, at: Date): Promise<number> {
  const { userSessions: t } = tx.tables
  const rows = await tx
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.createdAt, since), isNull(t.endedAt)))
    .orderBy(asc(t.createdAt), asc(t.id))
    .limit(batch)
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) {
    await tx.update(t).set({ endedAt: at, endReason: 'reauthenticate' }).where(inArray(t.id, ids))
  }
  return ids.length
}

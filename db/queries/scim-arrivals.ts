import { and, desc, eq, gt, lt } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type ScimArrivalRow = Reader['tables']['scimArrivals']['$inferSelect']

/** How many are kept of an IdP. */
export const ARRIVALS_KEPT = 20

/** Adds requests of one IdP, and forgets all but the newest of it. */
export async function insertArrivals(tx: Writer, idpId: string, rows: readonly ScimArrivalRow[]): Promise<void> {
  const { scimArrivals: t } = tx.tables
  if (rows.length === 0) return
  await tx.insert(t).values([...rows])
  const kept = await tx
    .select({ id: t.id })
    .from(t)
    .where(eq(t.idpId, idpId))
    .orderBy(desc(t.id))
    .limit(1)
    .offset(ARRIVALS_KEPT - 1)
  const oldest = kept[0]?.id
  if (oldest !== undefined) await tx.delete(t).where(and(eq(t.idpId, idpId), lt(t.id, oldest)))
}

/** Newest first, those that came after this id. */
export async function listArrivals(q: Reader, idpId: string, after: string): Promise<ScimArrivalRow[]> {
  const { scimArrivals: t } = q.tables
  return q
    .select()
    .from(t)
    .where(and(eq(t.idpId, idpId), gt(t.id, after)))
    .orderBy(desc(t.id))
    .limit(ARRIVALS_KEPT)
}

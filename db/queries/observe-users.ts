import { and, asc, desc, eq, gt } from 'drizzle-orm'
import type { Reader } from '../store.ts'

/** The documents of the `limit` users after `afterId`, in the order of their ids. Ask `store().report`. */
export async function listDocuments(
  q: Reader,
  idpId: string,
  afterId: string,
  limit: number,
): Promise<{ id: string; document: string }[]> {
  const { users } = q.tables
  return q
    .select({ id: users.id, document: users.document })
    .from(users)
    .where(and(eq(users.idpId, idpId), gt(users.id, afterId)))
    .orderBy(asc(users.id))
    .limit(limit)
}

/** When a user of the IdP last changed; undefined when there is none. */
export async function findLastChange(q: Reader, idpId: string): Promise<Date | undefined> {
  const { users } = q.tables
  const rows = await q
    .select({ at: users.updatedAt })
    .from(users)
    .where(eq(users.idpId, idpId))
    .orderBy(desc(users.updatedAt))
    .limit(1)
  return rows[0]?.at
}

/** Whether the IdP's users have the additional attributes. */
export async function findAdditionalAttributes(q: Reader, idpId: string): Promise<boolean> {
  const { idps } = q.tables
  const rows = await q.select({ on: idps.additionalAttributes }).from(idps).where(eq(idps.id, idpId))
  return rows[0]?.on ?? false
}

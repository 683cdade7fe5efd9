import { eq } from 'drizzle-orm'
import type { Reader } from '../store.ts'

/** IdPs that users or groups ever belonged to, the organisation's own directory among them, but none that is being deleted. */
export async function listFedIdps(q: Reader): Promise<string[]> {
  const { totals, idps } = q.tables
  const [counted, deleting] = await Promise.all([
    q.selectDistinct({ idpId: totals.idpId }).from(totals),
    q.select({ id: idps.id }).from(idps).where(eq(idps.status, 'deleting')),
  ])
  const gone = new Set(deleting.map(({ id }) => id))
  return counted.map(({ idpId }) => idpId).filter((idpId) => !gone.has(idpId))
}

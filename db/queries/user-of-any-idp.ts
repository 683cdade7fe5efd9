import { and, eq, inArray } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { listIdpRows } from './idps.ts'

/** Whose id this is, whichever IdP they are of. */
export async function findUserOfAnyIdp(
  q: Reader,
  id: string,
): Promise<{ idpId: string; userName: string } | undefined> {
  const { users: t } = q.tables
  // Every key is led by its IdP.
  const idpIds = (await listIdpRows(q)).map((idp) => idp.id)
  const rows = await q
    .select({ idpId: t.idpId, userName: t.userName })
    .from(t)
    .where(and(inArray(t.idpId, idpIds), eq(t.id, id)))
    .limit(1)
  return rows[0]
}

import { eq } from 'drizzle-orm'
import type { Reader, Writer } from './store.ts'

/** Whether nothing has been configured or provisioned yet. Administrators and the organisation do not count. */
export async function isUnused(q: Reader): Promise<boolean> {
  const { idps, syncLogs } = q.tables
  const [idp] = await q.select({ id: idps.id }).from(idps).limit(1)
  const [log] = await q.select({ id: syncLogs.id }).from(syncLogs).limit(1)
  return idp === undefined && log === undefined
}

/** Gives an IdP of the sample data, and its tokens, the past that its users have. */
export async function backdateIdp(tx: Writer, id: string, at: Date): Promise<void> {
  const { idps, scimTokens } = tx.tables
  await tx.update(idps).set({ createdAt: at, updatedAt: at, scimPolicySince: at }).where(eq(idps.id, id))
  await tx.update(scimTokens).set({ createdAt: at }).where(eq(scimTokens.idpId, id))
}

import { desc, eq } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import type { SpCertificateRow } from './idps.ts'

/** All key pairs of the service provider for one IdP, the newest first. */
export async function listSpCertificates(q: Reader, idpId: string): Promise<SpCertificateRow[]> {
  const { spCertificates: t } = q.tables
  return q.select().from(t).where(eq(t.idpId, idpId)).orderBy(desc(t.createdAt), desc(t.id))
}

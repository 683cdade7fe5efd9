import { desc, eq } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { SpCertificateRow } from './idps.ts'

/** All key pairs of the service provider for one IdP, the newest first. */
export async function listSpCertificates(q: Reader, idpId: string): Promise<SpCertificateRow[]> {
  const { spCertificates: t } = q.tables
  return q.select().from(t).where(eq(t.idpId, idpId)).orderBy(desc(t.createdAt), desc(t.id))
}

export async function updateSpCertificate(
  tx: Writer,
  id: string,
  change: Pick<SpCertificateRow, 'state'>,
): Promise<void> {
  await tx.update(tx.tables.spCertificates).set(change).where(eq(tx.tables.spCertificates.id, id))
}

export async function deleteSpCertificate(tx: Writer, id: string): Promise<void> {
  await tx.delete(tx.tables.spCertificates).where(eq(tx.tables.spCertificates.id, id))
}

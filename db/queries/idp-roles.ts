import { asc, eq } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type IdpRoleRow = Reader['tables']['idpRoles']['$inferSelect']

/** What an administrators' IdP maps the values of its role attribute to, by value. */
export async function listIdpRoles(q: Reader, idpId: string): Promise<IdpRoleRow[]> {
  const { idpRoles: t } = q.tables
  return q.select().from(t).where(eq(t.idpId, idpId)).orderBy(asc(t.value))
}

export async function replaceIdpRoles(tx: Writer, idpId: string, rows: readonly IdpRoleRow[]): Promise<void> {
  const { idpRoles: t } = tx.tables
  await tx.delete(t).where(eq(t.idpId, idpId))
  if (rows.length > 0) await tx.insert(t).values([...rows])
}

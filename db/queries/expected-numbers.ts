import { eq } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type ExpectedNumbersRow = Reader['tables']['expectedNumbers']['$inferSelect']

/** How many users and groups an IdP has, as somebody last said; undefined when nobody has. */
export async function findExpectedNumbers(q: Reader, idpId: string): Promise<ExpectedNumbersRow | undefined> {
  const { expectedNumbers: t } = q.tables
  return (await q.select().from(t).where(eq(t.idpId, idpId)))[0]
}

export async function putExpectedNumbers(tx: Writer, row: ExpectedNumbersRow): Promise<void> {
  const { idpId: _id, ...rest } = row
  const { expectedNumbers: t } = tx.tables
  await tx.insert(t).values(row).onConflictDoUpdate({ target: t.idpId, set: rest })
}

/** Nobody has said anything any more. */
export async function deleteExpectedNumbers(tx: Writer, idpId: string): Promise<void> {
  const { expectedNumbers: t } = tx.tables
  await tx.delete(t).where(eq(t.idpId, idpId))
}

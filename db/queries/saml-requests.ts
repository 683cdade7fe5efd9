import { and, eq } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type SamlRequestRow = Reader['tables']['samlRequests']['$inferSelect']
export type SamlArrivalRow = Reader['tables']['samlArrivals']['$inferSelect']
export type SamlSignInRow = Reader['tables']['samlSignIns']['$inferSelect']

export async function insertSamlRequest(tx: Writer, row: SamlRequestRow): Promise<void> {
  await tx.insert(tx.tables.samlRequests).values(row)
}

/** The request of this id that was sent to this IdP, expired or not. */
export async function findSamlRequest(q: Reader, idpId: string, id: string): Promise<SamlRequestRow | undefined> {
  const { samlRequests: t } = q.tables
  const [row] = await q
    .select()
    .from(t)
    .where(and(eq(t.id, id), eq(t.idpId, idpId)))
  return row
}

/** Takes the request out: whoever gets it is the one that may answer it. */
export async function takeSamlRequest(tx: Writer, idpId: string, id: string): Promise<SamlRequestRow | undefined> {
  const { samlRequests: t } = tx.tables
  const [row] = await tx
    .delete(t)
    .where(and(eq(t.id, id), eq(t.idpId, idpId)))
    .returning()
  return row
}

/** Remembers a message's id until it would have expired. False when it was remembered already: a replay. */
export async function rememberAssertion(
  tx: Writer,
  row: { idpId: string; assertionId: string; expiresAt: Date },
): Promise<boolean> {
  const { samlAssertions: t } = tx.tables
  const made = await tx.insert(t).values(row).onConflictDoNothing().returning({ idpId: t.idpId })
  return made.length > 0
}

export async function insertSamlArrival(tx: Writer, row: SamlArrivalRow): Promise<void> {
  await tx.insert(tx.tables.samlArrivals).values(row)
}

/** `id` is the SHA-256 of the handle, hex. */
export async function findSamlArrival(q: Reader, id: string): Promise<SamlArrivalRow | undefined> {
  const { samlArrivals: t } = q.tables
  const [row] = await q.select().from(t).where(eq(t.id, id))
  return row
}

export async function takeSamlArrival(tx: Writer, idpId: string, id: string): Promise<SamlArrivalRow | undefined> {
  const { samlArrivals: t } = tx.tables
  const [row] = await tx
    .delete(t)
    .where(and(eq(t.id, id), eq(t.idpId, idpId)))
    .returning()
  return row
}

export async function insertSamlSignIn(tx: Writer, row: SamlSignInRow): Promise<void> {
  await tx.insert(tx.tables.samlSignIns).values(row)
}

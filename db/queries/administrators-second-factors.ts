import { and, asc, count, eq, inArray, lt, lte } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type TotpFactorRow = Reader['tables']['totpFactors']['$inferSelect']
export type PasskeyRow = Reader['tables']['passkeys']['$inferSelect']

export async function findTotpFactor(q: Reader, administratorId: string): Promise<TotpFactorRow | undefined> {
  const { totpFactors } = q.tables
  const [row] = await q.select().from(totpFactors).where(eq(totpFactors.administratorId, administratorId))
  return row
}

/** False when there is one already. */
export async function insertTotpFactor(tx: Writer, row: TotpFactorRow): Promise<boolean> {
  const { totpFactors: t } = tx.tables
  const made = await tx.insert(t).values(row).onConflictDoNothing().returning({ id: t.administratorId })
  return made.length > 0
}

/** Uses a code's time step up. Of two who bring the same code, one gets true. */
export async function takeTotpStep(tx: Writer, administratorId: string, step: number): Promise<boolean> {
  const { totpFactors: t } = tx.tables
  const taken = await tx
    .update(t)
    .set({ lastStep: step })
    .where(and(eq(t.administratorId, administratorId), lt(t.lastStep, step)))
    .returning({ id: t.administratorId })
  return taken.length > 0
}

export async function deleteTotpFactor(tx: Writer, administratorId: string): Promise<boolean> {
  const { totpFactors: t } = tx.tables
  const gone = await tx.delete(t).where(eq(t.administratorId, administratorId)).returning({ id: t.administratorId })
  return gone.length > 0
}

export async function countRecoveryCodes(q: Reader, administratorId: string): Promise<number> {
  const { recoveryCodes: t } = q.tables
  const [row] = await q.select({ count: count() }).from(t).where(eq(t.administratorId, administratorId))
  return row?.count ?? 0
}

/** Puts these codes, as hashes, in the place of any there were. */
export async function replaceRecoveryCodes(
  tx: Writer,
  administratorId: string,
  hashes: readonly string[],
  createdAt: Date,
): Promise<void> {
  const { recoveryCodes: t } = tx.tables
  await tx.delete(t).where(eq(t.administratorId, administratorId))
  if (hashes.length > 0) await tx.insert(t).values(hashes.map((id) => ({ id, administratorId, createdAt })))
}

/** Uses a recovery code up. Of two who bring the same, one gets true. */
export async function takeRecoveryCode(tx: Writer, administratorId: string, hash: string): Promise<boolean> {
  const { recoveryCodes: t } = tx.tables
  const taken = await tx
    .delete(t)
    .where(and(eq(t.id, hash), eq(t.administratorId, administratorId)))
    .returning({ id: t.id })
  return taken.length > 0
}

export async function findPasskey(q: Reader, id: string): Promise<PasskeyRow | undefined> {
  const { passkeys } = q.tables
  const [row] = await q.select().from(passkeys).where(eq(passkeys.id, id))
  return row
}

export async function hasPasskeys(q: Reader): Promise<boolean> {
  return (await q.select({ id: q.tables.passkeys.id }).from(q.tables.passkeys).limit(1)).length > 0
}

export async function listPasskeys(q: Reader, administratorId: string): Promise<PasskeyRow[]> {
  const { passkeys: t } = q.tables
  return q.select().from(t).where(eq(t.administratorId, administratorId)).orderBy(asc(t.createdAt), asc(t.id))
}

/** Throws the engine's conflict error (`isConflict`) when the credential is known already. */
export async function insertPasskey(tx: Writer, row: PasskeyRow): Promise<void> {
  await tx.insert(tx.tables.passkeys).values(row)
}

/** Notes a use. False when the passkey is gone, or its counter has moved past `from` meanwhile. */
export async function touchPasskey(
  tx: Writer,
  id: string,
  use: { from: number; to: number; at: Date },
): Promise<boolean> {
  const { passkeys: t } = tx.tables
  const touched = await tx
    .update(t)
    .set({ counter: use.to, lastUsedAt: use.at })
    .where(and(eq(t.id, id), lte(t.counter, use.from)))
    .returning({ id: t.id })
  return touched.length > 0
}

export async function renamePasskey(tx: Writer, id: string, name: string): Promise<void> {
  const { passkeys: t } = tx.tables
  await tx.update(t).set({ name }).where(eq(t.id, id))
}

export async function deletePasskey(tx: Writer, administratorId: string, id: string): Promise<PasskeyRow | undefined> {
  const { passkeys: t } = tx.tables
  const [row] = await tx
    .delete(t)
    .where(and(eq(t.id, id), eq(t.administratorId, administratorId)))
    .returning()
  return row
}

export async function deletePasskeysOf(tx: Writer, administratorId: string): Promise<number> {
  const { passkeys: t } = tx.tables
  return (await tx.delete(t).where(eq(t.administratorId, administratorId)).returning({ id: t.id })).length
}

/** Which second factors these administrators have. */
export async function listFactorsOf(
  q: Reader,
  administratorIds: readonly string[],
): Promise<Map<string, { totp: boolean; passkeys: number }>> {
  const { totpFactors, passkeys } = q.tables
  const ids = [...administratorIds]
  const found = new Map(ids.map((id) => [id, { totp: false, passkeys: 0 }]))
  if (ids.length === 0) return found
  const [totps, keys] = await Promise.all([
    q.select({ id: totpFactors.administratorId }).from(totpFactors).where(inArray(totpFactors.administratorId, ids)),
    q
      .select({ id: passkeys.administratorId, count: count() })
      .from(passkeys)
      .where(inArray(passkeys.administratorId, ids))
      .groupBy(passkeys.administratorId),
  ])
  for (const { id } of totps) found.set(id, { totp: true, passkeys: 0 })
  for (const { id, count } of keys) found.set(id, { totp: found.get(id)?.totp ?? false, passkeys: count })
  return found
}

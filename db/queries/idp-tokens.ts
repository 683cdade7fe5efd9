import { and, eq, inArray, lt, max } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type ScimTokenRow = Reader['tables']['scimTokens']['$inferSelect']

/** The tokens that work, of one IdP or of all, with when each was last used. */
export async function listLiveTokens(
  q: Reader,
  idpId?: string,
): Promise<(Omit<ScimTokenRow, 'hash'> & { lastUsedAt: Date | null })[]> {
  const { scimTokens, scimTokenUses } = q.tables
  return q
    .select({
      id: scimTokens.id,
      idpId: scimTokens.idpId,
      hint: scimTokens.hint,
      state: scimTokens.state,
      createdAt: scimTokens.createdAt,
      createdBy: scimTokens.createdBy,
      lastUsedAt: scimTokenUses.lastUsedAt,
    })
    .from(scimTokens)
    .leftJoin(scimTokenUses, eq(scimTokenUses.tokenId, scimTokens.id))
    .where(and(eq(scimTokens.state, 'live'), idpId === undefined ? undefined : eq(scimTokens.idpId, idpId)))
}

export async function findPendingToken(q: Reader, idpId: string, id: string): Promise<ScimTokenRow | undefined> {
  const { scimTokens } = q.tables
  return (
    await q
      .select()
      .from(scimTokens)
      .where(and(eq(scimTokens.id, id), eq(scimTokens.idpId, idpId), eq(scimTokens.state, 'pending')))
  )[0]
}

export async function insertToken(tx: Writer, row: ScimTokenRow): Promise<void> {
  await tx.insert(tx.tables.scimTokens).values(row)
}

export async function makeTokenLive(tx: Writer, id: string): Promise<void> {
  await tx.update(tx.tables.scimTokens).set({ state: 'live' }).where(eq(tx.tables.scimTokens.id, id))
}

/** Deletes tokens and what is known of their use. */
export async function deleteTokens(tx: Writer, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { scimTokens, scimTokenUses } = tx.tables
  await tx.delete(scimTokens).where(inArray(scimTokens.id, [...ids]))
  await tx.delete(scimTokenUses).where(inArray(scimTokenUses.tokenId, [...ids]))
}

export async function deleteTokensOf(tx: Writer, idpId: string): Promise<void> {
  const { scimTokens, scimTokenUses } = tx.tables
  await tx.delete(scimTokens).where(eq(scimTokens.idpId, idpId))
  await tx.delete(scimTokenUses).where(eq(scimTokenUses.idpId, idpId))
}

/** Whether a token has waited since before this moment for a form to make it live. */
export async function hasPendingTokensBefore(q: Reader, before: Date): Promise<boolean> {
  const { scimTokens } = q.tables
  const rows = await q
    .select({ id: scimTokens.id })
    .from(scimTokens)
    .where(and(eq(scimTokens.state, 'pending'), lt(scimTokens.createdAt, before)))
    .limit(1)
  return rows.length > 0
}

/** The tokens that no form made live in time. Answers how many went. */
export async function deletePendingTokensBefore(tx: Writer, before: Date): Promise<number> {
  const { scimTokens } = tx.tables
  const gone = await tx
    .delete(scimTokens)
    .where(and(eq(scimTokens.state, 'pending'), lt(scimTokens.createdAt, before)))
    .returning({ id: scimTokens.id })
  return gone.length
}

/** The newest use of any token by IdP id: tokens that were replaced are forgotten with their uses. */
export async function listLastUses(q: Reader, idpId?: string): Promise<Map<string, Date>> {
  const { scimTokenUses } = q.tables
  const rows = await q
    .select({ idpId: scimTokenUses.idpId, at: max(scimTokenUses.lastUsedAt) })
    .from(scimTokenUses)
    .where(idpId === undefined ? undefined : eq(scimTokenUses.idpId, idpId))
    .groupBy(scimTokenUses.idpId)
  return new Map(rows.flatMap((row) => (row.at ? [[row.idpId, new Date(row.at)]] : [])))
}

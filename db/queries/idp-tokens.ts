import { and, desc, eq, inArray, lt, max, or } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type ScimTokenRow = Reader['tables']['scimTokens']['$inferSelect']

export type LiveToken = Omit<ScimTokenRow, 'hash' | 'revokedAt'> & {
  lastUsedAt: Date | null
  lastUsedFrom: string | null
}

/** The tokens that are neither pending nor revoked, of one IdP or of all, newest first, with when each was last used. */
export async function listLiveTokens(q: Reader, idpId?: string): Promise<LiveToken[]> {
  const { scimTokens, scimTokenUses } = q.tables
  return q
    .select({
      id: scimTokens.id,
      idpId: scimTokens.idpId,
      hint: scimTokens.hint,
      state: scimTokens.state,
      createdAt: scimTokens.createdAt,
      createdBy: scimTokens.createdBy,
      expiresAt: scimTokens.expiresAt,
      allowedNetworks: scimTokens.allowedNetworks,
      lastUsedAt: scimTokenUses.lastUsedAt,
      lastUsedFrom: scimTokenUses.address,
    })
    .from(scimTokens)
    .leftJoin(scimTokenUses, eq(scimTokenUses.tokenId, scimTokens.id))
    .where(and(eq(scimTokens.state, 'live'), idpId === undefined ? undefined : eq(scimTokens.idpId, idpId)))
    .orderBy(desc(scimTokens.createdAt), desc(scimTokens.id))
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

export async function insertToken(tx: Writer, row: Tables['scimTokens']['$inferInsert']): Promise<void> {
  await tx.insert(tx.tables.scimTokens).values(row)
}

/** Makes a token live, or narrows one that is. */
export async function updateToken(
  tx: Writer,
  id: string,
  change: Partial<Pick<ScimTokenRow, 'state' | 'expiresAt' | 'allowedNetworks'>>,
): Promise<void> {
  await tx.update(tx.tables.scimTokens).set(change).where(eq(tx.tables.scimTokens.id, id))
}

/** Revokes tokens: they open nothing from this commit on. */
export async function revokeTokens(tx: Writer, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  const { scimTokens } = tx.tables
  await tx
    .update(scimTokens)
    .set({ state: 'revoked', revokedAt: at })
    .where(inArray(scimTokens.id, [...ids]))
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

const isStale = ({ tables: { scimTokens } }: Reader, pendingBefore: Date, revokedBefore: Date) =>
  or(
    and(eq(scimTokens.state, 'pending'), lt(scimTokens.createdAt, pendingBefore)),
    and(eq(scimTokens.state, 'revoked'), lt(scimTokens.revokedAt, revokedBefore)),
  )

/** Whether a token has waited too long for a form to make it live, or was revoked long ago. */
export async function hasStaleTokens(q: Reader, pendingBefore: Date, revokedBefore: Date): Promise<boolean> {
  const { scimTokens } = q.tables
  const rows = await q
    .select({ id: scimTokens.id })
    .from(scimTokens)
    .where(isStale(q, pendingBefore, revokedBefore))
    .limit(1)
  return rows.length > 0
}

/** Deletes those. Answers how many went. */
export async function deleteStaleTokens(tx: Writer, pendingBefore: Date, revokedBefore: Date): Promise<number> {
  const { scimTokens } = tx.tables
  const gone = await tx
    .select({ id: scimTokens.id })
    .from(scimTokens)
    .where(isStale(tx, pendingBefore, revokedBefore))
  await deleteTokens(
    tx,
    gone.map((token) => token.id),
  )
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

import { and, desc, eq, inArray, lt, max, notInArray, or } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type ScimTokenRow = Reader['tables']['scimTokens']['$inferSelect']

export type LiveToken = Omit<ScimTokenRow, 'hash' | 'revokedAt' | 'secretId'> & {
  lastUsedAt: Date | null
  lastUsedFrom: string | null
}

/**
 * The bearer tokens and client secrets that are neither pending nor revoked, of one IdP or of all, newest first, with when
 * each was last used.
 */
export async function listLiveTokens(q: Reader, idpId?: string): Promise<LiveToken[]> {
  const { scimTokens, scimTokenUses } = q.tables
  return q
    .select({
      id: scimTokens.id,
      idpId: scimTokens.idpId,
      kind: scimTokens.kind,
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
    .where(
      and(
        eq(scimTokens.state, 'live'),
        inArray(scimTokens.kind, ['bearer', 'secret']),
        idpId === undefined ? undefined : eq(scimTokens.idpId, idpId),
      ),
    )
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

/** Makes a token live, or narrows one that is; access tokens that it was exchanged for are narrowed with it. */
export async function updateToken(
  tx: Writer,
  id: string,
  change: Partial<Pick<ScimTokenRow, 'state' | 'expiresAt' | 'allowedNetworks'>>,
): Promise<void> {
  const { scimTokens } = tx.tables
  await tx.update(scimTokens).set(change).where(eq(scimTokens.id, id))
  const { allowedNetworks } = change
  if (allowedNetworks !== undefined) {
    await tx.update(scimTokens).set({ allowedNetworks }).where(eq(scimTokens.secretId, id))
  }
}

/** Revokes tokens and the access tokens they were exchanged for: they open nothing from this commit on. */
export async function revokeTokens(tx: Writer, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  const { scimTokens } = tx.tables
  const revoked = { state: 'revoked' as const, revokedAt: at }
  await tx
    .update(scimTokens)
    .set(revoked)
    .where(inArray(scimTokens.id, [...ids]))
  // A statement of its own: it sees what was issued while the one before waited for the lock.
  await tx
    .update(scimTokens)
    .set(revoked)
    .where(inArray(scimTokens.secretId, [...ids]))
}

/** The limits of a live token, locked so that nobody revokes or narrows it meanwhile; undefined when it is not live. */
export async function lockLiveToken(
  tx: Writer,
  id: string,
): Promise<Pick<ScimTokenRow, 'expiresAt' | 'allowedNetworks'> | undefined> {
  const { scimTokens } = tx.tables
  const rows = await locked(
    tx,
    tx
      .select({ expiresAt: scimTokens.expiresAt, allowedNetworks: scimTokens.allowedNetworks })
      .from(scimTokens)
      .where(and(eq(scimTokens.id, id), eq(scimTokens.state, 'live'))),
  )
  return rows[0]
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
    // A day for the client to be told that they expired.
    and(notInArray(scimTokens.kind, ['bearer', 'secret']), lt(scimTokens.expiresAt, pendingBefore)),
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

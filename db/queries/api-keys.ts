import { and, eq, gt, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { apiKeys as table } from '#lib/table/api-keys.ts'
import { containsText } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import { remembered } from '../remembered.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'

export type ApiKeyRow = Tables['apiKeys']['$inferSelect']

/** A key as a request meets it. `isOwned`: whoever made it is an owner still, so that the key outlives nobody's rights. */
export type KnownApiKey = Pick<ApiKeyRow, 'id' | 'name' | 'scopes' | 'expiresAt' | 'revokedAt'> & { isOwned: boolean }

/** The key with this SHA-256, in whatever state. */
export const findApiKey = (q: Reader, hash: string): Promise<KnownApiKey | undefined> =>
  remembered(q, `api key ${hash}`, () => selectApiKey(q, hash))

async function selectApiKey(q: Reader, hash: string): Promise<KnownApiKey | undefined> {
  const rows = await prepared(q, 'api_key_by_hash', () => {
    const { apiKeys, administrators } = q.tables
    return q
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        scopes: apiKeys.scopes,
        expiresAt: apiKeys.expiresAt,
        revokedAt: apiKeys.revokedAt,
        role: administrators.role,
        isDisabled: administrators.isDisabled,
      })
      .from(apiKeys)
      .leftJoin(administrators, eq(administrators.id, apiKeys.createdById))
      .where(eq(apiKeys.hash, sql.placeholder('hash')))
      .prepare('api_key_by_hash')
  }).execute({ hash })
  const [row] = rows
  if (!row) return undefined
  const { role, isDisabled, ...key } = row
  return { ...key, isOwned: role === 'owner' && isDisabled === false }
}

export async function insertApiKey(tx: Writer, row: ApiKeyRow): Promise<void> {
  await tx.insert(tx.tables.apiKeys).values(row)
}

export async function findApiKeyById(q: Reader, id: string): Promise<ApiKeyRow | undefined> {
  const { apiKeys: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

export async function setApiKeyRevoked(tx: Writer, id: string, at: Date): Promise<void> {
  const { apiKeys: t } = tx.tables
  await tx.update(t).set({ revokedAt: at }).where(eq(t.id, id))
}

/** Records a key's last use, outside any other transaction. */
export async function upsertApiKeyUse(tx: Writer, use: Tables['apiKeyUses']['$inferInsert']): Promise<void> {
  const { apiKeyUses: t } = tx.tables
  await tx
    .insert(t)
    .values(use)
    .onConflictDoUpdate({ target: t.keyId, set: { lastUsedAt: use.lastUsedAt, address: use.address } })
}

const isForgotten = (q: Reader, before: Date): SQL | undefined =>
  or(lt(q.tables.apiKeys.revokedAt, before), lt(q.tables.apiKeys.expiresAt, before))

/** Whether a key was revoked or expired before that moment. */
export async function hasOldApiKeys(q: Reader, before: Date): Promise<boolean> {
  const { apiKeys: t } = q.tables
  return (await q.select({ id: t.id }).from(t).where(isForgotten(q, before)).limit(1)).length > 0
}

/** Deletes those; the audit log keeps what they were. */
export async function deleteOldApiKeys(tx: Writer, before: Date): Promise<void> {
  const { apiKeys, apiKeyUses } = tx.tables
  const old = await tx.select({ id: apiKeys.id }).from(apiKeys).where(isForgotten(tx, before))
  const ids = old.map(({ id }) => id)
  if (ids.length === 0) return
  await tx.delete(apiKeys).where(inArray(apiKeys.id, ids))
  await tx.delete(apiKeyUses).where(inArray(apiKeyUses.keyId, ids))
}

/** A key as lists have it: without its hash. */
export type ListedApiKey = Omit<ApiKeyRow, 'hash'> & {
  isOwned: boolean
  lastUsedAt: Date | null
  lastUsedFrom: string | null
}

export async function listApiKeyPage(q: Reader, query: ListQuery, now: Date): Promise<ListPage<ListedApiKey>> {
  const { apiKeys: t, apiKeyUses: uses, administrators: owners } = q.tables
  const isOwned = sql<boolean>`exists (select 1 from ${owners} where ${owners.id} = ${t.createdById} and ${owners.role} = 'owner' and not ${owners.isDisabled})`
  const isLive = and(isNull(t.revokedAt), or(isNull(t.expiresAt), gt(t.expiresAt, now)))
  const status: Record<string, SQL | undefined> = {
    active: and(isLive, isOwned),
    ownerless: and(isLive, sql`not ${isOwned}`),
    expired: and(isNull(t.revokedAt), lte(t.expiresAt, now)),
    revoked: sql`${t.revokedAt} is not null`,
  }
  return listPage<typeof table, ListedApiKey>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        name: ([text]) => containsText(sql`lower(${t.name})`, fold(text ?? '')),
        scope: (values) => or(...values.map((value) => containsText(t.scopes, `"${value}"`))),
        status: (values) => or(...values.map((value) => status[value])),
      },
      sort: { name: sql`lower(${t.name})`, createdAt: t.createdAt },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select({
          id: t.id,
          name: t.name,
          hint: t.hint,
          scopes: t.scopes,
          expiresAt: t.expiresAt,
          revokedAt: t.revokedAt,
          createdAt: t.createdAt,
          createdById: t.createdById,
          createdBy: t.createdBy,
          isOwned: isOwned.mapWith(Boolean),
          lastUsedAt: uses.lastUsedAt,
          lastUsedFrom: uses.address,
        })
        .from(t)
        .leftJoin(uses, eq(uses.keyId, t.id))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

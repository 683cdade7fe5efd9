import type { ListPage, ListQuery } from '#db/queries/list.ts'
import { listApiKeyPage, type ListedApiKey } from '#db/queries/api-keys.ts'
import type { Reader } from '#db/store.ts'
import type { ApiScope } from '#lib/table/api-scopes.ts'

/** A key as pages show it: never the key itself, nor its hash. Times are ISO 8601. */
export type ApiKeyView = {
  id: string
  name: string
  hint: string
  scopes: ApiScope[]
  /** `ownerless`: whoever made it is an owner no more. */
  status: 'active' | 'expired' | 'revoked' | 'ownerless'
  /** Null: never. */
  expiresAt: string | null
  revokedAt: string | null
  createdAt: string
  createdBy: string
  lastUsedAt: string | null
  lastUsedFrom: string | null
}

export async function readApiKeyPage(q: Reader, query: ListQuery, now: Date): Promise<ListPage<ApiKeyView>> {
  const page = await listApiKeyPage(q, query, now)
  return { ...page, rows: page.rows.map((row) => viewOf(row, now)) }
}

/** One key; undefined when there is none (any more). */
export async function readApiKey(q: Reader, id: string, now: Date): Promise<ApiKeyView | undefined> {
  const everything = { page: 1, size: 1, sort: [], filters: {}, range: { from: undefined, to: undefined } }
  return (await readApiKeyPage(q, { ...everything, ids: [id] }, now)).rows[0]
}

function viewOf(row: ListedApiKey, now: Date): ApiKeyView {
  const { createdById: _id, isOwned, ...key } = row
  const isExpired = key.expiresAt !== null && key.expiresAt <= now
  return {
    ...key,
    scopes: JSON.parse(key.scopes) as ApiScope[],
    status: key.revokedAt ? 'revoked' : isExpired ? 'expired' : isOwned ? 'active' : 'ownerless',
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  }
}

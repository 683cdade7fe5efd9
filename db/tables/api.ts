import type { Kit } from '../kit.ts'

/** Who may call the Management API, and what was answered to requests that may be sent twice. */
export const apiTables = (k: Kit) => ({
  apiKeys: k.table(
    'api_keys',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      /** SHA-256 of the key, hex. */
      hash: k.text('hash').notNull(),
      /** The last four characters. */
      hint: k.text('hint').notNull(),
      /** JSON list of scopes (lib/services/api-keys/scopes.ts). */
      scopes: k.text('scopes').notNull(),
      /** Null: never. */
      expiresAt: k.instant('expires_at'),
      revokedAt: k.instant('revoked_at'),
      createdAt: k.instant('created_at').notNull(),
      /** The owner who made it: the key works as long as they are one. */
      createdById: k.text('created_by_id').notNull(),
      createdBy: k.text('created_by').notNull(),
    },
    (t) => [k.uniqueIndex('api_keys_hash').on(t.hash)],
  ),
  /** When a key was last used; beside it, so that a busy key's row is never rewritten. */
  apiKeyUses: k.table('api_key_uses', {
    keyId: k.text('key_id').primaryKey(),
    lastUsedAt: k.instant('last_used_at').notNull(),
    address: k.text('address').notNull(),
  }),
  /** Requests with an `Idempotency-Key`, kept for 24 hours. */
  apiAnswers: k.table(
    'api_answers',
    {
      /** The API key that sent the request: what another one sends is another request. */
      keyId: k.text('key_id').notNull(),
      /** SHA-256 of the `Idempotency-Key`, hex. */
      idempotencyKey: k.text('idempotency_key').notNull(),
      /** SHA-256 of method, address, `If-Match` and body, hex. */
      request: k.text('request').notNull(),
      /** Null while the first request is being answered. */
      status: k.whole('status'),
      /** JSON of the answer's headers. */
      headers: k.text('headers').notNull(),
      body: k.text('body').notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.keyId, t.idempotencyKey] }), k.index('api_answers_created').on(t.createdAt)],
  ),
})

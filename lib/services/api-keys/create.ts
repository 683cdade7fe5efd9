import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { findApiKeyById, insertApiKey, setApiKeyRevoked } from '#db/queries/api-keys.ts'
import { newApiKey } from '#lib/auth/secrets.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { readExpiry, type TokenExpiry } from '../idps/token-limits.ts'
import { apiScopes, type ApiScope } from '#lib/table/api-scopes.ts'

export type ApiKeyEntry = { name: string; scopes: readonly ApiScope[]; expires: TokenExpiry }

/** `key` is in clear: show it once and forget it. */
export type CreatedApiKey = { id: string; key: string; hint: string }

/** Makes a key, good at once. Throws `AppError` `invalid` at field `name`, `scopes` or `expires`. */
export async function createApiKey(entry: ApiKeyEntry, actor: Actor): Promise<CreatedApiKey> {
  const createdAt = new Date()
  const name = readName(entry.name)
  const scopes = apiScopes.filter((scope) => entry.scopes.includes(scope))
  if (scopes.length === 0) {
    throw new AppError('invalid', 'Scopes: choose at least one. A key without any opens nothing.', { field: 'scopes' })
  }
  const expiresAt = readExpiry(entry.expires, createdAt)
  const { token: key, hash, hint } = newApiKey()
  const id = newId(createdAt)
  await store().write(async (tx) => {
    await insertApiKey(tx, {
      id,
      name,
      hash,
      hint,
      scopes: JSON.stringify(scopes),
      expiresAt,
      revokedAt: null,
      createdAt,
      createdById: actor.id,
      createdBy: actor.name,
    })
    await appendAudit(tx, actor, {
      action: 'api-key.create',
      target: { type: 'api-key', id, name },
      after: { name, hint, scopes, expiresAt },
    })
  })
  return { id, key, hint }
}

/** Revokes a key: it opens nothing once this returns. Silent when it was revoked before. Throws `AppError` `not-found`. */
export async function revokeApiKey(id: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const row = await findApiKeyById(tx, id)
    if (!row) throw new AppError('not-found', 'This API key does not exist any more.')
    if (row.revokedAt) return
    await setApiKeyRevoked(tx, id, new Date())
    await appendAudit(tx, actor, {
      action: 'api-key.revoke',
      target: { type: 'api-key', id, name: row.name },
      before: { hint: row.hint, scopes: JSON.parse(row.scopes) as string[], createdBy: row.createdBy },
    })
  })
}

function readName(text: string): string {
  const name = text.trim().normalize('NFC')
  const wrong = (why: string) => new AppError('invalid', `Name: ${why}`, { field: 'name' })
  if (name === '') throw wrong('enter one, such as the program that will use the key.')
  if (name.length > 128) throw wrong('up to 128 characters are accepted.')
  if (/[\p{Cc}\p{Cf}]/u.test(name)) throw wrong('a character that does not show is not accepted.')
  return name
}

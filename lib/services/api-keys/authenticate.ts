import { store } from '#db/index.ts'
import { findApiKey } from '#db/queries/api-keys.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { looksLikeApiKey, sha256Hex } from '#lib/auth/secrets.ts'
import type { Actor } from '../actor.ts'
import type { ApiScope } from '#lib/table/api-scopes.ts'
import { noteApiKeyUse } from './use.ts'

/** Who calls the Management API: a key, and the actor that its changes are audited as. */
export type ApiCaller = { keyId: string; keyName: string; scopes: readonly ApiScope[]; actor: Actor }

/** Why a caller is not let in. `missing` to `ownerless` are answered 401, `scope` 403. */
export type ApiRefusal = 'missing' | 'malformed' | 'unknown' | 'expired' | 'revoked' | 'ownerless' | 'scope'

/**
 * Who sends this `Authorization` header, when its key may be used for `scope`. A key works as long as whoever made it is an
 * owner of the portal: with them goes what they handed out.
 */
export async function authenticateKey(
  authorization: string | null | undefined,
  scope: ApiScope,
  from: Caller,
  now: Date = new Date(),
): Promise<ApiCaller | ApiRefusal> {
  if (!authorization) return 'missing'
  const key = /^Bearer +([^ ]+)$/i.exec(authorization.trim())?.[1]
  // The checksum tells a typo, and keys of other doors, without asking the database.
  if (key === undefined || !looksLikeApiKey(key)) return 'malformed'
  const found = await findApiKey(store().read, sha256Hex(key))
  if (!found) return 'unknown'
  if (found.revokedAt) return 'revoked'
  if (found.expiresAt && found.expiresAt <= now) return 'expired'
  if (!found.isOwned) return 'ownerless'
  noteApiKeyUse(found.id, from.address, now)
  const scopes = JSON.parse(found.scopes) as ApiScope[]
  if (!scopes.includes(scope)) return 'scope'
  const actor = { ...from, id: `api-key:${found.id}`, name: `${found.name} (API key)` }
  return { keyId: found.id, keyName: found.name, scopes, actor }
}

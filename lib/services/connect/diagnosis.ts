/** What can be wrong with the first requests of an IdP. `other`: what the log explains better. */
export type Trouble =
  | 'no-token'
  | 'malformed-token'
  | 'unknown-token'
  | 'token-not-saved'
  | 'token-expired'
  | 'token-revoked'
  | 'client-secret'
  | 'strayed-token'
  | 'network'
  | 'sync-off'
  | 'disabled'
  | 'not-set-up'
  | 'unpublished'
  | 'path-without-v2'
  | 'path-without-ids'
  | 'path-doubled'
  | 'path'
  | 'media-type'
  | 'credentials'
  | 'other'

/** A refused request, as it was logged. */
export type Refused = { idpId: string; url: string; status: number; detail: string | null; isUnpublished: boolean }

/** What was wrong with a refused request (pure): by its address first, since that is what the rest depends on. */
export function diagnose({ idpId, url, status, detail, isUnpublished }: Refused): Trouble {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  const says = detail ?? ''
  const endpoint = new RegExp(`^/(?:scim/[^/]+/${idpId}/v2|[^/]+/${idpId}/scim|\\d+/scim)(?=/|$)`).exec(path)?.[0]
  if (endpoint === undefined) {
    if (path.includes(idpId)) return 'path-without-v2'
    return /\/\d{18}(\/|$)/.test(path) ? 'strayed-token' : 'path-without-ids'
  }
  if (isDoubled(path.slice(endpoint.length))) return 'path-doubled'
  if (status === 404 && /SCIM endpoint/.test(says)) return 'path'
  if (status === 415) return 'media-type'
  if (isUnpublished && status === 401) return 'unpublished'
  return byWords.find((known) => known.status === status && known.says.test(says))?.trouble ?? 'other'
}

/** The IdP adds /Users by itself: an endpoint that holds it, or that was entered into itself, says it twice. */
const isDoubled = (path: string): boolean =>
  /^\/+(v2|scim|\d+)(\/|$)/i.test(path) || /\/(users|groups)\/+(users|groups)(\/|$)/i.test(path)

/** By how the service words its refusals; a test holds both to each other. */
const byWords: readonly { status: number; says: RegExp; trouble: Trouble }[] = [
  { status: 401, says: /no Authorization header/, trouble: 'no-token' },
  { status: 401, says: /not of the form "Bearer/, trouble: 'malformed-token' },
  { status: 401, says: /is not live yet/, trouble: 'token-not-saved' },
  { status: 401, says: /was revoked/, trouble: 'token-revoked' },
  { status: 401, says: /expired on/, trouble: 'token-expired' },
  { status: 401, says: /not accepted from the address/, trouble: 'network' },
  { status: 401, says: /is a client secret/, trouble: 'client-secret' },
  { status: 401, says: /^invalid_client: /, trouble: 'credentials' },
  { status: 401, says: /^This address names no identity provider/, trouble: 'path-without-ids' },
  { status: 401, says: /one of ours as it was made|did not recognise this bearer token/, trouble: 'unknown-token' },
  { status: 403, says: /SCIM Sync is off/, trouble: 'sync-off' },
  { status: 400, says: /^unauthorized_client: SCIM Sync is off/, trouble: 'sync-off' },
  { status: 403, says: /set-up of this identity provider/, trouble: 'not-set-up' },
  { status: 403, says: /provider is disabled/, trouble: 'disabled' },
]

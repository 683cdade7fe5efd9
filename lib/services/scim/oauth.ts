import { RateLimiterMemory } from 'rate-limiter-flexible'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { insertToken, lockLiveToken } from '#db/queries/idp-tokens.ts'
import { findToken } from '#db/queries/tokens.ts'
import { newScimToken, sha256Hex } from '#lib/auth/secrets.ts'
import { isScimError, ScimError } from '#lib/scim/errors.ts'
import { addressedIdp } from './addressed-idp.ts'
import { assertUsable } from './admit.ts'
import type { Call } from './call.ts'
import { respond, type ScimResponse } from './message.ts'
import { clientOf, invalidClient, OauthError, parametersOf } from './oauth-request.ts'
import { refuse } from './refuse.ts'
import { noteTokenUse } from './token-use.ts'

/** Below the endpoint: *Token URL*. */
export const TOKEN_PATH = '/oauth/token'

const ALLOWED = 'POST, OPTIONS'

/** How long an access token works, in seconds; a secret that expires earlier takes it along. */
const LIFETIME_S = 3_600

/** Tokens that an IdP is given in ten seconds: every one is a row. */
const issued = new RateLimiterMemory({ points: 20, duration: 10 })

/**
 * The token endpoint (RFC 6749 §4.4): exchanges a client secret for an access token that opens this IdP's SCIM service
 * and nothing else. Never throws; a refusal is an error of RFC 6749 §5.2 and leaves a log row without the request.
 */
export async function answerTokenRequest(call: Call): Promise<ScimResponse> {
  if (call.request.method === 'OPTIONS') return respond(204, undefined, { Allow: ALLOWED })
  try {
    return json(200, JSON.stringify(await issueToken(call)))
  } catch (thrown) {
    const { status, headers } = await refuse(call, thrown instanceof OauthError ? thrown.forLog() : thrown)
    const error = thrown instanceof OauthError ? thrown : new OauthError(status, nameOf(status), detailOf(thrown))
    const own = status === 401 ? { ...headers, 'WWW-Authenticate': 'Basic realm="SCIM"' } : headers
    return json(status, JSON.stringify({ error: error.error, error_description: error.description }), own)
  }
}

async function issueToken(call: Call) {
  const { method, address } = call.request
  const { read } = store()
  const idp = await addressedIdp(call.request)
  call.idp = idp
  if (method !== 'POST') {
    throw new ScimError(405, undefined, 'Access tokens are asked for with POST', { Allow: ALLOWED })
  }
  const parameters = await parametersOf(call.request)
  const client = clientOf(call.request.headers['authorization'], parameters)
  const secret = await findToken(read, sha256Hex(client.secret))
  if (!idp || !secret || secret.kind !== 'secret' || secret.idpId !== idp.id || client.id !== idp.id) {
    throw invalidClient('We did not recognise this Client ID with this client secret for this Token URL')
  }
  call.token = secret
  assertUsable(secret, call)
  if (idp.status !== 'enabled' || !idp.scimSync) {
    throw new OauthError(400, 'unauthorized_client', 'SCIM Sync is off for this identity provider, or it is disabled')
  }
  const grant = parameters.get('grant_type')
  if (grant !== 'client_credentials') {
    throw grant === null
      ? new OauthError(400, 'invalid_request', 'grant_type is missing')
      : new OauthError(400, 'unsupported_grant_type', 'Only grant_type=client_credentials is accepted')
  }
  if (!['scim', '', null].includes(parameters.get('scope'))) {
    throw new OauthError(400, 'invalid_scope', 'The only scope is scim')
  }
  await issued.consume(idp.id).catch(() => {
    throw new ScimError(429, undefined, 'Too many access tokens were asked for; each works for an hour', {
      'Retry-After': '10',
    })
  })
  const end = call.at.getTime() + LIFETIME_S * 1000
  const { token, hash, hint } = newScimToken()
  const expiresAt = await store().write(async (tx) => {
    // The secret may have been revoked since it was read: what it gives must go with it.
    const current = await lockLiveToken(tx, secret.id)
    if (!current) throw invalidClient('This client secret was revoked')
    const until = new Date(Math.min(end, current.expiresAt?.getTime() ?? end))
    await insertToken(tx, {
      id: newId(call.at),
      idpId: idp.id,
      kind: 'access',
      secretId: secret.id,
      hash,
      hint,
      state: 'live',
      createdAt: call.at,
      createdBy: 'OAuth 2.0',
      expiresAt: until,
      allowedNetworks: current.allowedNetworks,
    })
    return until
  })
  noteTokenUse(secret, address, call.at)
  const expiresIn = Math.floor((expiresAt.getTime() - call.at.getTime()) / 1000)
  return { access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope: 'scim' }
}

const json = (status: number, body: string, headers: Record<string, string> = {}): ScimResponse => ({
  status,
  headers: {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    pragma: 'no-cache',
    'x-content-type-options': 'nosniff',
  },
  body,
})

const nameOf = (status: number) =>
  status === 401 ? 'invalid_client' : status >= 500 ? 'temporarily_unavailable' : 'invalid_request'
const detailOf = (thrown: unknown) => (isScimError(thrown) ? thrown.detail : 'The token could not be issued')

import { store } from '#db/index.ts'
import { findScimIdp, findToken, type ScimIdp, type ScimToken } from '#db/queries/tokens.ts'
import { looksLikeScimToken, sha256Hex } from '#lib/auth/secrets.ts'
import { forbidden, unauthorized } from '#lib/scim/errors.ts'
import { addressedIdp, namesNoIdp } from './addressed-idp.ts'
import { isAllowedFrom } from './allowed-networks.ts'
import type { AdmittedCall, Call } from './call.ts'
import { meantIdp } from './meant-idp.ts'
import { countRequest } from './rate-limit.ts'
import { noteTokenUse } from './token-use.ts'

/**
 * Lets the call in, or throws: 401 when its token is not a live one of this very IdP, 403 when the IdP takes no SCIM
 * requests now, 429 when it has sent too many. An unknown IdP answers as a wrong token does, so that ids cannot be probed.
 */
export async function admit(call: Call): Promise<AdmittedCall> {
  const { read } = store()
  const { authorization } = call.request.headers
  const idp = await addressedIdp(call.request)
  call.idp = idp
  const token = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1]
  const row = token === undefined ? undefined : await findToken(read, sha256Hex(token))
  if (!row || !idp || row.idpId !== idp.id) {
    if (!idp) {
      call.meantIdpId = await meantIdp(call.request, row)
      call.token = row && knownBySecret(row)
    } else if (row) {
      call.notes = await whoseToken(row, idp)
      call.strayedFrom = row.idpId
    }
    throw unauthorized(row && namesNoIdp(call.request) ? whoIsDefault(idp) : whatIsWrong(call, token))
  }
  call.token = knownBySecret(row)
  if (row.kind === 'secret') {
    throw unauthorized(
      'This is a client secret, not a bearer token · exchange it for one at the Token URL of this identity provider',
    )
  }
  assertUsable(row, call)
  if (idp.status === 'resume') {
    throw forbidden(
      'The set-up of this identity provider is not finished · an administrator chooses Resume in IdP Configuration and saves it',
    )
  }
  if (idp.status !== 'enabled') {
    throw forbidden(
      'This identity provider is disabled · an administrator enables it with Status in Edit IdP Configuration',
    )
  }
  if (!idp.scimSync) {
    throw forbidden(
      'SCIM Sync is off for this identity provider · an administrator enables SCIM Sync in Edit IdP Configuration',
    )
  }
  // What an administrator tries is no sign of life of the IdP.
  if (row.kind !== 'try') noteTokenUse(call.token, call.request.address, call.at)
  const rate = idp.requestsPerSecond === null ? undefined : await countRequest(idp)
  if (rate) call.rate = rate
  return call as AdmittedCall
}

/** The administrator knows an access token by its secret: so do the log and the last use. */
const knownBySecret = (token: ScimToken): ScimToken =>
  token.secretId === null ? token : { ...token, id: token.secretId }

/** For the log alone, which administrators read: most such tokens were pasted into the wrong app. */
async function whoseToken(token: ScimToken, idp: ScimIdp): Promise<string[]> {
  const owner = await findScimIdp(store().read, idp.organisationId, token.idpId)
  return owner ? [`The bearer token is one of another identity provider, the one with the IdP ID ${owner.id}.`] : []
}

/** Said to whoever has a token of some IdP: the address has lost its meaning for that one. */
const whoIsDefault = (idp: ScimIdp | undefined): string =>
  `This address names no identity provider and stands for the default one, ${idp ? 'which is not the one that this bearer token belongs to' : 'but there is no default identity provider'} · copy the SCIM Service Provider Endpoint from Edit IdP Configuration, or enable Default IdP there`

/** Says no more than the request itself shows: whether an IdP or a token exists must not be probed. */
function whatIsWrong({ request }: Call, token: string | undefined): string {
  if (request.headers.authorization === undefined) {
    return 'The request has no Authorization header · send "Authorization: Bearer <token>" with the bearer token of this identity provider'
  }
  if (token === undefined) {
    return 'The Authorization header is not of the form "Bearer <token>" · send the bearer token alone'
  }
  if (request.organisationId === '' && /^\/\d+\/\d+(\/|$)/.test(request.path)) {
    return 'The address does not go on with /v2 after its numbers, and only SCIM 2.0 is here · copy the SCIM Service Provider Endpoint, which ends in /v2, from Edit IdP Configuration as it is'
  }
  if (request.organisationId === '') {
    return 'The address lacks the numbers of the organization and the identity provider · copy the SCIM Service Provider Endpoint from Edit IdP Configuration as it is'
  }
  if (!looksLikeScimToken(token)) {
    return 'The bearer token is not one of ours as it was made: it was cut, mistyped or belongs to another product · copy it again, or generate a new token in Edit IdP Configuration'
  }
  return 'We did not recognise this bearer token for this endpoint · copy the SCIM Service Provider Endpoint and the token again from the same IdP Configuration, or generate a new token there'
}

/** The token is known to be this IdP's; its caller may learn why it opens nothing, but not what would. */
export function assertUsable(token: ScimToken, { at, request: { address } }: Call): void {
  const what = token.kind === 'secret' ? 'client secret' : 'bearer token'
  const renewal =
    token.kind === 'access'
      ? 'ask for a new one at the Token URL'
      : token.kind === 'try' || token.kind === 'send'
        ? 'it was made for a short while'
        : `generate a new ${token.kind === 'secret' ? 'secret' : 'token'} in Edit IdP Configuration and enter it here`
  if (token.state === 'pending') {
    const word = token.kind === 'secret' ? 'secret' : 'token'
    throw unauthorized(
      `This ${what} is not live yet · press Save on the page that generated it; if that page was left, generate a new ${word} in Edit IdP Configuration and press Save before leaving`,
    )
  }
  if (token.state === 'revoked') {
    throw unauthorized(
      `This ${what} was revoked · enter the one that took its place, or generate a new one in Edit IdP Configuration`,
    )
  }
  if (token.expiresAt !== null && token.expiresAt <= at) {
    throw unauthorized(`This ${what} expired on ${token.expiresAt.toISOString().slice(0, 10)} · ${renewal}`)
  }
  if (token.allowedNetworks !== null && !isAllowedFrom(token.allowedNetworks, address)) {
    throw unauthorized(
      `This ${what} is not accepted from the address ${address.slice(0, 64)} · an administrator adds the address to the token's allowed networks in Edit IdP Configuration`,
    )
  }
}

const BEARER = /^\s*Bearer +([^\s,]+)\s*$/i

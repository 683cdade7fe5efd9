import { randomBytes } from 'node:crypto'
import { byPost, byRedirect, opening, withQuery, type Outgoing } from './message.ts'
import { bindings } from './names.ts'
import type { OwnSide, SamlPeer } from './peer.ts'

export type SignInRequest = {
  /** Made by `newRequestId`; the assertion comes back with it as InResponseTo. */
  id: string
  /** An opaque handle: what it stands for is stored here, never in it. */
  relayState: string
  /** Login Hint: whom the IdP's form shall be filled in for. */
  loginName?: string
  /** Force Authentication: an existing session at the IdP shall not do. */
  forceAuthn?: boolean
  now: Date
}

/** 160 random bits; begins with a letter, as an XML ID must. */
export const newRequestId = (): string => `id-${randomBytes(20).toString('hex')}`

/**
 * The AuthnRequest for `idp` (SAML Core §3.4, Profiles §4.1), by the binding that is configured. It asks for no format of
 * NameID and for no way of authentication: the IdP's configuration decides both. The hint travels as `login_hint` in the
 * query, and not as a Subject, with which Entra refuses a request.
 *
 * Throws Error when requests are to be signed and `sp` has no key.
 */
export function signInRequest(idp: SamlPeer, sp: OwnSide, request: SignInRequest): Outgoing {
  const { signingKey } = sp
  if (idp.signsRequests && signingKey === undefined) throw new Error('There is no key to sign requests with')
  const address = { id: request.id, now: request.now, destination: idp.singleSignOnUrl, issuer: sp.entityId }
  const xml =
    opening('AuthnRequest', address, {
      ProtocolBinding: bindings.post,
      AssertionConsumerServiceURL: sp.acsUrl,
      ...(request.forceAuthn ? { ForceAuthn: 'true' } : {}),
    }) + '<samlp:NameIDPolicy AllowCreate="true"/></samlp:AuthnRequest>'
  const send = idp.usesHttpRedirect ? byRedirect : byPost
  return send({
    parameter: 'SAMLRequest',
    xml,
    destination: request.loginName
      ? withQuery(idp.singleSignOnUrl, `login_hint=${encodeURIComponent(request.loginName)}`)
      : idp.singleSignOnUrl,
    relayState: request.relayState,
    ...(idp.signsRequests && signingKey !== undefined ? { signingKey } : {}),
  })
}

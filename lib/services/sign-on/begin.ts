import { randomBytes } from 'node:crypto'
import { store } from '#db/index.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { insertSamlRequest, type SamlRequestRow } from '#db/queries/saml-requests.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { SamlRefusal } from '#lib/saml/refusals.ts'
import { newRequestId, signInRequest } from '#lib/saml/sign-in-request.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { peerOf } from './peer.ts'
import { samePath, statusPath } from './return-to.ts'

/** How long somebody may take at the IdP: a password, a second factor, a coffee. */
export const requestLifetimeMs = 15 * 60_000

export type Purpose = SamlRequestRow['purpose']

export type BeginSignIn = {
  readonly idpId: string
  readonly purpose: Purpose
  /** What was entered; goes to the IdP as a hint where the IdP configuration says so. */
  readonly loginName?: string | undefined
  /** The address first asked for: a path of our own, or a whole address on our own origin. */
  readonly returnTo?: string | undefined
  /** Of `test` and `import`: who began it. Nobody else is shown what came of it. */
  readonly administratorId?: string | undefined
  /** The pre-login cookie that the browser came with, if any. */
  readonly browser?: string | undefined
  /** Credentials are to be entered anew, whatever session there is at the IdP. */
  readonly forceAuthn?: boolean | undefined
}

export type BegunSignIn = {
  /** For the pre-login cookie: the answer counts in this browser alone. */
  readonly browser: string
  readonly send: ReturnType<typeof signInRequest>
}

/**
 * Makes an authentication request and says how it goes to the IdP. Nothing is signed in by it.
 * @throws SamlRefusal when there is no such IdP, it is not enabled, it signs in others than the purpose asks for, or
 * `returnTo` is not ours.
 */
export async function beginSignIn(asked: BeginSignIn): Promise<BegunSignIn> {
  const now = new Date()
  const returnTo = samePath(asked.returnTo, asked.purpose === 'admin' ? '/' : statusPath)
  const idp = await requireIdp(asked)
  const { peer, own } = await peerOf(idp)
  // A browser that opens several addresses at once begins several sign-ins, and each of them is to end well.
  const browser = isReference(asked.browser) ? asked.browser : randomSecret()
  const id = newRequestId()
  // SAML Bindings §3.4.3 allows it 80 bytes. The id in it finds the row without an index, the rest is the secret.
  const relayState = `${id}.${randomBytes(16).toString('base64url')}`
  // A hint and no more; PostgreSQL takes no NUL.
  const loginName = (asked.loginName ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 320)
  await store().write((tx) =>
    insertSamlRequest(tx, {
      id,
      idpId: idp.id,
      purpose: asked.purpose,
      relayHash: sha256Hex(relayState),
      browserHash: sha256Hex(browser),
      returnTo,
      loginName,
      administratorId: asked.administratorId ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + requestLifetimeMs),
    }),
  )
  const send = signInRequest(peer, own, {
    id,
    relayState,
    ...(idp.sendsLoginHint && loginName !== '' ? { loginName } : {}),
    forceAuthn: idp.forcesAuthentication || asked.forceAuthn === true,
    now,
  })
  return { browser, send }
}

/** A test may ask an IdP that is not enabled yet: that is what it is for. */
async function requireIdp({ idpId, purpose }: BeginSignIn): Promise<IdpRow> {
  const idp = /^\d{1,30}$/.test(idpId) ? await findIdp(store().read, idpId) : undefined
  if (!idp) throw new SamlRefusal('SAML-702', 'There is no IdP configuration of this id')
  if (idp.singleSignOnUrl === '') throw new SamlRefusal('SAML-507', `${idp.name} has no Single Sign-On URL`)
  if (purpose === 'test' || purpose === 'import') return idp
  if (idp.status !== 'enabled') throw new SamlRefusal('SAML-507', `Status of ${idp.name} is ${idp.status}`)
  if (purpose === 'sign-in' && (await authenticationSettings()).authenticationType !== 'saml') {
    throw new SamlRefusal('SAML-705', 'Authentication Type is not SAML')
  }
  if (purpose !== purposeOf(idp)) throw new SamlRefusal('SAML-702', `${idp.name} does not sign such people in`)
  return idp
}

/** Whom an IdP signs in: users, or administrators into the portal. */
export const purposeOf = ({ singleSignOn }: Pick<IdpRow, 'singleSignOn'>): Purpose =>
  singleSignOn === 'admin' ? 'admin' : 'sign-in'

/** What a cookie of ours looks like; anything else was not set by us. */
const isReference = (value: string | undefined): value is string => /^[A-Za-z0-9_-]{43}$/.test(value ?? '')

import { Constants, IdentityProvider, SamlLib, ServiceProvider, setSchemaValidator } from 'samlify'
import { beforeAll, expect, test } from 'vitest'
import { logoutRequest, logoutResponse, readLogout } from './logout.ts'
import type { Outgoing } from './message.ts'
import type { OwnSide, SamlPeer } from './peer.ts'
import { readSamlResponse } from './read-response.ts'
import { signInRequest } from './sign-in-request.ts'
import { spMetadata } from './sp-metadata.ts'
import { testCertificate } from './testing.ts'

// Another SAML library plays the IdP: what is sent here is read there, and the other way round.

setSchemaValidator({ validate: () => Promise.resolve('not looked at') })

type Made = Awaited<ReturnType<typeof testCertificate>>
const own: OwnSide = {
  entityId: 'https://rollcall.example.com/saml/245/metadata',
  acsUrl: 'https://rollcall.example.com/saml/245/acs',
  logoutUrl: 'https://rollcall.example.com/saml/245/logout',
}
const peer: SamlPeer = {
  entityId: 'https://idp.example.com/entity',
  singleSignOnUrl: 'https://idp.example.com/sso',
  usesHttpRedirect: true,
  singleLogoutUrl: 'https://idp.example.com/slo',
  certificates: [],
  signsRequests: true,
}
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
let idpKeys: Made
let ownKeys: Made
beforeAll(async () => {
  ;[idpKeys, ownKeys] = await Promise.all([testCertificate(), testCertificate({ commonName: 'rollcall-245' })])
  own.signingKey = ownKeys.privateKey
  peer.certificates = [idpKeys.pem]
})

const { redirect, post } = Constants.namespace.binding
const idp = (settings: object = {}) =>
  IdentityProvider({
    entityID: peer.entityId,
    privateKey: idpKeys.privateKey,
    signingCert: idpKeys.pem,
    requestSignatureAlgorithm: rsaSha256,
    wantAuthnRequestsSigned: true,
    wantLogoutRequestSigned: true,
    singleSignOnService: [
      { Binding: redirect, Location: peer.singleSignOnUrl },
      { Binding: post, Location: peer.singleSignOnUrl },
    ],
    singleLogoutService: [
      { Binding: redirect, Location: peer.singleLogoutUrl },
      { Binding: post, Location: peer.singleLogoutUrl },
    ],
    ...settings,
  })
const us = (settings: object = {}) =>
  ServiceProvider({
    metadata: spMetadata(own, {
      certificates: [{ pem: ownKeys.pem, purpose: 'signing' }],
      signsRequests: true,
      logoutUrl: own.logoutUrl,
    }),
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
    ...settings,
  })

/** As the other library takes it. */
function arrived(outgoing: Outgoing) {
  if (outgoing.binding === 'post') return { body: outgoing.fields, query: {}, octetString: '' }
  const query = outgoing.url.slice(outgoing.url.indexOf('?') + 1)
  return { query: Object.fromEntries(new URLSearchParams(query)), octetString: query.split('&Signature=')[0] ?? '' }
}

test.each([
  ['redirect', true],
  ['post', false],
] as const)('it reads our request by %s, and its signature', async (binding, usesHttpRedirect) => {
  const request = { id: 'id-1', relayState: 'handle', now: new Date() }
  const outgoing = signInRequest({ ...peer, usesHttpRedirect }, own, request)
  const { extract } = await idp().parseLoginRequest(us(), binding, arrived(outgoing))
  expect(extract).toMatchObject({
    issuer: own.entityId,
    request: { id: 'id-1', assertionConsumerServiceUrl: own.acsUrl },
  })
})

test.each([
  ['the assertion', false],
  ['the assertion and the message', true],
] as const)('its response is read, with %s signed', async (_what, wantMessageSigned) => {
  const now = new Date()
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
  const statement =
    '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="s-1"><saml:AuthnContext/></saml:AuthnStatement>'
  const { context } = SamlLib.defaultLoginResponseTemplate
  const template = context.replace('{AuthnStatement}', statement).replace('{AttributeStatement}', '')
  const values = {
    ID: '_response',
    AssertionID: '_assertion',
    Destination: own.acsUrl,
    AssertionConsumerServiceURL: own.acsUrl,
    SubjectRecipient: own.acsUrl,
    Audience: own.entityId,
    Issuer: peer.entityId,
    IssueInstant: at(0),
    StatusCode: Constants.StatusCode.Success,
    ConditionsNotBefore: at(0),
    ConditionsNotOnOrAfter: at(300_000),
    SubjectConfirmationDataNotOnOrAfter: at(300_000),
    NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    NameID: 'dana@example.com',
    InResponseTo: 'id-1',
  }
  const customTagReplacement = (text: string) => ({
    id: '_response',
    context: SamlLib.replaceTagsByValue(text, values),
  })
  const provider = idp({ loginResponseTemplate: { context: template, attributes: [] } })
  const asked = { extract: { request: { id: 'id-1' } } }
  const made = await provider.createLoginResponse(
    us({ wantMessageSigned }),
    asked,
    'post',
    {},
    { customTagReplacement },
  )
  const read = readSamlResponse(made.context, {
    acsUrl: own.acsUrl,
    audience: own.entityId,
    idp: peer,
    decryptionKeys: [],
    now,
  })
  expect(read).toMatchObject({ nameId: 'dana@example.com', inResponseTo: 'id-1', sessionIndex: 's-1', attributes: [] })
})

const person = { nameId: 'dana@example.com', nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' }

test.each(['redirect', 'post'] as const)(
  'it reads our logout messages by %s, and their signatures',
  async (binding) => {
    const request = logoutRequest(peer, own, { id: 'id-2', ...person, sessionIndex: 's-1', binding, now: new Date() })
    const asked = await idp().parseLogoutRequest(us(), binding, arrived(request))
    expect(asked.extract).toMatchObject({ nameID: 'dana@example.com', sessionIndex: 's-1', issuer: own.entityId })
    const answer = logoutResponse(peer, own, {
      id: 'id-3',
      inResponseTo: 'x',
      isSuccess: true,
      binding,
      now: new Date(),
    })
    const answered = await idp().parseLogoutResponse(us(), binding, arrived(answer))
    expect(answered.extract).toMatchObject({ response: { inResponseTo: 'x' } })
  },
)

test('its logout messages by redirect are read', () => {
  const expected = { logoutUrl: own.logoutUrl, idp: peer, now: new Date() }
  const queryOf = (address: string) => address.slice(address.indexOf('?') + 1)
  const made = idp().createLogoutRequest(us(), 'redirect', { logoutNameID: 'dana@example.com' })
  const read = readLogout({ binding: 'redirect', query: queryOf(made.context) }, expected)
  expect(read).toMatchObject({ type: 'request', nameId: 'dana@example.com' })
  const asked = { extract: { request: { id: 'id-2' } } }
  const answer = idp().createLogoutResponse(us(), asked, 'redirect', 'handle')
  const answered = readLogout({ binding: 'redirect', query: queryOf(answer.context) }, expected)
  expect(answered).toMatchObject({ type: 'response', inResponseTo: 'id-2', isSuccess: true })
})

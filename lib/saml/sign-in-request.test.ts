import { createPublicKey, createVerify } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { Checklist } from './checks.ts'
import { parseMessage } from './dom.ts'
import type { Outgoing } from './message.ts'
import type { OwnSide, SamlPeer } from './peer.ts'
import { newRequestId, signInRequest } from './sign-in-request.ts'
import { keysOf } from './signature-algorithms.ts'
import { verifyEnveloped } from './signature.ts'
import { testCertificate } from './testing.ts'
import { childrenNamed, readXml } from './xml.ts'

const now = new Date('2026-11-22T12:00:00Z')
const idp: SamlPeer = {
  entityId: 'https://idp.example.com/entity',
  singleSignOnUrl: 'https://idp.example.com/sso?app=1&x=%20',
  usesHttpRedirect: true,
  singleLogoutUrl: '',
  certificates: [],
  signsRequests: false,
}
let own: Awaited<ReturnType<typeof testCertificate>>
let sp: OwnSide
beforeAll(async () => {
  own = await testCertificate()
  sp = {
    entityId: 'https://rollcall.example.com/saml/245/metadata',
    acsUrl: 'https://rollcall.example.com/saml/245/acs',
    logoutUrl: '',
    signingKey: own.privateKey,
  }
})
const request = { id: 'id-1', relayState: 'handle/+&', now }

const xmlOf = (outgoing: Outgoing): string => {
  if (outgoing.binding === 'post') return Buffer.from(outgoing.fields['SAMLRequest'] ?? '', 'base64').toString()
  const value = new URL(outgoing.url).searchParams.get('SAMLRequest') ?? ''
  return inflateRawSync(Buffer.from(value, 'base64')).toString()
}

test('a request by redirect says who asks, and where the answer shall go', () => {
  const outgoing = signInRequest(idp, sp, request)
  const root = readXml(xmlOf(outgoing))
  expect(root).toMatchObject({ name: 'AuthnRequest', namespace: 'urn:oasis:names:tc:SAML:2.0:protocol' })
  expect(Object.fromEntries(root.attributes)).toEqual({
    ID: 'id-1',
    Version: '2.0',
    IssueInstant: '2026-11-22T12:00:00.000Z',
    Destination: idp.singleSignOnUrl,
    ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    AssertionConsumerServiceURL: sp.acsUrl,
  })
  expect(childrenNamed(root, 'urn:oasis:names:tc:SAML:2.0:assertion', 'Issuer')[0]?.text).toBe(sp.entityId)
  // The order of the schema (SAML Core §3.4.1).
  expect(root.children.map(({ name }) => name)).toEqual(['Issuer', 'NameIDPolicy'])
  const url = new URL(outgoing.binding === 'redirect' ? outgoing.url : '')
  expect([...url.searchParams.keys()]).toEqual(['app', 'x', 'SAMLRequest', 'RelayState'])
  expect(url.searchParams.get('RelayState')).toBe('handle/+&')
})

test('the hint is in the query, Force Authentication in the request', () => {
  const outgoing = signInRequest(idp, sp, { ...request, loginName: 'dana+x@example.com', forceAuthn: true })
  expect(new URL(outgoing.binding === 'redirect' ? outgoing.url : '').searchParams.get('login_hint')).toBe(
    'dana+x@example.com',
  )
  const root = readXml(xmlOf(outgoing))
  expect(root.attributes.get('ForceAuthn')).toBe('true')
  expect(root.attributes.get('Destination')).toBe(idp.singleSignOnUrl)
})

test('a signed redirect carries a signature over its own bytes, by SHA-256', () => {
  const outgoing = signInRequest({ ...idp, signsRequests: true }, sp, request)
  const url = outgoing.binding === 'redirect' ? outgoing.url : ''
  const [, signed = '', signature = ''] = /[?&](SAMLRequest=.*)&Signature=(.*)$/.exec(url) ?? []
  expect(signed).toMatch(
    /^SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
  )
  const verify = createVerify('RSA-SHA256').update(signed)
  expect(verify.verify(createPublicKey(own.pem), decodeURIComponent(signature), 'base64')).toBe(true)
})

test('a posted request is signed within, after its Issuer', () => {
  const peer = { ...idp, usesHttpRedirect: false, signsRequests: true }
  const outgoing = signInRequest(peer, sp, { ...request, loginName: 'dana@example.com' })
  expect(outgoing).toMatchObject({
    binding: 'post',
    action: `${idp.singleSignOnUrl}&login_hint=dana%40example.com`,
    fields: { RelayState: 'handle/+&' },
  })
  const checks = new Checklist()
  const xml = xmlOf(outgoing)
  const bytes = verifyEnveloped(xml, parseMessage(xml, checks), keysOf([own.pem], checks), now, checks)
  expect(readXml(bytes).children.map(({ name }) => name)).toEqual(['Issuer', 'NameIDPolicy'])
  expect(readXml(xml).children.map(({ name }) => name)).toEqual(['Issuer', 'Signature', 'NameIDPolicy'])
})

test('an unsigned one carries no signature, and none is promised without a key', () => {
  expect(JSON.stringify(signInRequest({ ...idp, usesHttpRedirect: false }, sp, request))).not.toContain('Signature')
  const { signingKey: _, ...keyless } = sp
  expect(() => signInRequest({ ...idp, signsRequests: true }, keyless, request)).toThrow('no key')
})

test('markup in an address stays an address', () => {
  const hostile = 'https://idp.example.com/"><x/>&'
  const root = readXml(xmlOf(signInRequest({ ...idp, singleSignOnUrl: hostile }, sp, request)))
  expect(root.attributes.get('Destination')).toBe(hostile)
})

test('request ids are XML names, and never the same', () => {
  const made = Array.from({ length: 100 }, newRequestId)
  expect(new Set(made).size).toBe(100)
  for (const id of made) expect(id).toMatch(/^id-[0-9a-f]{40}$/)
})

import { createSign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { Checklist, type CheckName } from './checks.ts'
import {
  logoutRequest,
  logoutResponse,
  readLogout,
  readLogoutWith,
  type LogoutExpected,
  type LogoutSent,
} from './logout.ts'
import type { Outgoing } from './message.ts'
import { algorithms } from './names.ts'
import type { OwnSide, SamlPeer } from './peer.ts'
import { isSamlRefusal, type RefusalCode } from './refusals.ts'
import { testIdp, testNow, type TestIdp } from './testing-idp.ts'

const logoutUrl = 'https://rollcall.example.com/saml/245/logout'
let idp: TestIdp
let other: TestIdp
let expected: LogoutExpected
/** The IdP's side of the makers: us as its peer, and its key. */
let us: SamlPeer
let signer: OwnSide
beforeAll(async () => {
  ;[idp, other] = await Promise.all([testIdp(), testIdp({ entityId: 'https://other.example.com' })])
  expected = { logoutUrl, idp: idp.peer, now: testNow }
  us = { ...idp.peer, entityId: 'https://rollcall.example.com/saml/245/metadata', singleLogoutUrl: logoutUrl }
  signer = { entityId: idp.peer.entityId, acsUrl: '', logoutUrl: '', signingKey: idp.privateKey }
})

const person = {
  id: 'id-1',
  nameId: 'dana@example.com',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
}

function asSent(outgoing: Outgoing): LogoutSent {
  if (outgoing.binding === 'post') return { binding: 'post', fields: outgoing.fields }
  return { binding: 'redirect', query: outgoing.url.slice(outgoing.url.indexOf('?') + 1) }
}

test.each(['redirect', 'post'] as const)('a request by %s is read as it was made', (binding) => {
  const request = { ...person, sessionIndex: 'session & 1', relayState: 'back here/+', binding, now: testNow }
  expect(readLogout(asSent(logoutRequest(us, signer, request)), expected)).toEqual({
    type: 'request',
    ...person,
    sessionIndexes: ['session & 1'],
    relayState: 'back here/+',
    expiresAt: new Date(testNow.getTime() + 12 * 60_000),
  })
})

test.each([
  ['redirect', true],
  ['post', false],
] as const)('a response by %s is read as it was made', (binding, isSuccess) => {
  const made = logoutResponse(us, signer, { id: 'id-2', inResponseTo: 'id-1', isSuccess, binding, now: testNow })
  expect(readLogout(asSent(made), expected)).toEqual({ type: 'response', inResponseTo: 'id-1', isSuccess })
})

test('nothing of a logout goes out unsigned', () => {
  const { signingKey: _, ...keyless } = signer
  expect(() => logoutRequest(us, keyless, { ...person, now: testNow })).toThrow('no key')
})

type Attack = [name: string, refusedBy: CheckName, without: 'accepted' | RefusalCode, send: () => LogoutSent]

const redirected = (change: (query: string) => string = (query) => query, key?: string): LogoutSent => {
  const sp = key === undefined ? signer : { ...signer, signingKey: key }
  const sent = asSent(logoutRequest(us, sp, { ...person, relayState: 'state', now: testNow }))
  return sent.binding === 'redirect' ? { binding: 'redirect', query: change(sent.query) } : sent
}
const posted = (
  change: (xml: string) => string,
  side: Partial<OwnSide> = {},
  peer: Partial<SamlPeer> = {},
): LogoutSent => {
  const made = logoutRequest({ ...us, ...peer }, { ...signer, ...side }, { ...person, binding: 'post', now: testNow })
  const xml = made.binding === 'post' ? Buffer.from(made.fields['SAMLRequest'] ?? '', 'base64').toString() : ''
  return { binding: 'post', fields: { SAMLRequest: Buffer.from(change(xml)).toString('base64') } }
}
const without = (name: string) => (query: string) =>
  query
    .split('&')
    .filter((part) => !part.startsWith(`${name}=`))
    .join('&')
/** An IdP's own, of any content. */
const signedXml = (change: (xml: string) => string): LogoutSent => {
  const made = logoutRequest(us, signer, { ...person, binding: 'post', now: testNow })
  const xml = made.binding === 'post' ? Buffer.from(made.fields['SAMLRequest'] ?? '', 'base64').toString() : ''
  const bare = change(xml.replace(/<Signature.*<\/Signature>/, ''))
  return { binding: 'post', fields: { SAMLRequest: Buffer.from(idp.sign(bare, 'LogoutRequest')).toString('base64') } }
}
/** An IdP's own query, of any content. */
const signedQuery = (bytes: Buffer): LogoutSent => {
  const query = `SAMLRequest=${encodeURIComponent(bytes.toString('base64'))}&SigAlg=${encodeURIComponent(algorithms.rsaSha256)}`
  const signature = createSign('sha256').update(query).sign(idp.privateKey, 'base64')
  return { binding: 'redirect', query: `${query}&Signature=${encodeURIComponent(signature)}` }
}
const attacks: Attack[] = [
  [
    'no signature in the query',
    'logout signed',
    'accepted',
    () => redirected((q) => without('Signature')(without('SigAlg')(q))),
  ],
  ['another key', 'signature', 'accepted', () => redirected(undefined, other.privateKey)],
  [
    'a message changed under its signature',
    'signature',
    'accepted',
    () => redirected((q) => q.replace('SAMLRequest=', 'SAMLRequest=%20')),
  ],
  [
    'a RelayState that was not signed',
    'signature',
    'accepted',
    () => redirected((q) => q.replace('RelayState=state', 'RelayState=evil')),
  ],
  [
    'SHA-1',
    'signature algorithm',
    'SAML-202',
    () =>
      redirected((q) =>
        q.replace(/SigAlg=[^&]*/, `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`),
      ),
  ],
  [
    'RSA-MD5',
    'signature algorithm',
    'SAML-202',
    () => redirected((q) => q.replace(/SigAlg=[^&]*/, 'SigAlg=%23rsa-md5')),
  ],
  ['two SAMLRequest', 'logout parameters', 'accepted', () => redirected((q) => `${q}&SAMLRequest=other`)],
  [
    'request and response together',
    'logout parameters',
    'accepted',
    () => redirected((q) => `${q}&SAMLResponse=other`),
  ],
  [
    'a parameter that ends like one of ours',
    'logout parameters',
    'accepted',
    () => redirected((q) => `xSAMLRequest=other&${q}`),
  ],
  [
    'a name in percent-encoding',
    'logout parameters',
    'SAML-202',
    () => redirected((q) => q.replace('SAMLRequest', 'SAML%52equest')),
  ],
  ['a deflate bomb', 'logout inflates', 'SAML-802', () => signedQuery(deflateRawSync(Buffer.alloc(20_000_000, ' ')))],
  ['nothing that inflates', 'logout inflates', 'SAML-802', () => signedQuery(Buffer.from('<samlp:LogoutRequest/>'))],
  [
    'no signature on the root',
    'logout signed',
    'SAML-201',
    () => posted((xml) => xml.replace(/<Signature.*<\/Signature>/, '')),
  ],
  [
    'a NameID changed under its signature',
    'signature',
    'SAML-202',
    () => posted((xml) => xml.replace('dana@', 'eve@')),
  ],
  ['another IdP', 'logout for us', 'accepted', () => posted((xml) => xml, { entityId: 'https://other.example.com' })],
  [
    'another service',
    'logout for us',
    'accepted',
    () => posted((xml) => xml, {}, { singleLogoutUrl: 'https://other.example.com/slo' }),
  ],
  [
    'an assertion wrapped in a request',
    'logout type',
    'accepted',
    () => signedXml((xml) => xml.replace('<saml:NameID', '<saml:Assertion/><saml:NameID')),
  ],
  [
    'a request where a response is due',
    'logout type',
    'SAML-109',
    () => {
      const sent = posted((xml) => xml)
      return sent.binding === 'post' ? { binding: 'post', fields: { SAMLResponse: sent.fields.SAMLRequest } } : sent
    },
  ],
  [
    'two NameIDs',
    'one NameID',
    'accepted',
    () => signedXml((xml) => xml.replace('<saml:NameID', '<saml:NameID>eve</saml:NameID><saml:NameID')),
  ],
  [
    'an old request',
    'issued just now',
    'accepted',
    () => signedXml((xml) => xml.replace(/IssueInstant="[^"]*"/, 'IssueInstant="2026-11-22T11:00:00Z"')),
  ],
  [
    'an expired request',
    'not expired',
    'accepted',
    () => signedXml((xml) => xml.replace(/NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2026-11-22T11:58:00Z"')),
  ],
  ['a comment', 'no comments', 'accepted', () => posted((xml) => xml.replace('dana@', 'dana<!-- -->@'))],
]

const outcome = (sent: LogoutSent, ...off: CheckName[]): string => {
  const checks = new Checklist(off)
  try {
    readLogoutWith(checks, sent, expected)
    return 'accepted'
  } catch (error) {
    if (!isSamlRefusal(error)) throw error
    const failed = error.known.checks.find(({ isOk }) => !isOk)
    return failed ? `${error.code} ${failed.name}` : error.code
  }
}

test.each(attacks)('%s is refused by the check “%s”; without it: %s', (_name, check, left, send) => {
  const sent = send()
  expect(outcome(sent)).toMatch(new RegExp(`^SAML-\\d+ ${check}$`))
  expect(outcome(sent, check).split(' ')[0]).toBe(left)
})

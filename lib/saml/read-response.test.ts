import { generateKeyPairSync } from 'node:crypto'
import { generate } from 'selfsigned'
import { beforeAll, expect, test } from 'vitest'
import { valuesOf } from './assertion.ts'
import { readSamlResponse } from './read-response.ts'
import type { SamlRefusal } from './refusals.ts'
import { testCertificate } from './testing.ts'
import { testIdp, testNow, type Answer, type TestIdp } from './testing-idp.ts'
import { algorithms } from './names.ts'

let idp: TestIdp
let own: Awaited<ReturnType<typeof testCertificate>>
beforeAll(async () => {
  ;[idp, own] = await Promise.all([testIdp(), testCertificate({ commonName: 'rollcall-245' })])
})

const minutes = (count: number) => new Date(testNow.getTime() + count * 60_000)

test.each<[string, Answer]>([
  ['Okta signs both', { shape: 'okta' }],
  ['Entra signs the assertion', { shape: 'entra' }],
  ['PingFederate signs the response', { shape: 'ping' }],
  ['Okta’s list of prefixes', { shape: 'okta', signing: { inclusive: ['xs'] } }],
  ['a list of prefixes for the signature', { shape: 'ping', signing: { infoInclusive: ['samlp', 'saml'] } }],
  ['Entra’s signature without a prefix', { shape: 'entra', signing: { prefix: '' } }],
  ['a byte order mark', { after: (xml) => `\u{feff}${xml}` }],
  ['SHA-512', { signing: { parts: ['Assertion'], digest: algorithms.sha512, algorithm: algorithms.rsaSha512 } }],
])('%s, and is read from what was signed', (_what, answer) => {
  const read = readSamlResponse(idp.respond(answer), idp.expected)
  expect(read).toMatchObject({
    id: 'assertion-1',
    issuer: 'https://idp.example.com/entity',
    nameId: 'dana@example.com',
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    sessionIndex: 'session-1',
    inResponseTo: 'id-request',
    authenticatedAt: minutes(-1),
    issuedAt: testNow,
    expiresAt: minutes(6),
    attributes: [
      { name: 'memberOf', values: ['Engineering', 'Staff'] },
      { name: 'Department', values: ['R&D'] },
    ],
  })
  expect(read.xml).toContain('dana@example.com')
  expect(read.checks.filter(({ isOk }) => !isOk)).toEqual([])
})

test.each([algorithms.aes128Gcm, algorithms.aes256Gcm])('an encrypted assertion, by %s', (content) => {
  const answer = { encryptFor: own.pem, content }
  for (const shape of ['okta', 'entra'] as const) {
    const keys = [idp.privateKey, own.privateKey]
    const read = readSamlResponse(idp.respond({ ...answer, shape }), { ...idp.expected, decryptionKeys: keys })
    expect(read).toMatchObject({ nameId: 'dana@example.com', inResponseTo: 'id-request' })
  }
})

test.each([algorithms.aes128Cbc, algorithms.aes256Cbc])(
  'an assertion by %s, where it is accepted and inside a signature',
  (content) => {
    const response = idp.respond({ encryptFor: own.pem, content })
    const expected = { ...idp.expected, decryptionKeys: [own.privateKey] }
    expect(readSamlResponse(response, { ...expected, acceptsCbc: true }).nameId).toBe('dana@example.com')
    expect(() => readSamlResponse(response, expected)).toThrow('algorithm that is not accepted')
  },
)

test('a signature by elliptic curves', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const made = await generate([{ name: 'commonName', value: 'idp.example.com' }], {
    keyPair: {
      privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
      publicKey: publicKey.export({ format: 'pem', type: 'spki' }) as string,
    },
    keyType: 'ec',
    notAfterDate: new Date('2036-01-01T00:00:00Z'),
  })
  const response = idp.respond({ signing: { algorithm: algorithms.ecdsaSha256, key: made.private } })
  const peer = { ...idp.peer, certificates: [idp.pem, made.cert] }
  expect(readSamlResponse(response, { ...idp.expected, idp: peer }).nameId).toBe('dana@example.com')
})

test('any of the IdP’s certificates will do, and one that has ended beside it does no harm', async () => {
  const ended = await testCertificate({ validTo: new Date('2026-02-01T00:00:00Z') })
  const certificates = [ended.pem, own.pem, idp.pem]
  expect(readSamlResponse(idp.respond(), { ...idp.expected, idp: { ...idp.peer, certificates } }).id).toBe(
    'assertion-1',
  )
})

test('base64 may come in lines', () => {
  const lines = idp.respond().replaceAll(/.{76}/g, '$&\r\n')
  expect(readSamlResponse(lines, idp.expected).nameId).toBe('dana@example.com')
})

test('lines end as the signature had them, whatever the sender’s system writes', () => {
  const pretty = (xml: string) => xml.replaceAll('><', '>\n  <')
  const windows = (xml: string) => xml.replaceAll('\n', '\r\n')
  for (const shape of ['okta', 'entra', 'ping'] as const) {
    const response = idp.respond({ shape, before: pretty, after: windows })
    expect(readSamlResponse(response, idp.expected).nameId).toBe('dana@example.com')
  }
})

test('what answers no request says so', () => {
  expect(readSamlResponse(idp.respond({ inResponseTo: null }), idp.expected)).not.toHaveProperty('inResponseTo')
})

test('of InResponseTo the signed one counts', () => {
  const withoutInner = (xml: string) => xml.replace(' InResponseTo="id-request" NotOnOrAfter', ' NotOnOrAfter')
  const read = (answer: Answer) => readSamlResponse(idp.respond({ ...answer, before: withoutInner }), idp.expected)
  expect(read({ shape: 'entra' })).not.toHaveProperty('inResponseTo')
  expect(read({ shape: 'ping' })).toHaveProperty('inResponseTo', 'id-request')
})

test('an attribute that comes twice is one, an empty value none, and no attribute is part of the subject', () => {
  const attributes = { role: ['a', ''], nameID: ['eve@example.com'], sessionIndex: ['other'] }
  const twice = (xml: string) => xml.replace(/<\/\w+:AttributeStatement>/, (end) => attributeAgain + end)
  const attributeAgain = '<saml2:Attribute Name="role"><saml2:AttributeValue>b</saml2:AttributeValue></saml2:Attribute>'
  const read = readSamlResponse(idp.respond({ attributes, before: twice }), idp.expected)
  expect(read).toMatchObject({ nameId: 'dana@example.com', sessionIndex: 'session-1' })
  expect(valuesOf(read, 'role')).toEqual(['a', 'b'])
  expect(valuesOf(read, 'nameID')).toEqual(['eve@example.com'])
  expect(valuesOf(read, 'Role')).toEqual([])
})

test('every fault of a signed assertion is found, and the first refuses it', () => {
  const answer: Answer = { audience: 'https://other.example.com', acsUrl: 'https://other.example.com/acs' }
  let found: unknown
  try {
    readSamlResponse(idp.respond({ ...answer, destination: idp.expected.acsUrl }), idp.expected)
  } catch (error) {
    found = error
  }
  expect(found).toMatchObject({ code: 'SAML-303', known: { signed: { nameId: 'dana@example.com' } } })
  const { checks } = (found as SamlRefusal).known
  expect(checks.filter(({ isOk }) => !isOk).map(({ name }) => name)).toEqual(['recipient', 'audience'])
})

test.each([
  ['the top code', 'Responder', '', 'urn:oasis:names:tc:SAML:2.0:status:Responder'],
  [
    'the words of the IdP',
    'Requester',
    '<saml2p:StatusMessage>not\nassigned</saml2p:StatusMessage>',
    'urn:oasis:names:tc:SAML:2.0:status:Requester · not·assigned',
  ],
])('an IdP that refused is quoted: %s', (_what, code, message, detail) => {
  const refused = (xml: string) =>
    xml.replace(/<saml2:Assertion.*<\/saml2:Assertion>/, '').replace('status:Success"/>', `status:${code}"/>${message}`)
  const response = idp.respond({ before: refused, signing: { parts: [] } })
  expect(() => readSamlResponse(response, idp.expected)).toThrow(expect.objectContaining({ code: 'SAML-107', detail }))
})

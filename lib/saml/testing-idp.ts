import { constants, createCipheriv, createSign, publicEncrypt, randomBytes } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import { algorithms, bearer, statusSuccess } from './names.ts'
import type { SamlPeer } from './peer.ts'
import type { Expected } from './read-response.ts'
import { escapeXml } from './sp-metadata.ts'
import { testCertificate } from './testing.ts'

/** What products send: Okta signs response and assertion, Entra the assertion, PingFederate may sign the response alone. */
export type Shape = 'okta' | 'entra' | 'ping'

export type Answer = {
  shape?: Shape
  id?: string
  nameId?: string
  nameIdFormat?: string
  issuer?: string
  audience?: string
  acsUrl?: string
  destination?: string
  inResponseTo?: string | null
  now?: Date
  attributes?: Record<string, string[]>
  /** Certificate in PEM to encrypt the assertion for. */
  encryptFor?: string
  content?: string
  wrapping?: string
  /** Changes the document before anything is signed. */
  before?: (xml: string) => string
  /** Changes it after the assertion was signed (and encrypted), before the response is. */
  between?: (xml: string) => string
  /** Changes what was sent: what an attacker can do. */
  after?: (xml: string) => string
  signing?: Signing
}

export type Signing = {
  algorithm?: string
  digest?: string
  canonicalisation?: string
  transforms?: string[]
  /** Instead of what the shape says. */
  parts?: ('Assertion' | 'Response')[]
  key?: string
  /** Of the signature's elements; `ds` unless said otherwise, none for ''. */
  prefix?: string
  /** What exclusive canonicalisation treats inclusively: Okta has `xs`. */
  inclusive?: string[]
  /** The same, of the signature itself. */
  infoInclusive?: string[]
}

export type TestIdp = Awaited<ReturnType<typeof testIdp>>

export const testNow = new Date('2026-11-22T12:00:00.000Z')
export const testAcs = 'https://rollcall.example.com/saml/245/acs'
export const testAudience = 'https://rollcall.example.com/saml/245/metadata'

/** An IdP for tests: its keys, and responses in the shapes of products, whole or forged. */
export async function testIdp(
  options: { entityId?: string; certificate?: Parameters<typeof testCertificate>[0] } = {},
) {
  const made = await testCertificate(options.certificate)
  const entityId = options.entityId ?? 'https://idp.example.com/entity'
  const peer: SamlPeer = {
    entityId,
    singleSignOnUrl: 'https://idp.example.com/sso',
    usesHttpRedirect: true,
    singleLogoutUrl: 'https://idp.example.com/slo',
    certificates: [made.pem],
    signsRequests: false,
  }
  const expected: Expected = { acsUrl: testAcs, audience: testAudience, idp: peer, decryptionKeys: [], now: testNow }
  return {
    ...made,
    peer,
    /** What responses of this IdP are held against. */
    expected,
    /** A Response as the browser posts it. */
    respond: (answer: Answer = {}): string =>
      Buffer.from(responseXml({ issuer: entityId, ...answer }, made.privateKey)).toString('base64'),
    sign: (xml: string, part: string, signing: Signing = {}) =>
      signXml(xml, part, { key: made.privateKey, ...signing }),
  }
}

function responseXml(answer: Answer & { issuer: string }, key: string): string {
  const parts =
    answer.signing?.parts ??
    { okta: ['Assertion', 'Response'], entra: ['Assertion'], ping: ['Response'] }[answer.shape ?? 'okta']
  const signing = { key, ...answer.signing }
  let xml = (answer.before ?? same)(unsigned(answer))
  if (parts.includes('Assertion')) xml = signXml(xml, 'Assertion', signing)
  if (answer.encryptFor !== undefined) xml = encrypted(xml, answer.encryptFor, answer)
  xml = (answer.between ?? same)(xml)
  if (parts.includes('Response')) xml = signXml(xml, 'Response', signing)
  return (answer.after ?? same)(xml)
}

const same = (xml: string): string => xml

/** Prefixes as the products choose them. Entra's assertions have none. */
const prefixes = { okta: ['saml2p', 'saml2'], entra: ['samlp', ''], ping: ['samlp', 'saml'] } as const

function unsigned(answer: Answer & { issuer: string }): string {
  const [p, s] = prefixes[answer.shape ?? 'okta']
  const a = s === '' ? '' : `${s}:`
  const now = answer.now ?? testNow
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()
  const acs = escapeXml(answer.acsUrl ?? testAcs)
  const request = answer.inResponseTo === null ? '' : ` InResponseTo="${answer.inResponseTo ?? 'id-request'}"`
  const xmlns = s === '' ? 'xmlns' : `xmlns:${s}`
  const issuer = `<${a}Issuer ${xmlns}="urn:oasis:names:tc:SAML:2.0:assertion">${escapeXml(answer.issuer)}</${a}Issuer>`
  const attributes = Object.entries(answer.attributes ?? { memberOf: ['Engineering', 'Staff'], Department: ['R&D'] })
    .map(([name, values]) => {
      const inner = values.map(
        (value) =>
          `<${a}AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${escapeXml(value)}</${a}AttributeValue>`,
      )
      return `<${a}Attribute Name="${escapeXml(name)}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified">${inner.join('')}</${a}Attribute>`
    })
    .join('')
  return (
    `<?xml version="1.0" encoding="UTF-8"?><${p}:Response xmlns:${p}="urn:oasis:names:tc:SAML:2.0:protocol" Destination="${escapeXml(answer.destination ?? testAcs)}" ID="response-1"${request} IssueInstant="${at(0)}" Version="2.0">` +
    `${issuer}<${p}:Status><${p}:StatusCode Value="${statusSuccess}"/></${p}:Status>` +
    `<${a}Assertion ${xmlns}="urn:oasis:names:tc:SAML:2.0:assertion" ID="${answer.id ?? 'assertion-1'}" IssueInstant="${at(0)}" Version="2.0">` +
    `<${a}Issuer>${escapeXml(answer.issuer)}</${a}Issuer>` +
    `<${a}Subject><${a}NameID Format="${answer.nameIdFormat ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'}">${escapeXml(answer.nameId ?? 'dana@example.com')}</${a}NameID>` +
    `<${a}SubjectConfirmation Method="${bearer}"><${a}SubjectConfirmationData${request} NotOnOrAfter="${at(5)}" Recipient="${acs}"/></${a}SubjectConfirmation></${a}Subject>` +
    `<${a}Conditions NotBefore="${at(-5)}" NotOnOrAfter="${at(5)}"><${a}AudienceRestriction><${a}Audience>${escapeXml(answer.audience ?? testAudience)}</${a}Audience></${a}AudienceRestriction></${a}Conditions>` +
    `<${a}AuthnStatement AuthnInstant="${at(-1)}" SessionIndex="session-1"><${a}AuthnContext><${a}AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</${a}AuthnContextClassRef></${a}AuthnContext></${a}AuthnStatement>` +
    `<${a}AttributeStatement>${attributes}</${a}AttributeStatement></${a}Assertion></${p}:Response>`
  )
}

/** Signs the first element of this local name, after its Issuer. */
export function signXml(xml: string, part: string, signing: Signing): string {
  const signature = new SignedXml({
    privateKey: signing.key ?? '',
    signatureAlgorithm: signing.algorithm ?? algorithms.rsaSha256,
    canonicalizationAlgorithm: signing.canonicalisation ?? algorithms.exclusiveCanonicalisation,
    ...(signing.infoInclusive ? { inclusiveNamespacesPrefixList: signing.infoInclusive } : {}),
  })
  signature.SignatureAlgorithms = { ...signature.SignatureAlgorithms, ...ellipticCurves }
  const xpath = `//*[local-name(.)='${part}']`
  signature.addReference({
    xpath,
    transforms: signing.transforms ?? [algorithms.enveloped, algorithms.exclusiveCanonicalisation],
    digestAlgorithm: signing.digest ?? algorithms.sha256,
    inclusiveNamespacesPrefixList: signing.inclusive ?? [],
  })
  const location = { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } as const
  signature.computeSignature(xml, { prefix: signing.prefix ?? 'ds', location })
  return signature.getSignedXml()
}

/** What the signing library lacks. */
const ellipticCurves = {
  [algorithms.ecdsaSha256]: class {
    getAlgorithmName = () => algorithms.ecdsaSha256
    getSignature = (info: unknown, key: unknown) =>
      createSign('sha256')
        .update(String(info))
        .sign({ key: String(key), dsaEncoding: 'ieee-p1363' }, 'base64')
    verifySignature = () => false
  },
}

/** Encrypts as XML Encryption 1.1 §5.2.4 has it: the key by RSA-OAEP, or as `wrapping` says. */
function encrypted(xml: string, certificate: string, answer: Answer): string {
  const [assertion = ''] = /<(\w+:)?Assertion[\s>].*<\/(\w+:)?Assertion>/s.exec(xml) ?? []
  const [content, wrapping] = [answer.content ?? algorithms.aes256Gcm, answer.wrapping ?? algorithms.rsaOaep]
  const key = randomBytes(content.includes('128') ? 16 : 32)
  const isCounter = content.endsWith('gcm')
  const nonce = randomBytes(isCounter ? 12 : 16)
  const text = isCounter ? withGcm(assertion, key, nonce) : withCbc(assertion, key, nonce)
  const padding = wrapping === algorithms.rsaOaep ? constants.RSA_PKCS1_OAEP_PADDING : constants.RSA_PKCS1_PADDING
  const wrapped = publicEncrypt({ key: certificate, padding }, key)
  const value = (bytes: Buffer) =>
    `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`
  const encryptedKey = `<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${wrapping}"/>${value(wrapped)}</xenc:EncryptedKey>`
  const data =
    `<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">` +
    `<xenc:EncryptionMethod Algorithm="${content}"/>` +
    `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${encryptedKey}</ds:KeyInfo>${value(text)}</xenc:EncryptedData>`
  const s = xml.includes('saml2:') ? ['saml2:', ':saml2'] : ['', '']
  const element = `${s[0]}EncryptedAssertion`
  return xml.replace(
    assertion,
    () => `<${element} xmlns${s[1]}="urn:oasis:names:tc:SAML:2.0:assertion">${data}</${element}>`,
  )
}

function withGcm(text: string, key: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv(key.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

function withCbc(text: string, key: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv(key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc', key, nonce)
  return Buffer.concat([nonce, cipher.update(text), cipher.final()])
}

import { createHash } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import { algorithms } from './names.ts'
import { base64, changed, tampering, textOf, type Attack, type Scene } from './testing-attacks.ts'
import type { Answer } from './testing-idp.ts'

const assertionOnly: Answer = { shape: 'entra' }
const { enveloped, exclusiveCanonicalisation: exclusive } = algorithms
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const signatures = /<ds:Signature .*?<\/ds:Signature>/gs

/** Signs with the trusted IdP's certificate taken for a secret. */
function withHmac(scene: Scene): string {
  const xml = textOf(scene.idp.respond({ shape: 'entra', signing: { parts: [] } }))
  const signature = new SignedXml({ privateKey: scene.idp.pem, canonicalizationAlgorithm: exclusive })
  signature.enableHMAC()
  signature.signatureAlgorithm = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1'
  const xpath = "//*[local-name(.)='Assertion']"
  signature.addReference({ xpath, transforms: [enveloped, exclusive], digestAlgorithm: algorithms.sha256 })
  const location = { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } as const
  signature.computeSignature(xml, { prefix: 'ds', location })
  return signature.getSignedXml()
}

/** The algorithm's name replaced, as somebody would who knows how to collide or to forge it. */
const named = (algorithm: string): Answer => tampering(algorithms.rsaSha256, algorithm, assertionOnly)

export const signatureAttacks: Attack[] = [
  {
    name: 'the signatures stripped',
    by: 'signature present',
    without: 'SAML-201',
    send: () => tampering(signatures, ''),
  },
  {
    name: 'the only signature stripped, of the response',
    by: 'signature present',
    without: 'SAML-201',
    send: () => tampering(signatures, '', { shape: 'ping' }),
  },
  {
    name: 'another NameID under the signature',
    by: 'signature',
    without: 'SAML-202',
    send: () => tampering('dana@example.com', 'owner@example.com', assertionOnly),
  },
  {
    name: 'a response changed around an assertion that is intact',
    by: 'signature',
    without: 'SAML-202',
    send: () => tampering('InResponseTo="id-request" IssueInstant', 'InResponseTo="id-other" IssueInstant'),
  },
  {
    name: 'another IdP in the name of this one',
    by: 'signature',
    without: 'SAML-202',
    send: ({ idp, other }) => other.respond({ issuer: idp.peer.entityId }),
  },
  {
    name: 'an own certificate in KeyInfo',
    by: 'signature',
    without: 'SAML-202',
    send: ({ idp, other }) => {
      const xml = textOf(other.respond({ shape: 'entra', issuer: idp.peer.entityId }))
      const info = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${other.base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
      return base64(changed(xml, '</ds:Signature>', `${info}</ds:Signature>`))
    },
  },
  {
    name: 'a signature with nothing in it',
    by: 'signature',
    without: 'SAML-202',
    send: () => tampering(/(?<=<ds:SignatureValue>)[^<]*/, '', assertionOnly),
  },
  {
    name: 'SHA-1 under the signature',
    by: 'signature algorithm',
    without: 'SAML-202',
    send: () => ({ signing: { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' } }),
  },
  {
    name: 'RSA-MD5',
    by: 'signature algorithm',
    without: 'SAML-202',
    send: () => named('http://www.w3.org/2001/04/xmldsig-more#rsa-md5'),
  },
  {
    name: 'DSA',
    by: 'signature algorithm',
    without: 'SAML-202',
    send: () => named('http://www.w3.org/2000/09/xmldsig#dsa-sha1'),
  },
  {
    name: 'the certificate as the secret of an HMAC',
    by: 'signature algorithm',
    without: 'SAML-202',
    send: (scene) => base64(withHmac(scene)),
  },
  {
    name: 'a name that every object has',
    by: 'signature algorithm',
    without: 'SAML-202',
    send: () => named('constructor'),
  },
  {
    name: 'an elliptic curve’s name over an RSA key',
    by: 'signature',
    without: 'SAML-202',
    send: () => named(algorithms.ecdsaSha256),
  },
  {
    name: 'a length for the signature to be cut at',
    by: 'signature algorithm',
    without: 'SAML-202',
    send: () =>
      tampering(
        /(?<=<ds:SignatureMethod [^>]*)\/>/,
        '><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
        assertionOnly,
      ),
  },
  {
    name: 'SHA-1 over the content',
    by: 'digest algorithm',
    without: 'SAML-202',
    send: () => ({ signing: { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' } }),
  },
  {
    name: 'a digest of nothing',
    by: 'digest of something',
    without: 'SAML-202',
    send: () => tampering(/(?<=<ds:DigestValue>)[^<]*/, createHash('sha256').digest('base64'), assertionOnly),
  },
  {
    name: 'an element inside DigestValue',
    by: 'digest of something',
    without: 'SAML-202',
    send: () => tampering('</ds:DigestValue>', '<x/></ds:DigestValue>', assertionOnly),
  },
  {
    name: 'a transform thrice',
    by: 'transforms',
    without: 'accepted',
    send: () => ({ signing: { transforms: [enveloped, exclusive, exclusive] } }),
  },
  {
    name: 'inclusive canonicalisation of the content',
    by: 'transforms',
    without: 'accepted',
    send: () => ({ signing: { transforms: [enveloped, inclusive] } }),
  },
  {
    name: 'XSLT',
    by: 'transforms',
    without: 'SAML-202',
    send: () =>
      tampering(`Algorithm="${enveloped}"`, 'Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"', assertionOnly),
  },
  {
    name: 'XPath',
    by: 'transforms',
    without: 'SAML-202',
    send: () =>
      tampering(`Algorithm="${enveloped}"`, 'Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"', assertionOnly),
  },
  {
    name: 'inclusive canonicalisation of the signature',
    by: 'canonicalisation',
    without: 'SAML-202',
    send: () => ({ signing: { canonicalisation: inclusive } }),
  },
  {
    name: 'canonicalisation that keeps comments',
    by: 'canonicalisation',
    without: 'accepted',
    send: () => ({ signing: { canonicalisation: `${exclusive}WithComments` } }),
  },
  {
    name: 'two SignedInfo',
    by: 'parts of the signature',
    without: 'SAML-204',
    send: ({ idp }) => {
      const xml = textOf(idp.respond(assertionOnly))
      const [info = ''] = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s.exec(xml) ?? []
      return base64(changed(xml, info, info + info))
    },
  },
  {
    name: 'an Object in the signature',
    by: 'parts of the signature',
    without: 'accepted',
    send: () => tampering('</ds:Signature>', '<ds:Object/></ds:Signature>', assertionOnly),
  },
  {
    name: 'an element inside SignatureValue',
    by: 'parts of the signature',
    without: 'accepted',
    send: () => tampering('</ds:SignatureValue>', '<ds:KeyInfo/></ds:SignatureValue>', assertionOnly),
  },
  {
    name: 'a transform in KeyInfo',
    by: 'transforms',
    without: 'accepted',
    send: () => tampering('</ds:Signature>', '<ds:KeyInfo><ds:Transform/></ds:KeyInfo></ds:Signature>', assertionOnly),
  },
  {
    name: 'two references',
    by: 'one reference, to its parent',
    without: 'SAML-204',
    send: ({ idp }) => {
      const xml = textOf(idp.respond(assertionOnly))
      const [reference = ''] = /<ds:Reference .*<\/ds:Reference>/s.exec(xml) ?? []
      return base64(changed(xml, reference, reference + reference))
    },
  },
  {
    name: 'the response’s signature moved into the assertion',
    by: 'one reference, to its parent',
    without: 'SAML-109',
    send: ({ idp }) => {
      const xml = textOf(idp.respond({ shape: 'ping' }))
      const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? []
      return base64(changed(changed(xml, signature, ''), '<saml:Subject>', `${signature}<saml:Subject>`))
    },
  },
  {
    name: 'a reference to the whole document, by nothing',
    by: 'one reference, to its parent',
    without: 'SAML-202',
    send: () => tampering('URI="#assertion-1"', 'URI=""', assertionOnly),
  },
  {
    name: 'a reference that looks further',
    by: 'one reference, to its parent',
    without: 'SAML-202',
    send: () => tampering('URI="#assertion-1"', `URI="#x' or '1'='1"`, assertionOnly),
  },
  {
    name: 'two signatures on one element',
    by: 'signatures in their places',
    without: 'SAML-202',
    send: ({ idp }) => {
      const xml = textOf(idp.respond(assertionOnly))
      const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/s.exec(xml) ?? []
      return base64(changed(xml, signature, signature + signature))
    },
  },
  {
    name: 'a signature where nothing is signed',
    by: 'signatures in their places',
    without: 'accepted',
    send: () =>
      tampering(
        '</samlp:Status>',
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></samlp:Status>',
        assertionOnly,
      ),
  },
  {
    name: 'a key of 1,024 bits',
    by: 'key strength',
    without: 'accepted',
    send: ({ weak }) => weak.respond(),
    expected: ({ weak }) => ({ idp: weak.peer }),
  },
  {
    name: 'a certificate that has ended',
    by: 'certificate in date',
    without: 'accepted',
    send: ({ ended }) => ended.respond(),
    expected: ({ ended }) => ({ idp: ended.peer }),
  },
]

import { createHash, createVerify, X509Certificate, type KeyObject } from 'node:crypto'
import { SignedXml, type HashAlgorithm, type SignatureAlgorithm } from 'xml-crypto'
import type { Checklist } from './checks.ts'
import { allWithin, attributeOf, childrenCalled, childrenOf, isCalled } from './dom.ts'
import { algorithms, namespaces } from './names.ts'

const { signature: ds } = namespaces

/** A key that an IdP's signatures are held against, and until when its certificate is good. */
export type VerificationKey = { key: KeyObject; validTo: Date }

/**
 * The keys of certificates in PEM that are strong enough: RSA of 2048 bits or more, or elliptic curves. Throws
 * SamlRefusal when none is.
 */
export function keysOf(certificates: readonly string[], checks: Checklist): VerificationKey[] {
  const keys = certificates.map((pem) => {
    const certificate = new X509Certificate(pem)
    return { key: certificate.publicKey, validTo: new Date(certificate.validTo) }
  })
  const isWeak = ({ key }: VerificationKey) =>
    key.asymmetricKeyType !== 'ec' && !(key.asymmetricKeyType === 'rsa' && modulusOf(key) >= 2048)
  const strong = keys.filter((each) => !isWeak(each))
  checks.demand('key strength', strong.length > 0, 'No certificate of the IdP has RSA of 2048 bits or more, or ECDSA.')
  // All of them when the check is off: there is no other way for it to be missed.
  return strong.length > 0 ? strong : keys
}

const modulusOf = (key: KeyObject): number => key.asymmetricKeyDetails?.modulusLength ?? 0

/** Signature algorithms: the digest, and the kind of key. The kind keeps a public key from being taken for a secret. */
const accepted: Record<string, { digest: string; keyType: 'rsa' | 'ec' }> = {
  [algorithms.rsaSha256]: { digest: 'sha256', keyType: 'rsa' },
  [algorithms.rsaSha384]: { digest: 'sha384', keyType: 'rsa' },
  [algorithms.rsaSha512]: { digest: 'sha512', keyType: 'rsa' },
  [algorithms.ecdsaSha256]: { digest: 'sha256', keyType: 'ec' },
  [algorithms.ecdsaSha384]: { digest: 'sha384', keyType: 'ec' },
  [algorithms.ecdsaSha512]: { digest: 'sha512', keyType: 'ec' },
}

const acceptedDigests: Record<string, string> = {
  [algorithms.sha256]: 'sha256',
  [algorithms.sha384]: 'sha384',
  [algorithms.sha512]: 'sha512',
}

export const isAcceptedSignature = (algorithm: string): boolean => Object.hasOwn(accepted, algorithm)

/** Whether one of `keys` made `signature` (base64) over `material`; which one. XML signatures by ECDSA are r‖s (RFC 4050). */
export function signerOf(
  algorithm: string,
  material: string,
  signature: string,
  keys: readonly VerificationKey[],
): VerificationKey | undefined {
  const method = accepted[algorithm]
  if (!method) return undefined
  return keys.find(({ key }) => {
    if (key.asymmetricKeyType !== method.keyType) return false
    const verify = createVerify(method.digest).update(material)
    return method.keyType === 'ec'
      ? verify.verify({ key, dsaEncoding: 'ieee-p1363' }, signature, 'base64')
      : verify.verify(key, signature, 'base64')
  })
}

/**
 * The canonical bytes of `element` that its own enveloped signature covers, once one of `keys` made it. `text` is the
 * document the element is of. Nothing but the returned bytes is authenticated.
 *
 * The library knows only the algorithms listed here while it verifies, takes no key from the message, and digests the
 * one reference that was looked at. Throws SamlRefusal.
 */
export function verifyEnveloped(
  text: string,
  element: Element,
  keys: readonly VerificationKey[],
  now: Date,
  checks: Checklist,
): string {
  const [signature, ...others] = childrenCalled(element, ds, 'Signature')
  if (!signature) throw checks.refusal('signature present', 'The element is not signed.')
  checks.demand('signatures in their places', others.length === 0, 'One element carries several signatures.')
  judgeForm(signature, element, checks)

  let signer: VerificationKey | undefined
  const xml = new SignedXml({ getCertFromKeyInfo: () => null, publicCert: 'the keys are given to the algorithms' })
  xml.SignatureAlgorithms = signatureAlgorithms((algorithm, material, value) => {
    signer = signerOf(algorithm, material, value, keys)
    return signer !== undefined
  })
  xml.HashAlgorithms = { ...hashAlgorithms }
  // SAML's IDs are called so; each further name costs the library a search of the whole document.
  xml.idAttributes = ['ID']
  const bytes = verified(xml, signature, text)
  checks.demand('signature', bytes !== undefined && signer !== undefined, 'No certificate of the IdP fits it.')
  if (bytes === undefined || !signer) throw checks.refusal('signature', 'No certificate of the IdP fits it.')
  checks.demand('certificate in date', signer.validTo > now, `It was good until ${signer.validTo.toISOString()}.`)
  return bytes
}

/** Undefined when it does not verify: the library returns false for a wrong digest and throws for the rest. */
function verified(xml: SignedXml, signature: Element, text: string): string | undefined {
  try {
    xml.loadSignature(signature)
    if (!xml.checkSignature(text)) return undefined
    const [bytes, ...others] = xml.getSignedReferences()
    return others.length === 0 ? bytes : undefined
  } catch {
    return undefined
  }
}

/** One SignedInfo, one Reference to the element around it, two transforms; nothing that such a signature does not need. */
function judgeForm(signature: Element, element: Element, checks: Checklist): void {
  const only = (parent: Element, ...names: string[]): Element[] => {
    const children = childrenOf(parent)
    const isAsExpected =
      children.length === names.length && children.every((child, i) => isCalled(child, ds, names[i] ?? ''))
    checks.demand(
      'parts of the signature',
      isAsExpected,
      `${parent.localName} is not made of ${names.join(', ') || 'text'}.`,
    )
    return names.map((name) => {
      const found = childrenCalled(parent, ds, name)[0]
      if (!found) throw checks.refusal('parts of the signature', `${name} is missing.`)
      return found
    })
  }
  const hasKeyInfo = childrenCalled(signature, ds, 'KeyInfo').length > 0
  const [info, value] = only(signature, 'SignedInfo', 'SignatureValue', ...(hasKeyInfo ? ['KeyInfo'] : []))
  if (!info || !value) return
  only(value)
  const references = childrenCalled(info, ds, 'Reference')
  checks.demand('one reference, to its parent', references.length === 1, `It has ${references.length} references.`)
  const [canonicalisation, method, reference] = only(info, 'CanonicalizationMethod', 'SignatureMethod', 'Reference')
  if (!canonicalisation || !method || !reference) return
  const [transforms, digestMethod, digestValue] = only(reference, 'Transforms', 'DigestMethod', 'DigestValue')
  if (!transforms || !digestMethod || !digestValue) return

  const isExclusive = algorithmOf(canonicalisation) === algorithms.exclusiveCanonicalisation
  checks.demand('canonicalisation', isExclusive, `${algorithmOf(canonicalisation)} is not exclusive canonicalisation.`)
  judgeAlgorithms(method, digestMethod, checks)
  const id = attributeOf(element, 'ID') ?? ''
  const isOwn = /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(id) && attributeOf(reference, 'URI') === `#${id}`
  checks.demand(
    'one reference, to its parent',
    isOwn,
    'The signature covers another element than the one it stands in.',
  )
  const listed = childrenCalled(transforms, ds, 'Transform').map(algorithmOf)
  const everywhere = allWithin(signature).filter(({ localName }) => localName === 'Transform')
  const isPlain =
    listed.length === childrenOf(transforms).length &&
    listed.length === everywhere.length &&
    listed.join(' ') === `${algorithms.enveloped} ${algorithms.exclusiveCanonicalisation}`
  checks.demand('transforms', isPlain, `The transforms are ${listed.join(', ').slice(0, 300)}.`)
  const digest = acceptedDigests[algorithmOf(digestMethod)]
  const ofNothing = digest === undefined ? undefined : createHash(digest).digest('base64')
  const isOfText = childrenOf(digestValue).length === 0 && digestValue.textContent?.trim() !== ofNothing
  checks.demand('digest of something', isOfText, 'DigestValue is that of no bytes, or not plain text.')
}

function judgeAlgorithms(method: Element, digestMethod: Element, checks: Checklist): void {
  const isBare = childrenOf(method).length === 0
  const isKnown = Object.hasOwn(accepted, algorithmOf(method)) && isBare
  checks.demand('signature algorithm', isKnown, `${algorithmOf(method).slice(0, 200)} is not accepted.`)
  const isKnownDigest = Object.hasOwn(acceptedDigests, algorithmOf(digestMethod))
  checks.demand('digest algorithm', isKnownDigest, `${algorithmOf(digestMethod).slice(0, 200)} is not accepted.`)
}

const algorithmOf = (element: Element): string => attributeOf(element, 'Algorithm') ?? ''

/** The library's form of an algorithm, over `verify`. Its own are not used: SHA-1 is among them. */
const signatureAlgorithms = (
  verify: (algorithm: string, material: string, value: string) => boolean,
): Record<string, new () => SignatureAlgorithm> =>
  Object.fromEntries(
    Object.keys(accepted).map((algorithm) => [
      algorithm,
      class {
        getAlgorithmName = () => algorithm
        getSignature = (): never => {
          throw new Error('This only verifies')
        }
        verifySignature = (material: string, _key: unknown, value: string) => verify(algorithm, material, value)
      },
    ]),
  )

const hashAlgorithms: Record<string, new () => HashAlgorithm> = Object.fromEntries(
  Object.entries(acceptedDigests).map(([algorithm, digest]) => [
    algorithm,
    class {
      getAlgorithmName = () => algorithm
      getHash = (xml: string) => createHash(digest).update(xml, 'utf8').digest('base64')
    },
  ]),
)

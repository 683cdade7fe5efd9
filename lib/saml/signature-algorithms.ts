import { createHash, createVerify, X509Certificate, type KeyObject } from 'node:crypto'
import type { HashAlgorithm, SignatureAlgorithm } from 'xml-crypto'
import type { Checklist } from './checks.ts'
import { algorithms } from './names.ts'

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
  const strong = keys.filter(isStrong)
  checks.demand('key strength', strong.length > 0, 'No certificate of the IdP has RSA of 2048 bits or more, or ECDSA.')
  // All of them when the check is off: there is no other way for it to be missed.
  return strong.length > 0 ? strong : keys
}

const isStrong = ({ key }: VerificationKey): boolean =>
  key.asymmetricKeyType === 'ec' ||
  (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048)

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
export const isAcceptedDigest = (algorithm: string): boolean => Object.hasOwn(acceptedDigests, algorithm)

/** The digest of no bytes at all, in base64; undefined for an algorithm that is not accepted. */
export const digestOfNothing = (algorithm: string): string | undefined =>
  isAcceptedDigest(algorithm) ? createHash(acceptedDigests[algorithm] ?? '').digest('base64') : undefined

/**
 * Which of `keys` made `signature` (base64) over `material`; undefined when none did. XML signatures by elliptic curves
 * are r‖s (RFC 4050 §3.3).
 */
export function signerOf(
  algorithm: string,
  material: string,
  signature: string,
  keys: readonly VerificationKey[],
): VerificationKey | undefined {
  if (!isAcceptedSignature(algorithm)) return undefined
  const { digest, keyType } = accepted[algorithm] ?? {}
  return keys.find(({ key }) => {
    if (digest === undefined || key.asymmetricKeyType !== keyType) return false
    const verify = createVerify(digest).update(material)
    return keyType === 'ec'
      ? verify.verify({ key, dsaEncoding: 'ieee-p1363' }, signature, 'base64')
      : verify.verify(key, signature, 'base64')
  })
}

/** The library's table of signature algorithms, over `verify`. Its own is not used: SHA-1 is in it. */
export const signatureAlgorithms = (
  verify: (algorithm: string, material: string, signature: string) => boolean,
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

/** The library's table of digests, likewise. */
export const hashAlgorithms = (): Record<string, new () => HashAlgorithm> =>
  Object.fromEntries(
    Object.entries(acceptedDigests).map(([algorithm, digest]) => [
      algorithm,
      class {
        getAlgorithmName = () => algorithm
        getHash = (xml: string) => createHash(digest).update(xml, 'utf8').digest('base64')
      },
    ]),
  )

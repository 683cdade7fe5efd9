import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { AppError } from '#lib/errors.ts'

/** What is kept and shown of an X.509 certificate. */
export type Certificate = {
  pem: string
  /** The subject's common name; its whole subject where it has none. */
  commonName: string
  /** Upper-case hex. */
  serialNumber: string
  /** SHA-256, colon-separated upper-case hex. */
  fingerprint: string
  validFrom: Date
  validTo: Date
}

const maximumBytes = 128 * 1024
const maximumChain = 10

/**
 * Reads the certificate, or the chain of up to ten, in what somebody uploaded or pasted. The content decides, never a
 * file name: PEM with anything around it, bare base64, or DER bytes. Duplicates are dropped.
 *
 * Throws `AppError` `invalid` for field `certificate`, saying what was found instead.
 */
export function readCertificates(input: string | Uint8Array): Certificate[] {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1')
  if (text.length > maximumBytes) throw invalid('The file is larger than 128 KiB, which no certificate is.')
  if (text.trim() === '') throw invalid('The file is empty.')
  const found = text.includes('-----BEGIN') ? fromPem(text) : [fromDer(bytesOf(input, text))]
  const distinct = [...new Map(found.map((certificate) => [certificate.fingerprint, certificate])).values()]
  if (distinct.length > maximumChain) {
    throw invalid(`The file holds ${distinct.length} certificates; a chain of up to ${maximumChain} is accepted.`)
  }
  return distinct
}

/** The certificate of base64 text without PEM lines, as metadata carries it. Throws as `readCertificates` does. */
export const readBase64Certificate = (base64: string): Certificate =>
  fromDer(decodeBase64(base64) ?? Buffer.from(base64))

function fromPem(text: string): Certificate[] {
  const begun = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map((match) => match[1] ?? '')
  for (const label of begun) {
    const other = otherPemLabels.find(([pattern]) => pattern.test(label))
    if (other) throw invalid(other[1])
  }
  const blocks = [...text.matchAll(/-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----([\s\S]*?)-----END \1-----/g)]
  if (begun.length === 0 || blocks.length < begun.length) {
    throw invalid(
      'A PEM block is cut off or unknown. Copy the certificate from “-----BEGIN CERTIFICATE-----” to “-----END CERTIFICATE-----”, both lines included.',
    )
  }
  return blocks.map((block) => {
    const bytes = decodeBase64(block[2] ?? '')
    if (!bytes) throw invalid('The lines between BEGIN CERTIFICATE and END CERTIFICATE are not base64.')
    return fromDer(bytes)
  })
}

const privateKeyFound =
  'This is a private key. It was not stored. Upload the IdP’s certificate, which holds only the public key, and treat a private key that was sent to you as compromised.'
const requestFound =
  'This is a certificate signing request. Upload the certificate that was issued for it (it begins with “-----BEGIN CERTIFICATE-----”).'
const publicKeyFound = 'This is a bare public key. Upload the certificate that carries it.'
const pkcs7Found = 'This is a PKCS#7 bundle (.p7b). Export the certificate as PEM or DER.'

const otherPemLabels: [RegExp, string][] = [
  [/PRIVATE KEY/, privateKeyFound],
  [/CERTIFICATE REQUEST/, requestFound],
  [/PUBLIC KEY/, publicKeyFound],
  [/PKCS7|CMS/, pkcs7Found],
  [/CRL/, 'This is a certificate revocation list. Upload the certificate itself.'],
]

function bytesOf(input: string | Uint8Array, text: string): Buffer {
  const looksBinary = typeof input !== 'string' && input[0] === 0x30 && !/^0[\w+/=\s]+$/.test(text)
  if (looksBinary) return Buffer.from(input)
  const trimmed = text.replace(/^\u{feff}|^ï»¿/u, '').trim()
  if (/^<(\?xml|[\w.-]*:?Entit(y|ies)Descriptor)/i.test(trimmed)) {
    throw invalid('This is an XML document. If it is the IdP’s metadata, select it under IdP Metadata File.')
  }
  if (trimmed.startsWith('<')) throw invalid('This is a web page or XML document, not a certificate.')
  if (/^(ssh-|ecdsa-sha2-)/.test(trimmed)) throw invalid('This is an SSH key, not a certificate.')
  if (/^([0-9a-f]{2}[:\s]?){20,64}$/i.test(trimmed)) {
    throw invalid('This is a fingerprint. Upload the whole certificate; its fingerprint is shown for comparison.')
  }
  const bytes = decodeBase64(trimmed)
  if (!bytes) {
    throw invalid('This is not a certificate. A certificate in PEM form, in base64 or in DER form is accepted.')
  }
  return bytes
}

const decodeBase64 = (text: string): Buffer | undefined => {
  const compact = text.replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(compact) && compact.length % 4 !== 1 ? Buffer.from(compact, 'base64') : undefined
}

function fromDer(bytes: Buffer): Certificate {
  try {
    return describe(new X509Certificate(bytes))
  } catch {
    throw invalid(whatIs(bytes))
  }
}

function describe(certificate: X509Certificate): Certificate {
  const commonName = /^CN=(.*)$/m.exec(certificate.subject ?? '')?.[1]
  return {
    pem: certificate.toString(),
    commonName: commonName ?? (certificate.subject ?? '').split('\n').join(', '),
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
  }
}

/** Names DER bytes that are not a certificate. */
function whatIs(bytes: Buffer): string {
  const key = (type: 'pkcs8' | 'pkcs1' | 'sec1') => () => createPrivateKey({ key: bytes, format: 'der', type })
  if (parses(key('pkcs8')) || parses(key('pkcs1')) || parses(key('sec1'))) return privateKeyFound
  if (parses(() => createPublicKey({ key: bytes, format: 'der', type: 'spki' }))) return publicKeyFound
  const inside = contentOf(bytes)
  if (inside) {
    // CertificationRequest ::= SEQUENCE { SEQUENCE { version INTEGER (0), … (RFC 2986 §4.2)
    const request = contentOf(inside)
    if (request?.subarray(0, 3).equals(Buffer.from([2, 1, 0]))) return requestFound
    // PFX ::= SEQUENCE { version INTEGER (3), … (RFC 7292 §4)
    if (inside.subarray(0, 3).equals(Buffer.from([2, 1, 3]))) {
      return 'This is a PKCS#12 file (.p12 or .pfx), which usually holds a private key. It was not stored. Export the certificate alone, as PEM or DER.'
    }
    // ContentInfo ::= SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.7.2, … (RFC 5652 §5.1)
    if (inside.subarray(0, 11).equals(Buffer.from('06092a864886f70d010702', 'hex'))) return pkcs7Found
  }
  return 'This is not a certificate, or it is damaged or cut off. A certificate in PEM form, in base64 or in DER form is accepted.'
}

const parses = (parse: () => unknown): boolean => {
  try {
    parse()
    return true
  } catch {
    return false
  }
}

/** What is inside a DER SEQUENCE; undefined when the bytes do not begin with one. */
function contentOf(bytes: Buffer): Buffer | undefined {
  const length = bytes[1]
  if (bytes[0] !== 0x30 || length === undefined) return undefined
  return bytes.subarray(length < 0x80 ? 2 : 2 + (length & 0x7f))
}

const invalid = (message: string) => new AppError('invalid', `IdP Certificate: ${message}`, { field: 'certificate' })

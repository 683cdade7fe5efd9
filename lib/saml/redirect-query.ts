import { inflateRawSync } from 'node:zlib'
import type { Checklist } from './checks.ts'
import { decodeBytes } from './decode.ts'
import { limits } from './scan.ts'
import { isAcceptedSignature, signerOf, type VerificationKey } from './signature-algorithms.ts'

/** A message of the redirect binding, its signature verified. */
export type RedirectMessage = { parameter: 'SAMLRequest' | 'SAMLResponse'; text: string; relayState?: string }

const known = new Set(['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature'])

/**
 * Reads the raw query (without `?`) of a message that was sent by redirect (SAML Bindings §3.4.4). The known parameters
 * stand in it once and nothing else does; what was signed is put together from the bytes of those very values, before
 * they are decoded; the message inflates to 1 MiB at most. A message without a signature is refused.
 *
 * Throws SamlRefusal.
 */
export function readRedirect(
  query: string,
  keys: readonly VerificationKey[],
  now: Date,
  checks: Checklist,
): RedirectMessage {
  const raw = new Map<string, string>()
  for (const part of query.split('&')) {
    const [name, value] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]
    checks.demand(
      'logout parameters',
      known.has(name) && !raw.has(name),
      `“${name.slice(0, 40)}” is unknown or stands twice.`,
    )
    if (!raw.has(name)) raw.set(name, value)
  }
  const isEither = raw.has('SAMLRequest') !== raw.has('SAMLResponse')
  checks.demand('logout parameters', isEither, 'It needs either SAMLRequest or SAMLResponse.')
  const parameter = raw.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse'
  judgeSignature(parameter, raw, keys, now, checks)
  const text = decodeBytes(inflated(Buffer.from(decoded(raw.get(parameter), checks), 'base64'), checks), checks)
  const relayState = raw.get('RelayState')
  return { parameter, text, ...(relayState === undefined ? {} : { relayState: decoded(relayState, checks) }) }
}

function judgeSignature(
  parameter: string,
  raw: Map<string, string>,
  keys: readonly VerificationKey[],
  now: Date,
  checks: Checklist,
): void {
  const [signature, algorithm] = [raw.get('Signature'), raw.get('SigAlg')]
  const isSigned = signature !== undefined && algorithm !== undefined
  checks.demand('logout signed', isSigned, 'The message is not signed.')
  if (!isSigned) return
  const name = decoded(algorithm, checks)
  checks.demand('signature algorithm', isAcceptedSignature(name), `${name.slice(0, 200)} is not accepted.`)
  const material = [parameter, 'RelayState', 'SigAlg']
    .filter((key) => raw.has(key))
    .map((key) => `${key}=${raw.get(key) ?? ''}`)
    .join('&')
  const signer = signerOf(name, material, decoded(signature, checks), keys)
  checks.demand('signature', signer !== undefined, 'No certificate of the IdP fits it.')
  const isInDate = signer === undefined || signer.validTo > now
  checks.demand('certificate in date', isInDate, 'The certificate of the IdP has expired.')
}

function decoded(value: string | undefined, checks: Checklist): string {
  try {
    return decodeURIComponent((value ?? '').replaceAll('+', ' '))
  } catch {
    throw checks.refusal('logout parameters', 'A value is not percent-encoded UTF-8.')
  }
}

function inflated(bytes: Buffer, checks: Checklist): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: limits.bytes })
  } catch {
    throw checks.refusal('logout inflates', 'It does not inflate, or to more than 1 MiB.')
  }
}

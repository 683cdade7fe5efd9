import { createSign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { SignedXml } from 'xml-crypto'
import { algorithms, namespaces } from './names.ts'
import { escapeXml } from './sp-metadata.ts'

/** A message ready for the browser: an address to go to, or a form that sends itself. */
export type Outgoing =
  { binding: 'redirect'; url: string } | { binding: 'post'; action: string; fields: Record<string, string> }

type Message = {
  /** `SAMLRequest` or `SAMLResponse`. */
  parameter: 'SAMLRequest' | 'SAMLResponse'
  xml: string
  destination: string
  relayState?: string
  /** PKCS#8 in PEM; absent: unsigned. */
  signingKey?: string
}

/**
 * Puts a message into a redirect (SAML Bindings §3.4): deflated, signed beside the XML. Addresses that have a query
 * already keep it.
 */
export function byRedirect(message: Message): Outgoing {
  const query = [
    [message.parameter, deflateRawSync(message.xml).toString('base64')],
    ...(message.relayState === undefined ? [] : [['RelayState', message.relayState]]),
    ...(message.signingKey === undefined ? [] : [['SigAlg', algorithms.rsaSha256]]),
  ].map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
  if (message.signingKey !== undefined) {
    const signature = createSign('RSA-SHA256').update(query.join('&')).sign(message.signingKey, 'base64')
    query.push(`Signature=${encodeURIComponent(signature)}`)
  }
  return { binding: 'redirect', url: withQuery(message.destination, query.join('&')) }
}

/** Puts a message into a form (SAML Bindings §3.5): signed within the XML. */
export function byPost(message: Message): Outgoing {
  const xml = message.signingKey === undefined ? message.xml : signed(message.xml, message.signingKey)
  return {
    binding: 'post',
    action: message.destination,
    fields: {
      [message.parameter]: Buffer.from(xml).toString('base64'),
      ...(message.relayState === undefined ? {} : { RelayState: message.relayState }),
    },
  }
}

export const withQuery = (address: string, query: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${query}`

/** The signature stands after the Issuer, where the schema of messages has it (SAML Core §3.2.1). */
function signed(xml: string, signingKey: string): string {
  const signature = new SignedXml({
    privateKey: signingKey,
    signatureAlgorithm: algorithms.rsaSha256,
    canonicalizationAlgorithm: algorithms.exclusiveCanonicalisation,
  })
  signature.addReference({
    xpath: '/*',
    transforms: [algorithms.enveloped, algorithms.exclusiveCanonicalisation],
    digestAlgorithm: algorithms.sha256,
  })
  signature.computeSignature(xml, {
    location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
  })
  return signature.getSignedXml()
}

/** The start of a message's root, its attributes common to all, and our Issuer. `id` is an NCName, dates are in UTC. */
export const opening = (
  name: string,
  message: { id: string; now: Date; destination: string; issuer: string },
  attributes: Record<string, string> = {},
): string =>
  `<samlp:${name} xmlns:samlp="${namespaces.protocol}" xmlns:saml="${namespaces.assertion}"` +
  Object.entries({
    ID: message.id,
    Version: '2.0',
    IssueInstant: message.now.toISOString(),
    Destination: message.destination,
    ...attributes,
  })
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('') +
  `><saml:Issuer>${escapeXml(message.issuer)}</saml:Issuer>`

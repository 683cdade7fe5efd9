import { algorithms, bindings, namespaces, unspecifiedNameId } from './names.ts'

/** The addresses and names this service gives one IdP. `entityId` doubles as the address of the metadata. */
export type ServiceProvider = { entityId: string; acsUrl: string }

/** `origin` is the public one, without a trailing slash. */
export const serviceProvider = (origin: string, idpId: string): ServiceProvider => ({
  entityId: `${origin}/saml/${idpId}/metadata`,
  acsUrl: `${origin}/saml/${idpId}/acs`,
})

export type PublishedCertificate = { pem: string; purpose: 'signing' | 'decryption' }

/**
 * Our metadata for one IdP (SAML Metadata §2.4.4). `certificates` are all that are published, the one in use first:
 * while one takes over from another, IdPs need both. Without `logoutUrl` no single logout is offered.
 */
export function spMetadata(
  provider: ServiceProvider,
  options: { certificates: readonly PublishedCertificate[]; signsRequests: boolean; logoutUrl?: string },
): string {
  const logout = options.logoutUrl
  const services = [
    ...(logout === undefined ? [] : [bindings.redirect, bindings.post]).map(
      (binding) => `<md:SingleLogoutService Binding="${binding}" Location="${escapeXml(logout ?? '')}"/>`,
    ),
    `<md:NameIDFormat>${unspecifiedNameId}</md:NameIDFormat>`,
    `<md:AssertionConsumerService Binding="${bindings.post}" Location="${escapeXml(provider.acsUrl)}" index="0" isDefault="true"/>`,
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="${namespaces.metadata}" xmlns:ds="${namespaces.signature}" entityID="${escapeXml(provider.entityId)}">
  <md:SPSSODescriptor AuthnRequestsSigned="${options.signsRequests}" WantAssertionsSigned="true" protocolSupportEnumeration="${namespaces.protocol}">
    ${[...options.certificates.map(keyDescriptor), ...services].join('\n    ')}
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`
}

/** For encryption, what may be used with it: an IdP that follows this sends nothing that is refused. */
function keyDescriptor({ pem, purpose }: PublishedCertificate): string {
  const certificate = escapeXml(pem.replace(/-----[A-Z ]+-----|\s+/g, ''))
  const methods = [algorithms.aes256Gcm, algorithms.aes128Gcm, algorithms.rsaOaep]
    .map((algorithm) => `\n      <md:EncryptionMethod Algorithm="${algorithm}"/>`)
    .join('')
  return `<md:KeyDescriptor use="${purpose === 'signing' ? 'signing' : 'encryption'}">
      <ds:KeyInfo>
        <ds:X509Data>
          <ds:X509Certificate>${certificate}</ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>${purpose === 'signing' ? '' : methods}
    </md:KeyDescriptor>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** For text and attribute values alike; characters that XML 1.0 cannot hold are dropped. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')

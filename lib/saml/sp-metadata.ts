/** The addresses and names this service gives one IdP. `entityId` doubles as the address of the metadata. */
export type ServiceProvider = { entityId: string; acsUrl: string }

/** `origin` is the public one, without a trailing slash. */
export const serviceProvider = (origin: string, idpId: string): ServiceProvider => ({
  entityId: `${origin}/saml/${idpId}/metadata`,
  acsUrl: `${origin}/saml/${idpId}/acs`,
})

/** Our metadata for one IdP (SAML Metadata §2.4.4). `certificatePem` is the service provider's own certificate. */
export function spMetadata(
  provider: ServiceProvider,
  options: { certificatePem: string; signsRequests: boolean },
): string {
  const certificate = options.certificatePem.replace(/-----[A-Z ]+-----|\s+/g, '')
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${escapeXml(provider.entityId)}">
  <md:SPSSODescriptor AuthnRequestsSigned="${options.signsRequests}" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo>
        <ds:X509Data>
          <ds:X509Certificate>${escapeXml(certificate)}</ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>
    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${escapeXml(provider.acsUrl)}" index="0" isDefault="true"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** For text and attribute values alike; characters that XML 1.0 cannot hold are dropped. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')

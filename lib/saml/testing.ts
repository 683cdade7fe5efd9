import { generate } from 'selfsigned'

/** A throw-away certificate and its key, for tests. Dates as given. */
export async function testCertificate(
  options: { commonName?: string; validFrom?: Date; validTo?: Date; keySize?: number } = {},
): Promise<{ pem: string; privateKey: string; publicKey: string; base64: string; der: Buffer }> {
  const made = await generate([{ name: 'commonName', value: options.commonName ?? 'idp.example.com' }], {
    keySize: options.keySize ?? 2048,
    algorithm: 'sha256',
    notBeforeDate: options.validFrom ?? new Date('2026-01-01T00:00:00Z'),
    notAfterDate: options.validTo ?? new Date('2036-01-01T00:00:00Z'),
  })
  const base64 = made.cert.replace(/-----[A-Z ]+-----|\s+/g, '')
  return {
    pem: made.cert,
    privateKey: made.private,
    publicKey: made.public,
    base64,
    der: Buffer.from(base64, 'base64'),
  }
}

/** IdP metadata as real IdPs publish it, parts replaceable. */
export function testMetadata(options: {
  base64: string
  entityId?: string
  location?: string
  binding?: string
  attributes?: string
}): string {
  const binding = options.binding ?? 'HTTP-Redirect'
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor entityID="${options.entityId ?? 'https://idp.example.com/entity'}" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ${options.attributes ?? ''}>
  <!-- made by a test -->
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
${options.base64}
      </X509Certificate></X509Data></KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${options.location ?? 'https://idp.example.com/sso?a=1&amp;b=2'}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`
}

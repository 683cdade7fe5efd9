import { readCertificates } from '#lib/saml/certificate.ts'
import { readIdpMetadata } from '#lib/saml/idp-metadata.ts'
import { fetchMetadata } from './fetch-metadata.ts'
import { valuesOfMetadata, type MetadataValues } from './found-metadata.ts'
import { atMetadataUrl } from './refresh-metadata.ts'
import { viewCertificate, type CertificateView } from './view-certificate.ts'

/** What an uploaded certificate file says of itself, for the administrator to confirm. Throws as `readCertificates`. */
export const readUploadedCertificate = (content: string): { certificates: CertificateView[] } => ({
  certificates: readCertificates(content).map(viewCertificate),
})

/** What metadata fills in. `certificate` is PEM, to be saved with the form. */
export type MetadataView = MetadataValues & {
  signsSamlRequest: boolean
  certificate: string
  certificates: CertificateView[]
}

/** What the IdP's metadata fills in; HTTP-Redirect is preferred where the IdP offers both. Throws as `readIdpMetadata`. */
export function readUploadedMetadata(content: string): MetadataView {
  const metadata = readIdpMetadata(content)
  return {
    ...valuesOfMetadata(metadata),
    signsSamlRequest: metadata.wantsSignedRequests,
    certificate: metadata.certificates.map((each) => each.pem).join('\n'),
    certificates: metadata.certificates.map(viewCertificate),
  }
}

/** The same of what is at a Metadata URL. Throws as `fetchMetadata` and `readIdpMetadata`, for field `metadataUrl`. */
export async function readMetadataAt(address: string): Promise<MetadataView & { metadataUrl: string }> {
  const content = await fetchMetadata(address)
  return { ...atMetadataUrl(() => readUploadedMetadata(content)), metadataUrl: address.trim() }
}

import { readCertificates } from '#lib/saml/certificate.ts'
import { readIdpMetadata } from '#lib/saml/idp-metadata.ts'
import { viewCertificate, type CertificateView } from './view.ts'

/** What an uploaded certificate file says of itself, for the administrator to confirm. Throws as `readCertificates`. */
export const readUploadedCertificate = (content: string): { certificates: CertificateView[] } => ({
  certificates: readCertificates(content).map(viewCertificate),
})

/** What metadata fills in. `certificate` is PEM, to be saved with the form. */
export type MetadataView = {
  idpEntityId: string
  singleSignOnUrl: string
  usesHttpRedirect: boolean
  signsSamlRequest: boolean
  certificate: string
  certificates: CertificateView[]
}

/** What the IdP's metadata fills in; HTTP-Redirect is preferred where the IdP offers both. Throws as `readIdpMetadata`. */
export function readUploadedMetadata(content: string): MetadataView {
  const metadata = readIdpMetadata(content)
  return {
    idpEntityId: metadata.entityId,
    singleSignOnUrl: metadata.redirectUrl ?? metadata.postUrl ?? '',
    usesHttpRedirect: metadata.redirectUrl !== undefined,
    signsSamlRequest: metadata.wantsSignedRequests,
    certificate: metadata.certificates.map((each) => each.pem).join('\n'),
    certificates: metadata.certificates.map(viewCertificate),
  }
}

import { store } from '#db/index.ts'
import { findIdp, findSpCertificate } from '#db/queries/idps.ts'
import { env } from '#lib/env.ts'
import { serviceProvider, spMetadata } from '#lib/saml/sp-metadata.ts'

/** The service provider's metadata and certificate for one IdP; undefined when there is no such IdP. */
export async function findSpDocuments(
  idpId: string,
): Promise<{ name: string; metadataXml: string; certificatePem: string } | undefined> {
  if (!/^\d{1,30}$/.test(idpId)) return undefined
  const q = store().read
  const [idp, certificate] = await Promise.all([findIdp(q, idpId), findSpCertificate(q, idpId)])
  if (!idp || !certificate) return undefined
  const provider = serviceProvider(env().url, idpId)
  const metadataXml = spMetadata(provider, { certificatePem: certificate.pem, signsRequests: idp.signsSamlRequest })
  return { name: idp.name, metadataXml, certificatePem: certificate.pem }
}

import { store } from '#db/index.ts'
import { findIdp, type IdpRow, type SpCertificateRow } from '#db/queries/idps.ts'
import { listSpCertificates } from '#db/queries/sp-certificates.ts'
import { env } from '#lib/env.ts'
import { serviceProvider, spMetadata, type PublishedCertificate } from '#lib/saml/sp-metadata.ts'
import { edited } from '../configuration/index.ts'
import { entityIdOf } from './entity-id.ts'

/** The service provider's metadata and current signing certificate for one IdP; undefined when there is no such IdP. */
export async function findSpDocuments(
  idpId: string,
): Promise<{ name: string; metadataXml: string; certificatePem: string } | undefined> {
  if (!/^\d{1,30}$/.test(idpId)) return undefined
  const q = store().read
  const [idp, rows] = await Promise.all([findDownloadable(idpId), listSpCertificates(q, idpId)])
  const current = rows.find(({ purpose, state }) => purpose === 'signing' && state === 'current')
  if (!idp || !current) return undefined
  const metadataXml = spMetadata(
    { ...serviceProvider(env().url, idpId), entityId: entityIdOf(idpId, idp.organisationId, idp.hasOrgEntityId) },
    {
      certificates: published(rows),
      signsRequests: idp.signsSamlRequest,
      logoutUrl: `${env().url}/saml/${idpId}/logout`,
    },
  )
  return { name: idp.name, metadataXml, certificatePem: current.pem }
}

/** One of the service provider's certificates for one IdP, in PEM: `id` names another than the current one for signing. */
export async function findSpCertificate(idpId: string, id?: string): Promise<string | undefined> {
  if (id === undefined) return (await findSpDocuments(idpId))?.certificatePem
  if (!/^\d{1,30}$/.test(idpId) || !(await findDownloadable(idpId))) return undefined
  return (await listSpCertificates(store().read, idpId)).find((each) => each.id === id)?.pem
}

/** The IdP that counts, or one that is only drafted: whoever sets it up gives these documents to the other side first. */
const findDownloadable = async (idpId: string): Promise<IdpRow | undefined> =>
  (await findIdp(store().read, idpId)) ?? findIdp(await edited(store().read), idpId)

const order = { current: 0, next: 1, previous: 2 } as const

/** What we sign with may be the former one still; what is encrypted for us should not be for it any more. */
const published = (rows: SpCertificateRow[]): PublishedCertificate[] =>
  rows
    .filter(({ purpose, state }) => purpose === 'signing' || state !== 'previous')
    .toSorted((a, b) => b.purpose.localeCompare(a.purpose, 'en') || order[a.state] - order[b.state])
    .map(({ pem, purpose }) => ({ pem, purpose }))

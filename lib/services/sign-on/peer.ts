import { store } from '#db/index.ts'
import { listIdpCertificates, type IdpRow } from '#db/queries/idps.ts'
import { listSpCertificates } from '#db/queries/sp-certificates.ts'
import type { Reader } from '#db/store.ts'
import { unseal } from '#lib/auth/seal.ts'
import { env } from '#lib/env.ts'
import type { OwnSide, SamlPeer } from '#lib/saml/peer.ts'
import { serviceProvider } from '#lib/saml/sp-metadata.ts'
import { entityIdOf } from '../idps/entity-id.ts'

export type Peering = {
  readonly peer: SamlPeer
  readonly own: OwnSide
  /** PKCS#8 in PEM, the current one first: the IdP may still encrypt for the one before it. */
  readonly decryptionKeys: string[]
}

/** Both sides of the trust with one IdP, as stored at this moment: nothing of it is cached, so a change holds at once. */
export async function peerOf(idp: IdpRow, q: Reader = store().read): Promise<Peering> {
  const [certificates, keyPairs] = await Promise.all([listIdpCertificates(q, idp.id), listSpCertificates(q, idp.id)])
  const signing = keyPairs.find((pair) => pair.purpose === 'signing' && pair.state === 'current')
  // The next one is published: an IdP may encrypt for it before it is the current one here.
  const decryption = keyPairs.filter((pair) => pair.purpose === 'decryption')
  return {
    peer: {
      entityId: idp.idpEntityId,
      singleSignOnUrl: idp.singleSignOnUrl,
      usesHttpRedirect: idp.usesHttpRedirect,
      singleLogoutUrl: idp.singleLogoutUrl,
      certificates: certificates.map(({ pem }) => pem),
      signsRequests: idp.signsSamlRequest,
    },
    own: ownSide(idp, signing && unseal(signing.sealedKey)),
    decryptionKeys: decryption
      .toSorted((a, b) => Number(b.state === 'current') - Number(a.state === 'current'))
      .map(({ sealedKey }) => unseal(sealedKey)),
  }
}

/** How this service calls itself towards one IdP. */
function ownSide(idp: IdpRow, signingKey: string | undefined): OwnSide {
  return {
    entityId: entityIdOf(idp.id, idp.organisationId, idp.hasOrgEntityId),
    acsUrl: serviceProvider(env().url, idp.id).acsUrl,
    logoutUrl: `${env().url}/saml/${idp.id}/logout`,
    ...(signingKey === undefined ? {} : { signingKey }),
  }
}

import { listSpCertificates } from '#db/queries/sp-certificates.ts'
import type { IdpRow, SpCertificateRow } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { readCertificates } from '#lib/saml/certificate.ts'
import { viewFoundMetadata, type FoundMetadataView } from './found-metadata.ts'
import { viewCertificate, type CertificateView } from './view-certificate.ts'

/** One of our own certificates for an IdP. */
export type SpCertificateView = CertificateView & Pick<SpCertificateRow, 'id' | 'purpose' | 'state'>

/** What is known of an IdP's metadata beyond its settings. Times are ISO 8601 in UTC. */
export type MetadataState = {
  /** When the Metadata URL was last asked. */
  checkedAt?: string
  /** Why that failed. */
  problem?: string
  /** What it differed in, and nobody has approved or dismissed. */
  found?: FoundMetadataView
}

const order = { next: 0, current: 1, previous: 2 }

/** Those for signing first, in each the next, the current and the former one. */
export async function viewSpCertificates(q: Reader, idpId: string): Promise<SpCertificateView[]> {
  const rows = await listSpCertificates(q, idpId)
  return rows
    .toSorted((a, b) => b.purpose.localeCompare(a.purpose) || order[a.state] - order[b.state])
    .flatMap(({ id, purpose, state, pem }) =>
      readCertificates(pem).map((certificate) => ({ ...viewCertificate(certificate), id, purpose, state })),
    )
}

export function viewMetadataState(row: IdpRow, certificates: readonly CertificateView[]): MetadataState {
  const found = viewFoundMetadata(row, certificates)
  return {
    ...(row.metadataCheckedAt ? { checkedAt: row.metadataCheckedAt.toISOString() } : {}),
    ...(row.metadataProblem === null ? {} : { problem: row.metadataProblem }),
    ...(found ? { found } : {}),
  }
}

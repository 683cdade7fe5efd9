import { createHash } from 'node:crypto'
import type { IdpRow } from '#db/queries/idps.ts'
import { AppError } from '#lib/errors.ts'
import { readCertificates, type Certificate } from '#lib/saml/certificate.ts'
import type { IdpMetadata } from '#lib/saml/idp-metadata.ts'
import { viewCertificate, type CertificateView } from './view-certificate.ts'

/** What of an IdP's metadata the configuration holds. */
export type MetadataValues = Pick<IdpRow, 'idpEntityId' | 'singleSignOnUrl' | 'singleLogoutUrl' | 'usesHttpRedirect'>

/** The values as metadata gives them. The binding that is in use stays in use as long as the IdP offers it. */
export const valuesOfMetadata = (metadata: IdpMetadata, prefersRedirect = true): MetadataValues => {
  const usesHttpRedirect = metadata.redirectUrl !== undefined && (prefersRedirect || metadata.postUrl === undefined)
  return {
    idpEntityId: metadata.entityId,
    singleSignOnUrl: (usesHttpRedirect ? metadata.redirectUrl : metadata.postUrl) ?? '',
    singleLogoutUrl: metadata.singleLogoutUrl ?? '',
    usesHttpRedirect,
  }
}

/** Metadata that a refresh found, as it waits in `idps.pending_metadata`. */
type Found = MetadataValues & { pem: string; foundAt: string; isDismissed: boolean }

/** Found metadata that differs, as pages show it. `digest` names it: what is approved is what was seen. */
export type FoundMetadataView = {
  digest: string
  foundAt: string
  differences: {
    field: 'idpEntityId' | 'singleSignOnUrl' | 'singleLogoutUrl' | 'usesHttpRedirect'
    stored: string | boolean
    found: string | boolean
  }[]
  /** Signing certificates that come and go; empty where there is none. */
  added: CertificateView[]
  removed: CertificateView[]
}

/**
 * What is to be stored of metadata that was found: null when nothing of it differs from the configuration, and with the
 * dismissal kept when it is what somebody dismissed already.
 */
export function pendingText(
  row: IdpRow,
  stored: readonly Certificate['fingerprint'][],
  metadata: IdpMetadata,
  now: Date,
): string | null {
  const values = valuesOfMetadata(metadata, row.usesHttpRedirect)
  const pem = metadata.certificates.map((each) => each.pem).join('\n')
  const isSame =
    differing(row, values).length === 0 &&
    sameSet(
      stored,
      metadata.certificates.map((each) => each.fingerprint),
    )
  if (isSame) return null
  const before = readFound(row)
  const found: Found = { ...values, pem, foundAt: now.toISOString(), isDismissed: false }
  return before && digestOf(before) === digestOf(found) ? row.pendingMetadata : JSON.stringify(found)
}

/** Undefined when nothing waits: none was found, it was dismissed, or the configuration has become the same. */
export function viewFoundMetadata(row: IdpRow, stored: readonly CertificateView[]): FoundMetadataView | undefined {
  const found = readFound(row)
  if (!found || found.isDismissed) return undefined
  const certificates = readCertificates(found.pem).map(viewCertificate)
  const [known, named] = [stored, certificates].map((list) => new Set(list.map((each) => each.fingerprint)))
  const differences = differing(row, found)
  const added = certificates.filter((each) => !known?.has(each.fingerprint))
  const removed = stored.filter((each) => !named?.has(each.fingerprint))
  if (differences.length + added.length + removed.length === 0) return undefined
  return { digest: digestOf(found), foundAt: found.foundAt, differences, added, removed: [...removed] }
}

/** Whether something waits for a decision, by the column alone. */
export const isUndecided = (pendingMetadata: string | null): boolean =>
  pendingMetadata !== null && !(JSON.parse(pendingMetadata) as Found).isDismissed

/** What was found, to be taken over. Throws `AppError` `conflict` when it is not what the administrator saw. */
export function requireFound(row: IdpRow, digest: string): MetadataValues & { certificates: Certificate[] } {
  const found = readFound(row)
  if (!found || digestOf(found) !== digest) {
    throw new AppError('conflict', 'The IdP’s metadata has changed again, or was dealt with. Reload to see it.', {
      field: 'metadataUrl',
    })
  }
  const { idpEntityId, singleSignOnUrl, singleLogoutUrl, usesHttpRedirect } = found
  return { idpEntityId, singleSignOnUrl, singleLogoutUrl, usesHttpRedirect, certificates: readCertificates(found.pem) }
}

/** What of the state of its metadata goes with a change of an IdP: another address has said nothing yet, and what was found waits no more once it is what is stored. */
export function metadataStateAfter(
  row: IdpRow,
  after: MetadataValues & Pick<IdpRow, 'metadataUrl'>,
  certificates: readonly Certificate['fingerprint'][],
): Partial<IdpRow> {
  if (after.metadataUrl !== row.metadataUrl) {
    return { metadataCheckedAt: null, metadataProblem: null, pendingMetadata: null }
  }
  const found = readFound(row)
  const isStored =
    found &&
    differing(after, found).length === 0 &&
    sameSet(
      certificates,
      readCertificates(found.pem).map((each) => each.fingerprint),
    )
  return isStored ? { pendingMetadata: null } : {}
}

/** The same, not to be shown again until it changes. */
export const dismissed = (row: IdpRow): string | null => {
  const found = readFound(row)
  return found ? JSON.stringify({ ...found, isDismissed: true } satisfies Found) : null
}

const fields = ['idpEntityId', 'singleSignOnUrl', 'singleLogoutUrl', 'usesHttpRedirect'] as const

const differing = (stored: MetadataValues, found: MetadataValues): FoundMetadataView['differences'] =>
  fields
    .filter((field) => stored[field] !== found[field])
    .map((field) => ({ field, stored: stored[field], found: found[field] }))

const readFound = (row: IdpRow): Found | undefined =>
  row.pendingMetadata === null ? undefined : (JSON.parse(row.pendingMetadata) as Found)

const digestOf = (found: MetadataValues & { pem: string }): string =>
  createHash('sha256')
    .update(JSON.stringify([...fields.map((field) => found[field]), found.pem]))
    .digest('hex')

const sameSet = (some: readonly string[], others: readonly string[]) =>
  some.toSorted().join() === others.toSorted().join()

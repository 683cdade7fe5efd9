import { store } from '#db/index.ts'
import { claimMetadata, listDueMetadata } from '#db/queries/idp-metadata.ts'
import { findIdp, listIdpCertificates, updateIdpState, type IdpRow } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { readIdpMetadata, type IdpMetadata } from '#lib/saml/idp-metadata.ts'
import { systemActor, type Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { fetchMetadata, type FetchOptions } from './fetch-metadata.ts'
import { dismissed, pendingText, requireFound } from './found-metadata.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Asked at once. The sweep that does it waits for the slowest, ten seconds at most. */
const atOnce = 4

/**
 * Asks the Metadata URLs whose turn it is: once a day, an hour after one that failed. Nothing takes effect by it.
 * Answers how many were asked.
 */
export async function sweepMetadata(now: Date = new Date(), options: FetchOptions = {}): Promise<number> {
  const due = await listDueMetadata(store().read, {
    checkedBefore: new Date(now.getTime() - dayMs),
    failedBefore: new Date(now.getTime() - hourMs),
    limit: atOnce,
  })
  const asked = await Promise.all(due.map((row) => ask(row, systemActor, now, options)))
  return asked.filter(Boolean).length
}

/** Asks the Metadata URL of one IdP now. What came of it is in its view. Throws `AppError` `not-found`, `invalid`. */
export async function refreshMetadata(
  idpId: string,
  actor: Actor,
  now: Date = new Date(),
  options: FetchOptions = {},
): Promise<void> {
  const row = await findIdp(store().read, idpId)
  if (!row) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
  if (row.metadataUrl === '') {
    throw new AppError('invalid', 'Metadata URL: enter and save an address first.', { field: 'metadataUrl' })
  }
  await ask(row, actor, now, options)
}

/** Keeps found metadata from being shown again until it changes. Throws `AppError` `conflict` when it has. */
export async function dismissMetadata(idpId: string, digest: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const row = await findIdp(tx, idpId)
    if (!row) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    const { certificates, ...values } = requireFound(row, digest)
    await updateIdpState(tx, idpId, { pendingMetadata: dismissed(row) })
    await appendAudit(tx, actor, {
      action: 'metadata.dismiss',
      target: { type: 'idp', id: idpId, name: row.name },
      before: { ...values, certificates: certificates.map((each) => each.fingerprint) },
    })
  })
}

async function ask(row: IdpRow, actor: Actor, now: Date, options: FetchOptions): Promise<boolean> {
  if (!(await store().write((tx) => claimMetadata(tx, row, now)))) return false
  const found = await read(row.metadataUrl, options)
  await store().write(async (tx) => {
    await lockOrganisation(tx)
    const fresh = await findIdp(tx, row.id)
    // Edited while its server was thinking: another address is asked by itself.
    if (fresh?.metadataUrl !== row.metadataUrl) return
    if ('problem' in found) return updateIdpState(tx, row.id, { metadataProblem: found.problem })
    const stored = (await listIdpCertificates(tx, row.id)).map((each) => each.fingerprint)
    const pendingMetadata = pendingText(fresh, stored, found.metadata, now)
    await updateIdpState(tx, row.id, { metadataProblem: null, pendingMetadata })
    if (pendingMetadata === null || pendingMetadata === fresh.pendingMetadata) return
    await appendAudit(tx, actor, {
      action: 'metadata.find',
      target: { type: 'idp', id: row.id, name: row.name },
      before: { idpEntityId: fresh.idpEntityId, singleSignOnUrl: fresh.singleSignOnUrl, certificates: stored },
      after: {
        idpEntityId: found.metadata.entityId,
        singleSignOnUrl: found.metadata.redirectUrl ?? found.metadata.postUrl,
        certificates: found.metadata.certificates.map((each) => each.fingerprint),
      },
    })
  })
  return true
}

async function read(address: string, options: FetchOptions): Promise<{ metadata: IdpMetadata } | { problem: string }> {
  try {
    const content = await fetchMetadata(address, options)
    return { metadata: atMetadataUrl(() => readIdpMetadata(content)) }
  } catch (error) {
    if (isAppError(error)) return { problem: error.message }
    throw error
  }
}

/** What is wrong with metadata that was fetched belongs to the address, not to the field for files. */
export function atMetadataUrl<T>(reading: () => T): T {
  try {
    return reading()
  } catch (error) {
    if (!isAppError(error)) throw error
    const message = error.message.replace(/^IdP Metadata File: /, 'Metadata URL: what is there is not accepted. ')
    throw new AppError(error.code, message, { field: 'metadataUrl' })
  }
}

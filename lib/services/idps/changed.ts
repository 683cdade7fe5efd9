import { listIdpCertificates, listIdpDomains, type IdpRow } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import type { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import type { IdpChange } from './change.ts'
import { settingsOf, type IdpSettings } from './settings.ts'
import { viewCertificate, type CertificateView } from './view-certificate.ts'

/** What a form showed before anything was entered. `certificates` are fingerprints. */
export type OpenedIdp = { settings: Partial<IdpSettings>; certificates: string[] }

/** Throws `AppError` `changed`, with what differs, when the IdP is no longer at the version the change was made from. */
export async function requireUnchanged(q: Reader, row: IdpRow, change: IdpChange, actor: Actor): Promise<void> {
  if (change.version === undefined || change.version === row.version) return
  throw await changedSince(q, row, change, actor)
}

async function changedSince(q: Reader, row: IdpRow, change: IdpChange, actor: Actor): Promise<AppError> {
  const { settings = {}, certificates = [] } = change.opened ?? {}
  const now = settingsOf(
    row,
    (await listIdpDomains(q, row.id)).map((each) => each.domain),
  )
  // A set-up that is not finished has no status yet.
  const { status: _none, ...withoutStatus } = settings
  const opened = row.status === 'resume' ? withoutStatus : settings
  const stored = (await listIdpCertificates(q, row.id)).map(viewCertificate)
  const wanted = change.certificates?.map(viewCertificate)
  // A certificate that was replaced meanwhile is known by its fingerprint alone.
  const known = new Map([...stored, ...(wanted ?? [])].map((each) => [each.fingerprint, each]))
  const before = certificates.map((fingerprint) => known.get(fingerprint) ?? { fingerprint })
  const thing = { type: 'idp', id: row.id, name: row.name, version: row.version, updatedAt: row.updatedAt }
  return changedMeanwhile(q, actor, thing, {
    opened: { ...opened, certificates: before },
    theirs: { ...now, certificates: stored },
    mine: { ...opened, ...change.settings, certificates: wanted ?? before },
  })
}

/** A certificate of a conflict; one that is no longer here is known by its fingerprint alone. */
export type ComparedCertificate = Pick<CertificateView, 'fingerprint'> & Partial<CertificateView>

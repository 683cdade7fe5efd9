import { newId } from '#db/ids.ts'
import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { countSessionsWithoutUser } from '#db/queries/end-user-sessions.ts'
import {
  findArbitraryDomainsIdp,
  findIdp,
  findIdpByNameKey,
  findTakenDomain,
  listIdpCertificates,
  listIdpDomains,
  replaceDomains,
  replaceIdpCertificates,
  updateIdp,
  type IdpRow,
} from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Certificate } from '#lib/saml/certificate.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit, type AuditAction } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { keepIdpRules } from '../places/idp-rules.ts'
import { requireUnchanged, type OpenedIdp } from './changed.ts'
import { requireConfirmed, requiredConfirmations, startsScim, type Confirmation } from './confirmations.ts'
import { endDefaultIdp } from './default-idp.ts'
import { metadataStateAfter, requireFound } from './found-metadata.ts'
import { readSettings, requireConsistent, requirePurpose } from './rules.ts'
import { settingsOf, type IdpSettings } from './settings.ts'
import { noLimits, type TokenLimits } from './token-limits.ts'
import { activateToken } from './tokens.ts'

export type IdpChange = {
  settings?: Partial<IdpSettings>
  /** Replaces all certificates; an empty list removes them. */
  certificates?: readonly Certificate[]
  /** A token made by `generateToken` for this form, which becomes live. */
  pendingTokenId?: string
  /** What narrows that token. */
  pendingTokenLimits?: TokenLimits
  /** `pause` keeps the set-up open at this tab, `finish` ends it. Nothing: an IdP that has been set up is edited. */
  wizard?: { pause: 1 | 2 | 3 } | 'finish'
  /** What the caller saw. `AppError` `changed` when it has been edited since. */
  version?: number
  /** What the caller's form showed: tells a change of theirs from one of somebody else's when there were both. */
  opened?: OpenedIdp
  confirmed?: readonly Confirmation[]
  /** Takes over the metadata that a refresh found, by its digest; what of the settings it gives counts before `settings`. */
  approves?: string
}

/** Changes an IdP configuration in one transaction, with its audit rows. Answers the new version. */
export async function changeIdp(id: string, asked: IdpChange, actor: Actor): Promise<{ version: number }> {
  return configure(actor, async (tx) => {
    const row = await findIdp(tx, id)
    if (!row) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    const change = withFound(row, asked)
    await requireUnchanged(tx, row, change, actor)

    const certificates = await listIdpCertificates(tx, id)
    const domains = (await listIdpDomains(tx, id)).map((each) => each.domain)
    const before = { ...settingsOf(row, domains), certificates: certificates.length }
    const wanted = { ...settingsOf(row, domains), ...change.settings }
    // Without SCIM Sync there is nothing for policies to use.
    if (!wanted.scimSync && before.scimSync) wanted.scimAttributesForPolicy = false
    const after = {
      ...readSettings(wanted),
      certificates: change.certificates?.length ?? before.certificates,
    }
    requireConsistent(before, after)
    if (change.wizard === 'finish') requirePurpose(after)
    await requireFree(tx, row, after)
    if (change.pendingTokenId !== undefined && !after.scimSync) {
      throw new AppError('invalid', 'Enable SCIM Sync to save the bearer token.', { field: 'scimSync' })
    }
    const becomesDefault = after.isDefault && !before.isDefault
    const required = requiredConfirmations(
      { ...before, certificates: fingerprints(certificates) },
      { ...after, certificates: fingerprints(change.certificates ?? certificates) },
      becomesDefault && (await findDefaultIdp(tx)) !== undefined,
      startsScim(before, after) ? await countSessionsWithoutUser(tx, id, new Date()) : 0,
    )
    requireConfirmed(required, change.confirmed ?? [])

    const now = new Date()
    const { domains: newDomains, status, certificates: _count, ...columns } = after
    const isSetUp = row.status !== 'resume' || change.wizard === 'finish'
    await keepIdpRules(tx, id, { before, after: isSetUp ? after : { ...after, status: 'disabled' } }, actor)
    // First, since only one may be marked at any moment.
    if (becomesDefault) await endDefaultIdp(tx, now, actor)
    await updateIdp(tx, id, {
      ...columns,
      nameKey: fold(after.name),
      status: isSetUp ? status : 'resume',
      wizardStep: typeof change.wizard === 'object' ? change.wizard.pause : row.wizardStep,
      ...metadataStateAfter(row, after, fingerprints(change.certificates ?? certificates)),
      scimPolicySince: row.scimPolicySince ?? (after.scimAttributesForPolicy ? now : null),
      version: row.version + 1,
      updatedAt: now,
    })
    if (newDomains.join() !== domains.join()) await replaceDomains(tx, id, newDomains)
    if (change.certificates) {
      const rows = change.certificates.map((certificate) => ({ ...certificate, id: newId(now), idpId: id }))
      await replaceIdpCertificates(tx, id, rows)
    }
    if (change.pendingTokenId !== undefined) {
      const idp = { id, name: after.name }
      await activateToken(tx, idp, change.pendingTokenId, change.pendingTokenLimits ?? noLimits, now, actor)
    }

    await appendAudit(tx, actor, {
      action: auditActionOf(row, change, before, after),
      target: { type: 'idp', id, name: after.name },
      // The token has a row of its own.
      isOmittedWhenEqual: change.pendingTokenId !== undefined && change.wizard === undefined,
      before: { ...settingsOf(row, domains), certificates: fingerprints(certificates) },
      after: {
        ...columns,
        status,
        domains: newDomains,
        certificates: fingerprints(change.certificates ?? certificates),
        ...(required.length > 0 ? { confirmed: required } : {}),
      },
    })
    return { version: row.version + 1 }
  })
}

/** The change with what it approves filled in. */
function withFound(row: IdpRow, change: IdpChange): IdpChange {
  if (change.approves === undefined) return change
  const { certificates, ...settings } = requireFound(row, change.approves)
  return { ...change, settings: { ...change.settings, ...settings }, certificates }
}

const fingerprints = (list: readonly { fingerprint: string }[]) => list.map((each) => each.fingerprint)

/** Throws `AppError` `conflict` for a name, a domain, or the use with arbitrary domains that another IdP has. */
export async function requireFree(
  q: Reader,
  own: Pick<IdpRow, 'id'>,
  wanted: Pick<IdpSettings, 'name' | 'domains' | 'usesArbitraryDomains'>,
): Promise<void> {
  const namesake = await findIdpByNameKey(q, fold(wanted.name))
  if (namesake && namesake.id !== own.id) {
    throw new AppError('conflict', `Name: “${namesake.name}” exists already. Choose another name.`, { field: 'name' })
  }
  const taken = await findTakenDomain(q, wanted.domains, own.id)
  if (taken) {
    throw new AppError(
      'conflict',
      `Authentication Domains: ${taken.domain} belongs to ${taken.idpName}. A domain belongs to one IdP; remove it there first.`,
      { field: 'domains' },
    )
  }
  const arbitrary = wanted.usesArbitraryDomains ? await findArbitraryDomainsIdp(q) : undefined
  if (arbitrary && arbitrary.id !== own.id) {
    throw new AppError(
      'conflict',
      `Use with Arbitrary Domains: ${arbitrary.name} is used with arbitrary domains already, and only one IdP can be.`,
      { field: 'usesArbitraryDomains' },
    )
  }
}

/** The most telling name for a change that may hold several. */
function auditActionOf(row: IdpRow, change: IdpChange, before: IdpSettings, after: IdpSettings): AuditAction {
  if (typeof change.wizard === 'object') return 'idp.pause'
  if (row.status === 'resume') return 'idp.resume'
  const old: Record<string, unknown> = before
  const differing = Object.entries(after).flatMap(([key, value]) =>
    JSON.stringify(old[key]) === JSON.stringify(value) ? [] : [key],
  )
  const only = (...keys: string[]) => differing.length > 0 && differing.every((key) => keys.includes(key))
  if (only('scimSync', 'scimAttributesForPolicy') && before.scimSync !== after.scimSync) {
    return after.scimSync ? 'scim-sync.enable' : 'scim-sync.disable'
  }
  if (only('scimAttributesForPolicy')) {
    return after.scimAttributesForPolicy ? 'scim-policy.enable' : 'scim-policy.disable'
  }
  if (only('status')) return after.status === 'enabled' ? 'idp.enable' : 'idp.disable'
  return 'idp.update'
}

import { newId, newIdpId } from '#db/ids.ts'
import { insertToken } from '#db/queries/idp-tokens.ts'
import { insertIdp, insertSpCertificate, replaceDomains, type IdpRow, type SpCertificateRow } from '#db/queries/idps.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { requireOwnDomains } from '../authentication-settings/change-settings.ts'
import { requireOwnerForAdministrators } from '../places/idp-rules.ts'
import { requireFree } from './change.ts'
import { scimEndpoint } from './endpoint.ts'
import { getOrganisation } from '../organisation.ts'
import { readSettings, requireConsistent } from './rules.ts'
import { defaultSettings, type IdpSettings } from './settings.ts'
import { makeSpCertificate } from './sp-certificate.ts'

/** The first tab of *Add IdP Configuration*: what must be known before there is anything to save. */
export type IdpInformation = Pick<IdpSettings, 'name' | 'singleSignOn' | 'usesArbitraryDomains' | 'domains'>

/** What an IdP needs before there is one: its id, and a key pair, which takes too long to be made in a write turn. */
export type PreparedIdp = { id: string; spCertificate: SpCertificateRow }

export async function prepareIdp(): Promise<PreparedIdp> {
  const id = newIdpId()
  return { id, spCertificate: await makeSpCertificate(id) }
}

/**
 * Saves the first tab: a draft that the table shows as *Resume*, to go on at the second tab. Answers its id. Within another
 * `configure`, prepare the IdP before that.
 */
export async function startIdp(
  information: IdpInformation,
  actor: Actor,
  prepared?: PreparedIdp,
): Promise<{ id: string; version: number }> {
  const { id } = await insert({ ...defaultSettings, ...information }, 'resume', actor, false, prepared)
  return { id, version: 1 }
}

/**
 * An IdP at once, for the command line: enabled, so that it can provision straight away, and without SAML, which the
 * portal adds later. With SCIM Sync comes a live token, in clear here and never again. `guard`: the mass-deprovision
 * guard, off unless asked for.
 */
export async function createIdp(
  wanted: { name: string; scimSync: boolean; scimPolicy: boolean; domains?: readonly string[]; guard?: boolean },
  actor: Actor,
): Promise<{ id: string; name: string; endpoint: string; token?: string }> {
  const settings: IdpSettings = {
    ...defaultSettings,
    name: wanted.name,
    domains: [...(wanted.domains ?? [])],
    scimSync: wanted.scimSync,
    scimAttributesForPolicy: wanted.scimPolicy,
    guardsDeprovisioning: wanted.guard === true,
  }
  const { id, name, organisationId, token } = await insert(settings, 'enabled', actor, wanted.scimSync)
  return { id, name, endpoint: scimEndpoint(organisationId, id), ...(token === undefined ? {} : { token }) }
}

async function insert(
  wanted: IdpSettings,
  status: 'resume' | 'enabled',
  actor: Actor,
  withToken: boolean,
  prepared?: PreparedIdp,
) {
  const settings = readSettings(wanted)
  requireConsistent({ ...defaultSettings, certificates: 0 }, { ...settings, certificates: 0 })
  const organisation = await getOrganisation()
  const { id, spCertificate } = prepared ?? (await prepareIdp())
  const token = withToken ? newScimToken() : undefined
  const now = new Date()
  const { domains, status: _status, ...columns } = settings
  const row: IdpRow = {
    ...columns,
    id,
    organisationId: organisation.id,
    nameKey: fold(settings.name),
    status,
    wizardStep: status === 'resume' ? 2 : 3,
    scimPolicySince: settings.scimAttributesForPolicy ? now : null,
    metadataCheckedAt: null,
    metadataProblem: null,
    pendingMetadata: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  await configure(actor, async (tx) => {
    await requireFree(tx, row, settings)
    await requireOwnerForAdministrators(tx, [settings], actor)
    await requireOwnDomains(tx, domains)
    await insertIdp(tx, row)
    await replaceDomains(tx, id, domains)
    await insertSpCertificate(tx, spCertificate)
    const target = { type: 'idp', id, name: row.name }
    await appendAudit(tx, actor, { action: 'idp.create', target, after: { ...settings, status } })
    if (token) {
      const { hash, hint } = token
      await insertToken(tx, {
        id: newId(now),
        idpId: id,
        hash,
        hint,
        state: 'live',
        createdAt: now,
        createdBy: actor.name,
      })
      await appendAudit(tx, actor, { action: 'token.generate', target, after: { hint } })
    }
  })
  return { id, name: row.name, organisationId: organisation.id, token: token?.token }
}

import { saveAuthenticationSettings } from '#db/queries/authentication-settings.ts'
import { findIdp, listIdpDomains } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Reader, Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { readDomains } from '../idps/rules.ts'
import { authenticationSettings, type AuthenticationSettings } from './settings.ts'

/** What *Default Settings* edits. */
export type DefaultSettings = Pick<
  AuthenticationSettings,
  'authenticationType' | 'primaryDomain' | 'sessionTimeoutMinutes' | 'frequency' | 'frequencyDays'
> & { secondaryDomains: string[] }

export const defaultSettingsOf = (settings: AuthenticationSettings): DefaultSettings => ({
  authenticationType: settings.authenticationType,
  primaryDomain: settings.primaryDomain,
  secondaryDomains: [...settings.secondaryDomains],
  sessionTimeoutMinutes: settings.sessionTimeoutMinutes,
  frequency: settings.frequency,
  frequencyDays: settings.frequencyDays,
})

/**
 * Saves the Default Settings. `seen`: what the caller's form showed.
 * @throws AppError `invalid` at its field, `changed` when somebody else saved in between.
 */
export async function changeDefaultSettings(
  wanted: DefaultSettings,
  seen: { version: number; opened: DefaultSettings },
  actor: Actor,
): Promise<void> {
  const entry = readDefaultSettings(wanted)
  await configure(actor, async (tx) => {
    const before = await authenticationSettings(tx)
    const theirs = defaultSettingsOf(before)
    // Its version alone says too much: enforcement and the PAC file raise it as well.
    if (before.version !== seen.version && JSON.stringify(theirs) !== JSON.stringify(seen.opened)) {
      const thing = { ...settingsTarget, version: before.version, updatedAt: new Date() }
      throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs, mine: entry })
    }
    await requireComplete(tx, entry)
    await saveSettings(tx, before, entry)
    await appendAudit(tx, actor, { action: 'setting.update', target: settingsTarget, before: theirs, after: entry })
  })
}

/** How audit rows name the settings as a whole. */
export const settingsTarget = { type: 'setting', id: 'authentication', name: 'Authentication Settings' }

/** Writes what changes of the settings, in a turn that holds the organisation's lock. */
export async function saveSettings(
  tx: Writer,
  before: AuthenticationSettings,
  change: Partial<AuthenticationSettings>,
): Promise<void> {
  const organisation = await lockOrganisation(tx)
  const { secondaryDomains, ...after } = { ...before, ...change }
  await saveAuthenticationSettings(tx, {
    ...after,
    id: organisation.id,
    secondaryDomains: JSON.stringify(secondaryDomains),
    version: before.version + 1,
    updatedAt: new Date(),
  })
}

function readDefaultSettings(wanted: DefaultSettings): DefaultSettings {
  const { sessionTimeoutMinutes: minutes, frequency, frequencyDays: days } = wanted
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 600) {
    throw invalid('sessionTimeoutMinutes', 'Admin Portal Session Timeout: 5 to 600 minutes are accepted.')
  }
  if (frequency === 'custom' && (!Number.isInteger(days) || days < 1 || days > 180)) {
    throw invalid('frequencyDays', 'Authentication Frequency: 1 to 180 days are accepted.')
  }
  const [primaryDomain = '', ...others] = domainsAt('primaryDomain', [wanted.primaryDomain])
  if (others.length > 0) throw invalid('primaryDomain', 'Primary Authentication Domain: enter one domain.')
  const secondaryDomains = domainsAt('secondaryDomains', wanted.secondaryDomains)
  if (primaryDomain === '' && secondaryDomains.length > 0) {
    throw invalid('primaryDomain', 'Primary Authentication Domain: enter it before the secondary ones.')
  }
  if (secondaryDomains.includes(primaryDomain)) {
    throw invalid('secondaryDomains', `Secondary Authentication Domains: ${primaryDomain} is the primary one.`)
  }
  return { ...wanted, primaryDomain, secondaryDomains }
}

/** The organisation's domains hold every IdP's: without it, people of that IdP could not sign in any more. */
async function requireComplete(q: Reader, { primaryDomain, secondaryDomains }: DefaultSettings): Promise<void> {
  if (primaryDomain === '') return
  const all = [primaryDomain, ...secondaryDomains]
  const missing = (await listIdpDomains(q)).find(({ domain }) => !all.includes(domain))
  if (!missing) return
  const name = (await findIdp(q, missing.idpId))?.name ?? missing.idpId
  throw new AppError(
    'conflict',
    `Secondary Authentication Domains: ${missing.domain} belongs to ${name}. Add it, or remove it from that IdP first.`,
    { field: 'secondaryDomains' },
  )
}

/** Throws `AppError` `invalid` at field `domains` for a domain that the organisation does not call its own. */
export async function requireOwnDomains(q: Reader, domains: readonly string[]): Promise<void> {
  const { primaryDomain, secondaryDomains } = await authenticationSettings(q)
  if (primaryDomain === '') return
  const foreign = domains.find((domain) => domain !== primaryDomain && !secondaryDomains.includes(domain))
  if (foreign === undefined) return
  throw invalid(
    'domains',
    `Authentication Domains: ${foreign} is not one of the organisation’s. Add it under Authentication Settings first.`,
  )
}

/** Judged as an IdP's Authentication Domains are, in the words of this form's field. */
function domainsAt(field: 'primaryDomain' | 'secondaryDomains', entries: readonly string[]): string[] {
  const label = field === 'primaryDomain' ? 'Primary Authentication Domain' : 'Secondary Authentication Domains'
  try {
    return readDomains(entries)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw invalid(field, error.message.replace('Authentication Domains', label))
  }
}

const invalid = (field: string, message: string) => new AppError('invalid', message, { field })

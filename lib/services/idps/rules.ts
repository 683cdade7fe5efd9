import { domainToASCII } from 'node:url'
import { AppError } from '#lib/errors.ts'
import { readGuardSettings } from './guard-settings.ts'
import { readSamlSettings } from './saml-settings.ts'
import { readScimLimits } from './scim-limits.ts'
import type { IdpSettings } from './settings.ts'

const maximumDomains = 500

/** An IdP's name as stored. Throws `AppError` `invalid` for field `name`. */
export function readName(text: string): string {
  const name = text.trim().normalize('NFC')
  if (name === '') throw invalid('name', 'Name: enter a name.')
  if (name.length > 100) throw invalid('name', 'Name: up to 100 characters are accepted.')
  const strange = /[^\p{L}\p{M}\p{N}._-]/u.exec(name)
  if (strange) {
    const what = /\s/.test(strange[0]) ? 'a space' : `“${strange[0]}”`
    throw invalid('name', `Name: ${what} is not accepted. Use letters, digits, “.”, “-” and “_”.`)
  }
  return name
}

/**
 * Authentication Domains as stored: lower case, punycode, each once, in alphabetical order.
 * Throws `AppError` `invalid` for field `domains`, naming the entry.
 */
export function readDomains(entries: readonly string[]): string[] {
  const domains = new Set(
    entries
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map(readDomain),
  )
  if (domains.size > maximumDomains) {
    throw invalid('domains', `Authentication Domains: up to ${maximumDomains} domains are accepted.`)
  }
  return [...domains].sort()
}

function readDomain(entry: string): string {
  const wrong = (why: string) => invalid('domains', `Authentication Domains: “${entry.slice(0, 80)}” ${why}`)
  if (entry.includes('@')) throw wrong('holds an @. Enter only what comes after it, such as example.com.')
  if (/[:/?#]/.test(entry)) throw wrong('is an address. Enter only the domain, such as example.com.')
  if (entry.includes('*')) throw wrong('holds a wildcard. Enter each domain by itself.')
  const domain = domainToASCII(entry.toLowerCase().replace(/\.$/, ''))
  const labels = domain.split('.')
  const isDomain =
    domain.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  if (!isDomain) throw wrong('is not a domain, such as example.com.')
  return domain
}

/** The whole settings as stored, each field judged by itself. */
export const readSettings = (settings: IdpSettings): IdpSettings => ({
  ...settings,
  name: readName(settings.name),
  domains: readDomains(settings.domains),
  ...readSamlSettings(settings),
  ...readScimLimits(settings),
  ...readGuardSettings(settings),
})

/** What a single sign-on cannot do without. */
export type SamlState = Pick<IdpSettings, 'singleSignOnUrl' | 'idpEntityId'> & { certificates: number }

export const isSamlConfigured = (saml: SamlState): boolean =>
  saml.singleSignOnUrl !== '' && saml.idpEntityId !== '' && saml.certificates > 0

/**
 * What a configuration that is put to use cannot do without: SAML, unless SCIM Sync is on, for an IdP that only
 * provisions (enabling SCIM Sync without SAML is confirmed, confirmations.ts). Throws `AppError` `invalid` for the first
 * field that is missing.
 */
export function requirePurpose(saml: SamlState & Pick<IdpSettings, 'scimSync'>): void {
  if (saml.scimSync) return
  if (saml.singleSignOnUrl === '') {
    throw invalid(
      'singleSignOnUrl',
      'Single Sign-On URL: enter the address, or import the IdP’s metadata. An IdP that only provisions needs SCIM Sync enabled instead.',
    )
  }
  if (saml.idpEntityId === '') {
    throw invalid('idpEntityId', 'IdP Entity ID: enter the entity ID, or import the IdP’s metadata.')
  }
  if (saml.certificates === 0) {
    throw invalid(
      'certificate',
      'IdP Certificate: a certificate is required, without which no sign-in can be verified.',
    )
  }
}

/**
 * Rules between fields. `before` is what is stored; a state that was accepted once and has not changed since is left
 * alone.
 */
export function requireConsistent(
  before: IdpSettings & { certificates: number },
  after: IdpSettings & { certificates: number },
): void {
  if (after.singleSignOn === 'admin' && after.usesArbitraryDomains) {
    throw invalid('usesArbitraryDomains', 'Use with Arbitrary Domains is available for User single sign-on only.')
  }
  if (after.singleSignOn === 'admin' && after.isDefault) {
    throw invalid('isDefault', 'Default IdP is available for User single sign-on only.')
  }
  if (after.singleSignOn === 'admin' && after.scimSync) {
    throw invalid(
      'scimSync',
      'SCIM Sync is available for User single sign-on only. For the users of this IdP, add a second configuration with Single Sign-On set to User.',
    )
  }
  if (after.singleSignOn === 'admin' && after.samlAutoProvisioning) {
    throw invalid(
      'provisioning',
      'SAML Auto-Provisioning is available for User single sign-on only: administrators are added under Administrators.',
    )
  }
  if (after.singleSignOn === 'user' && after.roleAttribute !== '') {
    throw invalid('roleAttribute', 'Role Attribute is available for Admin single sign-on only.')
  }
  requireExclusiveProvisioning(after)
  if (after.scimAttributesForPolicy && !after.scimSync) {
    throw invalid('scimAttributesForPolicy', 'SCIM Attributes for Policy needs SCIM Sync. Enable SCIM Sync first.')
  }
  const becameEnabled = after.status === 'enabled' && before.status !== 'enabled'
  const lostSaml = isSamlConfigured(before) && !isSamlConfigured(after)
  if (after.status === 'enabled' && (becameEnabled || lostSaml)) requirePurpose(after)
}

/** Throws `AppError` `invalid`: two sources that both create and change a user would undo each other's work. */
export function requireExclusiveProvisioning(after: Pick<IdpSettings, 'samlAutoProvisioning' | 'scimSync'>): void {
  if (!after.samlAutoProvisioning || !after.scimSync) return
  throw invalid(
    'provisioning',
    'Provisioning Options: SAML Auto-Provisioning and SCIM Provisioning are never enabled together. Choose one of them under Edit IdP Configuration.',
  )
}

const invalid = (field: string, message: string) => new AppError('invalid', message, { field })

import { AppError } from '#lib/errors.ts'
import type { IdpSettings } from './settings.ts'

/** What of an IdP configuration is text that SAML reads. */
export type SamlSettings = Pick<
  IdpSettings,
  | 'singleSignOnUrl'
  | 'idpEntityId'
  | 'singleLogoutUrl'
  | 'loginNameAttribute'
  | 'displayNameAttribute'
  | 'groupNameAttribute'
  | 'departmentNameAttribute'
  | 'roleAttribute'
  | 'metadataUrl'
>

/** The texts as stored, each judged by itself. Throws `AppError` `invalid` for the first that is not accepted. */
export const readSamlSettings = (settings: SamlSettings): SamlSettings => ({
  singleSignOnUrl: readHttpsUrl('singleSignOnUrl', 'Single Sign-On URL', settings.singleSignOnUrl),
  idpEntityId: readEntityId(settings.idpEntityId),
  singleLogoutUrl: readHttpsUrl('singleLogoutUrl', 'Single Logout URL', settings.singleLogoutUrl),
  // Empty stands for what an IdP sends always.
  loginNameAttribute:
    readAttribute('loginNameAttribute', 'Login Name Attribute', settings.loginNameAttribute) || 'NameID',
  displayNameAttribute: readAttribute(
    'displayNameAttribute',
    'User Display Name Attribute',
    settings.displayNameAttribute,
  ),
  groupNameAttribute: readAttribute('groupNameAttribute', 'Group Name Attribute', settings.groupNameAttribute),
  departmentNameAttribute: readAttribute(
    'departmentNameAttribute',
    'Department Name Attribute',
    settings.departmentNameAttribute,
  ),
  roleAttribute: readAttribute('roleAttribute', 'Role Attribute', settings.roleAttribute),
  metadataUrl: readHttpsUrl('metadataUrl', 'Metadata URL', settings.metadataUrl),
})

/** An https address as stored; empty stays empty. Throws `AppError` `invalid` for `field`. */
export function readHttpsUrl(field: keyof SamlSettings, label: string, text: string): string {
  const wrong = (why: string) => invalid(field, `${label}: ${why}`)
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const url = URL.parse(trimmed)
  if (trimmed.length > 2048) throw wrong('up to 2,048 characters are accepted.')
  if (url?.protocol === 'http:') throw wrong('http is not accepted. Enter an address that begins with https://.')
  if (url?.protocol !== 'https:') throw wrong('enter an address that begins with https://.')
  if (url.username !== '' || url.password !== '') {
    throw wrong('an address with a user name or password is not accepted.')
  }
  return trimmed
}

/** An IdP Entity ID as stored; empty stays empty. Throws `AppError` `invalid` for field `idpEntityId`. */
export function readEntityId(text: string): string {
  const trimmed = text.trim()
  if (trimmed.length > 1024) throw invalid('idpEntityId', 'IdP Entity ID: up to 1,024 characters are accepted.')
  if (/[\s\p{Cc}]/u.test(trimmed)) throw invalid('idpEntityId', 'IdP Entity ID: spaces are not accepted.')
  return trimmed
}

/**
 * The Name of an attribute in assertions, which is compared exactly: its case stays. Empty: the attribute is not read.
 * Throws `AppError` `invalid` for `field`.
 */
export function readAttribute(field: string, label: string, text: string): string {
  const trimmed = text.trim()
  if (trimmed.length > 256) throw invalid(field, `${label}: up to 256 characters are accepted.`)
  if (/\p{Cc}/u.test(trimmed)) throw invalid(field, `${label}: control characters are not accepted.`)
  return trimmed
}

const invalid = (field: string, message: string) => new AppError('invalid', message, { field })

import { AppError } from '#lib/errors.ts'
import { isSamlConfigured } from './rules.ts'
import type { IdpSettings } from './settings.ts'

/**
 * Steps an administrator must have confirmed before they are taken. The page asks in a dialog that states the
 * consequences in numbers; the service refuses the step without it, so that no other caller takes it silently.
 */
export type Confirmation =
  /** SCIM Sync goes on while SAML is not configured: allowed, since provisioning works without it, but never by accident. */
  | 'scim-before-saml'
  /** Whoever is signed in and not among the users that SCIM brought is signed out: the SCIM check would refuse them. */
  | 'scim-ends-sessions'
  | 'scim-off'
  | 'policy-on'
  | 'policy-off'
  /** Rules with SAML criteria of this IdP may not be evaluated any more. */
  | 'saml-policy-off'
  /** What sign-in through an enabled IdP relies on is replaced: whoever signs in meanwhile meets an error. */
  | 'saml-changed'
  /** The addresses that stand for the default IdP change hands: the IdP that used them is refused there. */
  | 'default-moved'
  /** SCIM Sync Logs are kept for a shorter time: entries that are here now are deleted for good. */
  | 'logs-shortened'
  /** Sign-ins create and change users, groups and departments from now on. */
  | 'saml-provisioning-on'
  /** Sign-ins bring nobody any more; with SCIM Sync instead, whoever it has not brought is refused. */
  | 'saml-provisioning-off'
  /** Our own entity ID is another one: the IdP must be told, or its assertions are refused. */
  | 'entity-id-changed'
  /** People are known by another value of their assertions. */
  | 'login-name-changed'

export const confirmations = [
  'scim-before-saml',
  'scim-ends-sessions',
  'scim-off',
  'policy-on',
  'policy-off',
  'saml-policy-off',
  'saml-changed',
  'default-moved',
  'logs-shortened',
  'saml-provisioning-on',
  'saml-provisioning-off',
  'entity-id-changed',
  'login-name-changed',
] as const satisfies Confirmation[]

/** `certificates` are fingerprints. */
export type ConfirmedState = Pick<
  IdpSettings,
  | 'status'
  | 'isDefault'
  | 'singleSignOnUrl'
  | 'idpEntityId'
  | 'scimSync'
  | 'scimAttributesForPolicy'
  | 'samlAttributesForPolicy'
  | 'logRetentionDays'
  | 'samlAutoProvisioning'
  | 'hasOrgEntityId'
  | 'loginNameAttribute'
> & { certificates: readonly string[] }

/**
 * Which confirmations the step from `before` to `after` takes. `hasOtherDefault`: another IdP is the default one now.
 * `sessionsWithoutUser`: how many open sessions are of people who are not among the IdP's users.
 */
export function requiredConfirmations(
  before: ConfirmedState,
  after: ConfirmedState,
  hasOtherDefault: boolean,
  sessionsWithoutUser = 0,
): Confirmation[] {
  const required: Confirmation[] = []
  const isConfigured = (state: ConfirmedState) =>
    isSamlConfigured({ ...state, certificates: state.certificates.length })
  if (before.status === 'enabled' && isConfigured(before)) {
    if (samlText(before) !== samlText(after)) required.push('saml-changed')
    if (before.hasOrgEntityId !== after.hasOrgEntityId) required.push('entity-id-changed')
    if (before.loginNameAttribute !== after.loginNameAttribute) required.push('login-name-changed')
  }
  if (!before.scimSync && after.scimSync && !isConfigured(after)) required.push('scim-before-saml')
  if (startsScim(before, after) && sessionsWithoutUser > 0) required.push('scim-ends-sessions')
  if (before.scimSync && !after.scimSync) required.push('scim-off')
  if (!before.samlAutoProvisioning && after.samlAutoProvisioning) required.push('saml-provisioning-on')
  if (before.samlAutoProvisioning && !after.samlAutoProvisioning) required.push('saml-provisioning-off')
  if (!before.scimAttributesForPolicy && after.scimAttributesForPolicy) required.push('policy-on')
  // Turning SCIM Sync off says that it takes this along.
  if (before.scimAttributesForPolicy && !after.scimAttributesForPolicy && after.scimSync) required.push('policy-off')
  if (before.samlAttributesForPolicy && !after.samlAttributesForPolicy) required.push('saml-policy-off')
  if (!before.isDefault && after.isDefault && hasOtherDefault) required.push('default-moved')
  if (after.logRetentionDays < before.logRetentionDays) required.push('logs-shortened')
  return required
}

/** Whether sessions of people whom SCIM has not brought matter from now on. */
export const startsScim = (
  before: Pick<ConfirmedState, 'scimSync'>,
  after: Pick<ConfirmedState, 'scimSync'>,
): boolean => !before.scimSync && after.scimSync

const samlText = (state: ConfirmedState) =>
  JSON.stringify([state.singleSignOnUrl, state.idpEntityId, state.certificates])

const fieldOf: Record<Confirmation, string> = {
  'scim-before-saml': 'scimSync',
  'scim-ends-sessions': 'scimSync',
  'scim-off': 'scimSync',
  'policy-on': 'scimAttributesForPolicy',
  'policy-off': 'scimAttributesForPolicy',
  'saml-policy-off': 'samlAttributesForPolicy',
  'saml-changed': 'singleSignOnUrl',
  'default-moved': 'isDefault',
  'logs-shortened': 'logRetentionDays',
  'saml-provisioning-on': 'provisioning',
  'saml-provisioning-off': 'provisioning',
  'entity-id-changed': 'hasOrgEntityId',
  'login-name-changed': 'loginNameAttribute',
}

const messageOf: Record<Confirmation, string> = {
  'scim-before-saml':
    'Configure SAML before SCIM Sync: Single Sign-On URL, IdP Entity ID or certificate is missing. Confirm to enable SCIM Sync all the same.',
  'scim-ends-sessions': 'Confirm that sessions of people whom SCIM has not brought end.',
  'scim-off': 'Confirm that SCIM Sync stops for this IdP.',
  'policy-on': 'Confirm that SCIM attributes and groups may be used in policies.',
  'policy-off': 'Confirm that SCIM attributes and groups are no longer used in policies.',
  'saml-policy-off': 'Confirm that SAML attributes are no longer used in policies.',
  'saml-changed': 'Confirm that sign-in through this IdP changes for everybody.',
  'default-moved': 'Confirm that another IdP is no longer the default one.',
  'logs-shortened': 'Confirm that entries of SCIM Sync Logs are deleted.',
  'saml-provisioning-on': 'Confirm that sign-ins create and change users, groups and departments.',
  'saml-provisioning-off': 'Confirm that sign-ins no longer create and change users, groups and departments.',
  'entity-id-changed': 'Confirm that the Service Provider Entity ID changes, which the IdP must be told.',
  'login-name-changed': 'Confirm that people are known by another value of their assertions.',
}

/** Throws `AppError` `conflict` for the first one that is missing. */
export function requireConfirmed(required: readonly Confirmation[], confirmed: readonly Confirmation[]): void {
  const missing = required.find((each) => !confirmed.includes(each))
  if (missing) throw new AppError('conflict', messageOf[missing], { field: fieldOf[missing] })
}

import type { IdpRow } from '#db/queries/idps.ts'

/** Everything of an IdP configuration that an administrator may set. Certificates and tokens come beside it. */
export type IdpSettings = {
  name: string
  singleSignOn: 'user' | 'admin'
  usesArbitraryDomains: boolean
  /** Authentication Domains. */
  domains: string[]
  singleSignOnUrl: string
  idpEntityId: string
  status: 'enabled' | 'disabled'
  signsSamlRequest: boolean
  usesHttpRedirect: boolean
  forcesAuthentication: boolean
  sendsLoginHint: boolean
  samlAttributesForPolicy: boolean
  scimSync: boolean
  scimAttributesForPolicy: boolean
  /** When a user is deactivated. */
  onDeactivate: 'keep' | 'delete'
  /** A userName outside the Authentication Domains. */
  onForeignDomain: 'flag' | 'refuse'
  /** A create for the userName or externalId of a deactivated user. */
  onReturningUser: 'refuse' | 'restore'
  /** A group's member whose id is unknown. */
  onUnknownMember: 'refuse' | 'skip'
  /** SCIM requests that are answered in a second; null: all. */
  requestsPerSecond: number | null
  /** Resources on a page of a list when the client asks for no number. */
  pageSize: number
  maximumPageSize: number
  /** Null: any number. */
  groupsPerUser: number | null
  /** Whether lists of groups hold their members. */
  listsMembers: boolean
  /** How long SCIM Sync Logs are kept. */
  logRetentionDays: number
  /** The mass-deprovision guard (lib/services/scim/guard.ts). */
  guardsDeprovisioning: boolean
  /** So much of an IdP's active users may lose access within an hour, in percent; but always as many as `guardMinimum`. */
  guardPercent: number
  guardMinimum: number
  /** Groups that may be emptied and deleted, by name, one a line. */
  guardExceptions: string
  /** Whether users have the additional attributes, in the core schema. */
  additionalAttributes: boolean
  /** The default IdP, one in the organisation at most. */
  isDefault: boolean
  /** Org-Specific Entity ID. */
  hasOrgEntityId: boolean
  /** Login Name Attribute: `NameID`, or an attribute of the assertion. */
  loginNameAttribute: string
  /** Whether an assertion that answers no request of ours is accepted. */
  allowsUnsolicited: boolean
  /** Whether assertions encrypted by AES-CBC are read; never without a signature inside. */
  acceptsCbcEncryption: boolean
  /** Single Logout URL of the IdP; empty: none. */
  singleLogoutUrl: string
  /** SAML Auto-Provisioning, never together with SCIM Sync. */
  samlAutoProvisioning: boolean
  displayNameAttribute: string
  groupNameAttribute: string
  departmentNameAttribute: string
  /** The attribute that gives administrators their roles; empty: none. */
  roleAttribute: string
  /** Where its metadata is refreshed from; empty: nowhere. */
  metadataUrl: string
}

export const defaultSettings: IdpSettings = {
  name: '',
  singleSignOn: 'user',
  usesArbitraryDomains: false,
  domains: [],
  singleSignOnUrl: '',
  idpEntityId: '',
  status: 'disabled',
  signsSamlRequest: false,
  usesHttpRedirect: true,
  forcesAuthentication: false,
  sendsLoginHint: true,
  samlAttributesForPolicy: true,
  scimSync: false,
  scimAttributesForPolicy: false,
  onDeactivate: 'keep',
  onForeignDomain: 'flag',
  onReturningUser: 'refuse',
  onUnknownMember: 'refuse',
  requestsPerSecond: null,
  pageSize: 100,
  maximumPageSize: 1_000,
  groupsPerUser: null,
  listsMembers: true,
  logRetentionDays: 14,
  guardsDeprovisioning: true,
  guardPercent: 20,
  guardMinimum: 25,
  guardExceptions: '',
  additionalAttributes: false,
  isDefault: false,
  hasOrgEntityId: false,
  loginNameAttribute: 'NameID',
  allowsUnsolicited: false,
  acceptsCbcEncryption: false,
  singleLogoutUrl: '',
  samlAutoProvisioning: false,
  displayNameAttribute: 'DisplayName',
  groupNameAttribute: 'memberOf',
  departmentNameAttribute: 'Department',
  roleAttribute: '',
  metadataUrl: '',
}

/** The settings a stored IdP has. A paused set-up counts as disabled. */
export const settingsOf = (row: IdpRow, domains: readonly string[]): IdpSettings => ({
  name: row.name,
  singleSignOn: row.singleSignOn,
  usesArbitraryDomains: row.usesArbitraryDomains,
  domains: [...domains],
  singleSignOnUrl: row.singleSignOnUrl,
  idpEntityId: row.idpEntityId,
  status: row.status === 'enabled' ? 'enabled' : 'disabled',
  signsSamlRequest: row.signsSamlRequest,
  usesHttpRedirect: row.usesHttpRedirect,
  forcesAuthentication: row.forcesAuthentication,
  sendsLoginHint: row.sendsLoginHint,
  samlAttributesForPolicy: row.samlAttributesForPolicy,
  scimSync: row.scimSync,
  scimAttributesForPolicy: row.scimAttributesForPolicy,
  onDeactivate: row.onDeactivate,
  onForeignDomain: row.onForeignDomain,
  onReturningUser: row.onReturningUser,
  onUnknownMember: row.onUnknownMember,
  requestsPerSecond: row.requestsPerSecond,
  pageSize: row.pageSize,
  maximumPageSize: row.maximumPageSize,
  groupsPerUser: row.groupsPerUser,
  listsMembers: row.listsMembers,
  logRetentionDays: row.logRetentionDays,
  guardsDeprovisioning: row.guardsDeprovisioning,
  guardPercent: row.guardPercent,
  guardMinimum: row.guardMinimum,
  guardExceptions: row.guardExceptions,
  additionalAttributes: row.additionalAttributes,
  isDefault: row.isDefault,
  hasOrgEntityId: row.hasOrgEntityId,
  loginNameAttribute: row.loginNameAttribute,
  allowsUnsolicited: row.allowsUnsolicited,
  acceptsCbcEncryption: row.acceptsCbcEncryption,
  singleLogoutUrl: row.singleLogoutUrl,
  samlAutoProvisioning: row.samlAutoProvisioning,
  displayNameAttribute: row.displayNameAttribute,
  groupNameAttribute: row.groupNameAttribute,
  departmentNameAttribute: row.departmentNameAttribute,
  roleAttribute: row.roleAttribute,
  metadataUrl: row.metadataUrl,
})

import type { FieldWords } from '#components/editing/edit-conflict.tsx'
import type { ComparedCertificate, IdpSettings } from '#lib/services/idps/index.ts'

type Words = ReturnType<FieldWords>

/** What the fields of an IdP configuration are called where they are edited, and their values told. */
export const idpFieldWords: FieldWords = (field) =>
  (words as Readonly<Record<string, Words>>)[field] ?? { label: field, text: asText }

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? value.toLocaleString('en') : ''

const plain = (label: string): Words => ({ label, text: asText })
const enabled = (label: string): Words => ({ label, text: (value) => (value === true ? 'Enabled' : 'Disabled') })
const oneOf = (label: string, values: Readonly<Record<string, string>>): Words => ({
  label,
  text: (value) => values[String(value)] ?? asText(value),
})
const numberOr = (label: string, none: string): Words => ({
  label,
  text: (value) => (value === null ? none : asText(value)),
})
const lines = (label: string, one: (value: never) => string): Words => ({
  label,
  text: (value) => (Array.isArray(value) ? (value as never[]).map(one).join('\n') : ''),
})

const words: Record<keyof IdpSettings | 'certificates', Words> = {
  name: plain('Name'),
  singleSignOn: oneOf('Single Sign-On', { user: 'User', admin: 'Admin' }),
  usesArbitraryDomains: enabled('Use with Arbitrary Domains'),
  domains: lines('Authentication Domains', (domain: string) => domain),
  isDefault: enabled('Default IdP'),
  singleSignOnUrl: plain('Single Sign-On URL'),
  idpEntityId: plain('IdP Entity ID'),
  hasOrgEntityId: enabled('Org-Specific Entity ID'),
  loginNameAttribute: plain('Login Name Attribute'),
  allowsUnsolicited: enabled('Unsolicited Responses'),
  acceptsCbcEncryption: enabled('Accept AES-CBC Encrypted Assertions'),
  singleLogoutUrl: plain('Single Logout URL'),
  samlAutoProvisioning: enabled('SAML Auto-Provisioning'),
  displayNameAttribute: plain('User Display Name Attribute'),
  groupNameAttribute: plain('Group Name Attribute'),
  departmentNameAttribute: plain('Department Name Attribute'),
  roleAttribute: plain('Role Attribute'),
  metadataUrl: plain('Metadata URL'),
  certificates: lines('IdP Certificate', ({ commonName, fingerprint }: ComparedCertificate) =>
    [commonName, `${fingerprint.slice(0, 23)}…`].filter((each) => each !== undefined).join(', '),
  ),
  status: oneOf('Status', { enabled: 'Enabled', disabled: 'Disabled' }),
  signsSamlRequest: oneOf('Sign SAML Request', { true: 'Signed', false: 'Unsigned' }),
  usesHttpRedirect: enabled('HTTP-Redirect'),
  forcesAuthentication: enabled('Force Authentication'),
  sendsLoginHint: enabled('Login Hint'),
  samlAttributesForPolicy: enabled('SAML Attributes for Policy'),
  scimSync: enabled('SCIM Sync'),
  scimAttributesForPolicy: enabled('SCIM Attributes for Policy'),
  onDeactivate: oneOf('When a user is deactivated', { keep: 'Keep as inactive', delete: 'Delete' }),
  onForeignDomain: oneOf('userName outside the Authentication Domains', {
    flag: 'Accept and flag',
    refuse: 'Refuse',
  }),
  onReturningUser: oneOf('Create for a deactivated user', { refuse: 'Refuse', restore: 'Restore' }),
  onUnknownMember: oneOf('Unknown member of a group', { refuse: 'Refuse', skip: 'Skip and flag' }),
  guardsDeprovisioning: enabled('Mass-deprovision guard'),
  guardPercent: { label: 'Share of active users', text: (value) => `${asText(value)} %` },
  guardMinimum: plain('At least'),
  guardExceptions: plain('Groups that may be emptied'),
  additionalAttributes: enabled('Additional attributes'),
  requestsPerSecond: numberOr('Requests per second', 'No limit'),
  pageSize: plain('Page size'),
  maximumPageSize: plain('Largest page'),
  groupsPerUser: numberOr('Groups per user', 'No limit'),
  listsMembers: oneOf('Members in lists of groups', { true: 'Included', false: 'Left out' }),
  logRetentionDays: {
    label: 'SCIM Sync Logs are kept',
    text: (value) => `${asText(value)} day${value === 1 ? '' : 's'}`,
  },
}

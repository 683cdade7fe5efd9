import type { Role, ScimManagement } from '#lib/auth/permissions.ts'

export const roles: readonly { value: Role; label: string; meaning: string }[] = [
  { value: 'owner', label: 'Owner', meaning: 'changes everything, administrators included' },
  { value: 'editor', label: 'Editor', meaning: 'changes users, policies and settings' },
  { value: 'reader', label: 'Read Only', meaning: 'looks at everything' },
]

export const scimManagements: readonly { value: ScimManagement; label: string }[] = [
  { value: 'full', label: 'Full' },
  { value: 'read', label: 'Read Only' },
]

export const roleLabel = (role: Role): string => roles.find(({ value }) => value === role)?.label ?? role

export const scimManagementLabel = (grant: ScimManagement): string => (grant === 'full' ? 'Full' : 'Read Only')

/** What a session was opened with, as the list of sessions says it. */
export const methodLabels = {
  password: 'Password',
  totp: 'Password and code',
  'recovery-code': 'Password and recovery code',
  passkey: 'Passkey',
  link: 'One-time link',
  saml: 'Single sign-on',
} as const

import type { Role, ScimManagement } from '#lib/auth/permissions.ts'
import type { IssuedLink } from '#lib/services/administrators-links.ts'
import type { SecondFactorPolicy } from '#lib/services/mfa-policy.ts'
import type { Answer } from './answer.ts'

export type AdministratorView = {
  id: string
  email: string
  name: string
  role: Role
  scimManagement: ScimManagement
  status: 'active' | 'invited' | 'disabled'
  /** `Authenticator app, 2 passkeys`; empty without any. */
  secondFactor: string
  lastSignInAt: string | null
  createdAt: string
  isSelf: boolean
}

/** What a form changes of an administrator. */
export type AdministratorEntry = { name: string; role: Role; scimManagement: ScimManagement }

/** What an owner can do on the page; the server refuses everybody else. */
export type AdministratorActions = {
  invite: (input: { email: string; name: string; role: Role; scimManagement: ScimManagement }) => Answer<IssuedLink>
  change: (input: AdministratorEntry & { id: string; opened: AdministratorEntry }) => Answer<unknown>
  disable: (input: { id: string }) => Answer<unknown>
  enable: (input: { id: string }) => Answer<unknown>
  remove: (input: { id: string }) => Answer<unknown>
  issueLink: (input: { id: string }) => Answer<IssuedLink & { purpose: 'invite' | 'reset' }>
  resetSecondFactors: (input: { id: string }) => Answer<unknown>
  revokeSession: (input: { id: string; handle: string }) => Answer<unknown>
  revokeSessions: (input: { id: string }) => Answer<unknown>
  requireSecondFactor: (input: { policy: SecondFactorPolicy }) => Answer<unknown>
}

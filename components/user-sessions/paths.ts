import { href } from '#lib/table/href.ts'

export const sessionPages = [
  { path: '/authentication/user-sessions', label: 'Sessions' },
  { path: '/authentication/user-sessions/sign-in-log', label: 'Sign-in Log' },
  { path: '/authentication/user-sessions/not-provisioned', label: 'Not Provisioned' },
  { path: '/authentication/user-sessions/troubleshooting', label: 'Troubleshooting' },
] as const

export type SessionPath = (typeof sessionPages)[number]['path']

/** Sessions of a user, by name. */
export const sessionsHref = (provider: string, userName: string): string =>
  href('/authentication/user-sessions', { provider, userName })

/** What was tried under a name. */
export const signInsHref = (provider: string, userName: string): string =>
  href('/authentication/user-sessions/sign-in-log', { provider, userName })

/** Who was refused at an IdP because SCIM has not brought them. */
export const notProvisionedHref = (provider: string): string =>
  href('/authentication/user-sessions/not-provisioned', { provider, reason: 'absent' })

/** What to do about a refusal. */
export const troubleshootingHref = (code: string): string => `/authentication/user-sessions/troubleshooting#${code}`

/** SCIM Users of an IdP whose names contain this. */
export const scimUsersHref = (idp: string, userName: string): string =>
  href('/authentication/scim/users', { idp, userName })

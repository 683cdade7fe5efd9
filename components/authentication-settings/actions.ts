import type { Answer } from '#components/idp/actions.ts'
import type { DefaultSettings } from '#lib/services/authentication-settings/change-settings.ts'
import type { SsoEnforcement } from '#lib/services/authentication-settings/enforcement.ts'
import type { ReauthenticationStatus } from '#lib/services/authentication-settings/force-reauthentication.ts'
import type { RoleMapping } from '#lib/services/authentication-settings/role-mapping.ts'

/** What whoever may configure can do with the settings; the server refuses everybody else. */
export type SettingsActions = {
  save: (input: { version: number; entry: DefaultSettings; opened: DefaultSettings }) => Answer<unknown>
  forceReauthentication: () => Answer<ReauthenticationStatus>
}

/** An owner's. */
export type ChangeEnforcement = (input: SsoEnforcement) => Answer<{ sessionsEnded: number }>

/** An owner's, of one IdP for administrators. */
export type ChangeRoles = (input: { id: string; mapping: RoleMapping }) => Answer<unknown>

/** Where the roles that an administrators' IdP gives are changed. */
export const rolesHref = (idpId: string): string => `/authentication/settings/administrators#${rolesAnchor(idpId)}`

export const rolesAnchor = (idpId: string): string => `roles-${idpId}`

/** The pages of Authentication Settings. */
export const settingsPages = [
  { path: '/authentication/settings', href: '/authentication/settings', label: 'Default Settings' },
  {
    path: '/authentication/settings/administrators',
    href: '/authentication/settings/administrators',
    label: 'Administrator SSO',
  },
] as const

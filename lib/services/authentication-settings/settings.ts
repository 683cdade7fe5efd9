import { store } from '#db/index.ts'
import { findAuthenticationSettings } from '#db/queries/authentication-settings.ts'
import type { Reader } from '#db/store.ts'

/** The Authentication Settings: how users and administrators of the organisation sign in. */
export type AuthenticationSettings = {
  /** `saml`: at an IdP. `form`: users do not sign in through IdPs at all. */
  readonly authenticationType: 'saml' | 'form'
  /** Empty: none. */
  readonly primaryDomain: string
  readonly secondaryDomains: readonly string[]
  /** Admin Portal Session Timeout, 5 to 600. */
  readonly sessionTimeoutMinutes: number
  /** Enforce SSO Login for Admins. */
  readonly enforcesSso: boolean
  /** The owner whose password still opens the portal while SSO is enforced. */
  readonly breakGlassId: string | null
  readonly frequency: 'daily' | 'once' | 'session' | 'custom'
  /** Of `custom`, 1 to 180. */
  readonly frequencyDays: number
  /** Force Reauthentication: user sessions that began before it are over (isReauthenticationDue). */
  readonly reauthenticateSince: Date | null
  /** Of the PAC file: `host:port` of the proxy for what is not exempted; empty: there is none. */
  readonly pacProxy: string
  /** 0 as long as nobody has saved them. */
  readonly version: number
}

export const defaultAuthenticationSettings: AuthenticationSettings = {
  authenticationType: 'saml',
  primaryDomain: '',
  secondaryDomains: [],
  sessionTimeoutMinutes: 30,
  enforcesSso: false,
  breakGlassId: null,
  frequency: 'daily',
  frequencyDays: 7,
  reauthenticateSince: null,
  pacProxy: '',
  version: 0,
}

/** What holds now. Within a turn of `write`, pass its handle. */
export async function authenticationSettings(q: Reader = store().read): Promise<AuthenticationSettings> {
  const row = await findAuthenticationSettings(q)
  if (!row) return defaultAuthenticationSettings
  const { id: _id, updatedAt: _at, secondaryDomains, ...rest } = row
  return { ...rest, secondaryDomains: JSON.parse(secondaryDomains) as string[] }
}

const dayMs = 86_400_000

/**
 * How long a user's sign-in lasts, by the Authentication Frequency: milliseconds from the moment of authentication, and
 * whether it ends with the browser (then the cookie has no Max-Age). *Only Once* ends after 180 days all the same.
 */
export function userSessionLifetime({
  frequency,
  frequencyDays,
}: Pick<AuthenticationSettings, 'frequency' | 'frequencyDays'>): { ms: number; endsWithBrowser: boolean } {
  const days = { daily: 1, session: 1, once: 180, custom: frequencyDays }[frequency]
  return { ms: days * dayMs, endsWithBrowser: frequency === 'session' }
}

/**
 * Whether all users were asked to sign in anew after this session began. By its beginning, not by the IdP's moment of
 * authentication: an IdP that answers from a session of its own would send people round in circles.
 */
export const isReauthenticationDue = (
  { reauthenticateSince }: Pick<AuthenticationSettings, 'reauthenticateSince'>,
  session: { createdAt: Date },
): boolean => reauthenticateSince !== null && session.createdAt < reauthenticateSince

import { requestLifetimeMs } from '#lib/services/sign-on/begin.ts'
import { cookieName, cookieOptions } from './cookie.ts'

// The cookies of end users' browsers. What reads takes the request's, what sets the answer's: a route handler's own, or
// those of next/headers.

type Sent = { get(name: string): { value: string } | undefined }
type Answered = {
  set(name: string, value: string, options: ReturnType<typeof cookieOptions> & { maxAge?: number }): unknown
}

/** The browser that a request of ours was made for, as the pre-login cookie says. */
export const preLoginBrowser = (sent: Sent): string | undefined => sent.get(cookieName('pre-login'))?.value

/**
 * Binds an authentication request to its browser. The POST from the IdP does not carry the cookie, being cross-site; the
 * redirect from there to the finish page does. It opens nothing by itself.
 */
export function keepPreLogin(answered: Answered, browser: string): void {
  answered.set(cookieName('pre-login'), browser, { ...cookieOptions(), maxAge: requestLifetimeMs / 1000 })
}

/** What the browser's session cookie refers to, whether it is worth anything or not. */
export function userReference(sent: Sent): string | undefined {
  const value = sent.get(cookieName('user'))?.value
  return value !== undefined && value.length <= 100 ? value : undefined
}

/** Makes `reference` this browser's session. Without `maxAgeMs` it ends with the browser. */
export function keepUserSession(answered: Answered, session: { reference: string; maxAgeMs?: number }): void {
  const lifetime = session.maxAgeMs === undefined ? {} : { maxAge: Math.floor(session.maxAgeMs / 1000) }
  answered.set(cookieName('user'), session.reference, { ...cookieOptions(), ...lifetime })
}

/** Takes the session cookie away. The row is the service's to end. */
export function dropUserSession(answered: Answered): void {
  answered.set(cookieName('user'), '', { ...cookieOptions(), maxAge: 0 })
}

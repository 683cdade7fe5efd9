import type { PassedUser } from './judge.ts'

/** What the application is told of whoever was let through. Proxies take these from clients, and put ours in their place. */
export const userHeaders = ['X-Rollcall-User', 'X-Rollcall-User-Id', 'X-Rollcall-Idp-Id'] as const

/** All of them, empty where nobody had to sign in: what a client sent under these names is never left standing. */
export const headersOf = (user: PassedUser | undefined): Record<(typeof userHeaders)[number], string> => ({
  'X-Rollcall-User': encoded(user?.userName),
  'X-Rollcall-User-Id': encoded(user?.userId),
  'X-Rollcall-Idp-Id': encoded(user?.idpId),
})

/**
 * ASCII that shows stands for itself, but for `%`; all else, spaces and line breaks too, is percent-encoded UTF-8 (RFC 3986
 * §2.1): no name ends a header or begins another.
 */
const encoded = (text = ''): string =>
  /^[!-$&-~]*$/.test(text) ? text : text.toWellFormed().replace(/[^!-$&-~]+/gu, encodeURIComponent)

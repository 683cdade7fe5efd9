import { env } from '#lib/env.ts'

/** Whether administrators reach us over https, so that cookies must be Secure. */
export const isHttps = (): boolean => env().url.startsWith('https:')

/** `__Host-` binds a cookie to this very host and to https; browsers refuse the prefix on plain http. */
export const cookieName = (
  name: 'session' | 'csrf' | 'callback' | 'second-factor' | 'passkey' | 'user' | 'pre-login' | 'zone',
): string => `${isHttps() ? '__Host-' : ''}rollcall.${name}`

/** How all of our cookies are set, but for `zone`, which the browser writes and which tells nothing but a time zone. */
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() }) as const

/** The request header in which proxy.ts tells pages their own path, to come back to after signing in. */
export const pathHeader = 'x-rollcall-path'

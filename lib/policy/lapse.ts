import type { Timeouts } from './rule.ts'

/** Where the Timeout policy says Default: what an open TCP connection has. */
export const defaultIdleMs = 2 * 60 * 60_000

/** Times in ms since 1970: when they signed in, were last there, and want to go on. */
export type Presence = { signedInAt: number; seenAt: number; now: number }

/** What has run out for somebody by these timeouts; undefined while nothing has. */
export function lapsedBy(
  { authenticationSeconds, idleSeconds }: Timeouts,
  { signedInAt, seenAt, now }: Presence,
): 'expired' | 'idle' | undefined {
  if (authenticationSeconds !== null && now - signedInAt >= authenticationSeconds * 1_000) return 'expired'
  return now - seenAt >= (idleSeconds === null ? defaultIdleMs : idleSeconds * 1_000) ? 'idle' : undefined
}

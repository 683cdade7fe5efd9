import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Caller } from '#lib/auth/caller.ts'
import { throttleAddress } from '../sign-in-throttle.ts'

/**
 * What one address may do in a minute. A whole office signs in from one address at nine in the morning; what is refused
 * there is refused for a reason that an administrator mends, while guessing goes on and on.
 */
export const signOnLimits = {
  /** Requests begun: each is a row. */
  begun: 300,
  /** Responses posted, logout messages and finish pages: each is verified, or looked up. */
  answered: 600,
  /** Of those messages, what no IdP of ours vouched for: each costs a signature check and a row of the log. */
  refused: 60,
} as const

type Counted = keyof typeof signOnLimits

const minute = (points: number) => new RateLimiterMemory({ points, duration: 60 })
const limiters: Record<Counted, RateLimiterMemory> = {
  begun: minute(signOnLimits.begun),
  answered: minute(signOnLimits.answered),
  refused: minute(signOnLimits.refused),
}

/** Counts one of these against its address. False once the minute's are used up. */
export async function mayGoOn(counted: Counted, caller: Caller): Promise<boolean> {
  try {
    await limiters[counted].consume(throttleAddress(caller.address))
    return true
  } catch (reason) {
    if (reason instanceof Error) throw reason
    return false
  }
}

/** Whether so many were refused that nothing more is looked at for now. */
export async function isRefusedTooOften(caller: Caller): Promise<boolean> {
  const used = await limiters.refused.get(throttleAddress(caller.address))
  return used !== null && used.remainingPoints <= 0
}

/** Forgets what was counted; for tests. */
export async function forgetLimits(caller: Caller): Promise<void> {
  for (const limiter of Object.values(limiters)) await limiter.delete(throttleAddress(caller.address))
}

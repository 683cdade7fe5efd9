import { RateLimiterMemory, type RateLimiterAbstract } from 'rate-limiter-flexible'
import { store } from '#db/index.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { RowLimiter } from '../scim/rate-limit.ts'
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

const slot = Symbol.for('rollcall.sign-on-limiters')
type Limiters = { engine: string; of: Record<Counted, RateLimiterAbstract> }
// Shared by the copies of this module in one process, like the store.
const shared = globalThis as unknown as Record<symbol, Limiters | undefined>

/** On SQLite, which one process serves, in memory; on PostgreSQL in rows that all processes share. */
function limiters(): Limiters['of'] {
  const { engine } = store()
  const made = shared[slot]
  if (made?.engine === engine) return made.of
  const minute = (counted: Counted) => {
    const options = { keyPrefix: `saml-${counted}`, points: signOnLimits[counted], duration: 60 }
    return engine === 'sqlite' ? new RateLimiterMemory(options) : new RowLimiter(options)
  }
  const of = { begun: minute('begun'), answered: minute('answered'), refused: minute('refused') }
  shared[slot] = { engine, of }
  return of
}

/** Counts one of these against its address. False once the minute's are used up. Throws where the store is busy. */
export async function mayGoOn(counted: Counted, caller: Caller): Promise<boolean> {
  try {
    await limiters()[counted].consume(throttleAddress(caller.address))
    return true
  } catch (reason) {
    if (reason instanceof Error) throw reason
    return false
  }
}

/** Whether so many were refused that nothing more is looked at for now. */
export async function isRefusedTooOften(caller: Caller): Promise<boolean> {
  const used = await limiters().refused.get(throttleAddress(caller.address))
  return used !== null && used.remainingPoints <= 0
}

/** Forgets what was counted; for tests. */
export async function forgetLimits(caller: Caller): Promise<void> {
  for (const limiter of Object.values(limiters())) await limiter.delete(throttleAddress(caller.address))
}

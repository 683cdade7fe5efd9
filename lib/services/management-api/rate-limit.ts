import { RateLimiterMemory, type RateLimiterAbstract, type RateLimiterRes } from 'rate-limiter-flexible'
import { store } from '#db/index.ts'
import { RowLimiter } from '../scim/rate-limit.ts'
import { fault } from './problem.ts'

/** What a key may send in ten seconds; `refused`: what an address may send that is refused for its key. */
export const limits = { read: 200, write: 100, decisions: 20_000, refused: 50 } as const
export type LimitKind = keyof typeof limits

const DURATION_S = 10

const slot = Symbol.for('rollcall.api-limiters')
type Limiters = { engine: string; byKind: Map<LimitKind, RateLimiterAbstract> }
// Shared by the copies of this module in one process, like the store.
const shared = globalThis as unknown as Record<symbol, Limiters | undefined>

/**
 * Counts a request of `who` (a key, an address). Reads and writes are counted in a row that all processes share where there
 * are several; decisions and refusals in each process, since a row a decision would cost more than the decision.
 * Throws 429 with Retry-After in whole seconds.
 */
export async function countRequest(kind: LimitKind, who: string): Promise<void> {
  try {
    await limiterOf(kind).consume(who)
  } catch (reason) {
    if (!isUsedUp(reason)) throw reason
    throw fault(
      429,
      'invalid.toomanyrequests',
      `Up to ${limits[kind].toLocaleString('en')} such requests are answered in ${DURATION_S} seconds. Send it again after the seconds that Retry-After names.`,
      [],
      { 'retry-after': String(Math.max(1, Math.ceil(reason.msBeforeNext / 1_000))) },
    )
  }
}

// By shape: the limiter may have been made by the other copy of the library in this process.
const isUsedUp = (reason: unknown): reason is RateLimiterRes =>
  typeof reason === 'object' && reason !== null && 'msBeforeNext' in reason

function limiterOf(kind: LimitKind): RateLimiterAbstract {
  const { engine } = store()
  let limiters = shared[slot]
  if (limiters?.engine !== engine) shared[slot] = limiters = { engine, byKind: new Map() }
  let limiter = limiters.byKind.get(kind)
  if (!limiter) {
    const options = { keyPrefix: `api-${kind}`, points: limits[kind], duration: DURATION_S }
    const isShared = engine === 'postgres' && (kind === 'read' || kind === 'write')
    limiter = isShared ? new RowLimiter(options) : new RateLimiterMemory(options)
    limiters.byKind.set(kind, limiter)
  }
  return limiter
}

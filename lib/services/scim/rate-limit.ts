import {
  RateLimiterDrizzle,
  RateLimiterMemory,
  type RateLimiterAbstract,
  type RateLimiterRes,
} from 'rate-limiter-flexible'
import { store } from '#db/index.ts'
import {
  addToRequestCount,
  deleteRequestCount,
  findRequestCount,
  type RequestCount,
} from '#db/queries/request-counts.ts'
import type { ScimIdp } from '#db/queries/tokens.ts'
import { tooManyRequests } from './too-many-requests.ts'

/** What is left of an IdP's requests in the current second, for the answer's headers. */
export type RateLimit = { limit: number; remaining: number; resetMs: number }

/**
 * Counts a request against its IdP's limit; undefined without one. On SQLite, which one process serves, in memory; on
 * PostgreSQL in a row that all processes share, in a short transaction of its own.
 *
 * @throws ScimError 429 once the second's requests are used up
 */
export async function countRequest({ id, requestsPerSecond }: ScimIdp): Promise<RateLimit | undefined> {
  if (requestsPerSecond === null) return undefined
  try {
    return view(requestsPerSecond, await limiterOf(requestsPerSecond).consume(id))
  } catch (reason) {
    if (isUsedUp(reason)) throw tooManyRequests(view(requestsPerSecond, reason))
    throw reason
  }
}

// By shape: the limiter may have been made by the other copy of the library in this process.
const isUsedUp = (reason: unknown): reason is RateLimiterRes =>
  typeof reason === 'object' && reason !== null && 'msBeforeNext' in reason

const view = (limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): RateLimit => ({
  limit,
  remaining: remainingPoints,
  resetMs: Math.max(0, msBeforeNext),
})

const slot = Symbol.for('rollcall.request-limiters')
type Limiters = { engine: string; byRate: Map<number, RateLimiterAbstract> }
// Shared by the copies of this module in one process, like the store.
const shared = globalThis as unknown as Record<symbol, Limiters | undefined>

function limiterOf(points: number): RateLimiterAbstract {
  const { engine } = store()
  let limiters = shared[slot]
  if (limiters?.engine !== engine) shared[slot] = limiters = { engine, byRate: new Map() }
  let limiter = limiters.byRate.get(points)
  if (!limiter) {
    const options = { keyPrefix: 'scim', points, duration: 1 }
    limiter = engine === 'sqlite' ? new RateLimiterMemory(options) : new RowLimiter(options)
    limiters.byRate.set(points, limiter)
  }
  return limiter
}

/** The library's limiter on rows, counting through the store: its own writes would pass the store's guards by. */
export class RowLimiter extends RateLimiterDrizzle {
  constructor(options: { keyPrefix: string; points: number; duration: number }) {
    super({
      ...options,
      // Once all is used up this process does not ask the database before it begins anew.
      inMemoryBlockOnConsumed: options.points,
      storeClient: {},
      schema: {},
      clearExpiredByTimeout: false,
    })
  }

  /** What `consume` calls. */
  _upsert(key: string, points: number, durationMs: number): Promise<RequestCount> {
    const now = new Date()
    const expiresAt = new Date(now.getTime() + durationMs)
    return store().write((tx) => addToRequestCount(tx, key, points, now, expiresAt))
  }

  /** What `get` calls. */
  async _get(key: string): Promise<RequestCount | null> {
    return (await findRequestCount(store().read, key, new Date())) ?? null
  }

  /** What `delete` calls. */
  _delete(key: string): Promise<boolean> {
    return store().write((tx) => deleteRequestCount(tx, key))
  }
}

import { isPostponed } from '#lib/scim/errors.ts'

/** Requests of so many minutes are looked at. */
export const BURST_MINUTES = 15
const LEAST_REJECTED = 20
const LEAST_SHARE = 0.2

export type Burst = { rejected: number; requests: number; commonest: number }

/**
 * Whether this many requests of the log, by status, are a burst of errors: 20 rejected in a quarter of an hour, and one in
 * five. Of a burst that goes on (`isOpen`) half as many are enough, so that it is one burst.
 */
export function burstOf(statuses: ReadonlyMap<number, number>, isOpen: boolean): Burst | undefined {
  const counted = [...statuses].filter(([status]) => !isPostponed(status))
  const refused = counted.filter(([status]) => status >= 400).sort(([, a], [, b]) => b - a)
  const rejected = sum(refused)
  const requests = sum(counted)
  const ease = isOpen ? 0.5 : 1
  if (rejected < LEAST_REJECTED * ease || rejected < requests * LEAST_SHARE * ease) return undefined
  return { rejected, requests, commonest: refused[0]?.[0] ?? 0 }
}

const sum = (some: readonly (readonly [number, number])[]) => some.reduce((all, [, count]) => all + count, 0)

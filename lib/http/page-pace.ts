import { setTimeout as pause } from 'node:timers/promises'

/** Provisioning is busy while its last so many requests came within so many ms. */
const LAST = 32
const WITHIN_MS = 250

/** Between the beginnings of two pages then, in ms. A page takes 30 to 80 ms of the event loop, in pieces. */
const APART_MS = 200

/** No page waits longer for its turn, in ms. */
const LONGEST_MS = 3_000

/** What is rendered on the event loop that SCIM requests are answered on; files, exports and sign-in checks are not. */
const isRendered = (target: string): boolean => !/^\/(?:_next|export|api)\//.test(target)

/**
 * Keeps pages from taking the event loop away from provisioning: while that is busy, they begin one after another, a little
 * apart. Otherwise nobody waits.
 */
export function openPagePace(
  now: () => number = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = pause,
) {
  const came = new Float64Array(LAST).fill(-Infinity)
  let counted = 0
  let next = 0
  return {
    /** Called with each SCIM request. */
    count(): void {
      came[counted++ % LAST] = now()
    },
    /** Resolves when the page at `target` may begin. */
    async turn(target: string): Promise<void> {
      const at = now()
      const isBusy = at - (came[counted % LAST] ?? -Infinity) < WITHIN_MS
      if (!isBusy || !isRendered(target)) return
      const begins = Math.min(Math.max(at, next), at + LONGEST_MS)
      next = begins + APART_MS
      if (begins > at) await wait(begins - at)
    },
  }
}

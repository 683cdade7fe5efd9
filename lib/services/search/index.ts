import { feedSearch } from './feed.ts'
import { countObserved } from './observed.ts'

/** A change is found within this time and the time of one round; an import's as soon as the feed has caught up with it. */
const EVERY_MS = 2_000
/** How often it is seen to whether values of attributes are to be counted anew. */
const COUNT_EVERY_MS = 15_000

// Shared by the copies of this module in one process: one feed is enough.
const slot = Symbol.for('rollcall.search')
const shared = globalThis as unknown as Record<symbol, { isStopping: boolean; timers: NodeJS.Timeout[] } | undefined>

/** Starts feeding the search index from what provisioning has changed, and counting values. Once per process. */
export function startSearchFeed(): void {
  if (shared[slot]) return
  const state = { isStopping: false, timers: [] as NodeJS.Timeout[] }
  shared[slot] = state
  const repeat = (everyMs: number, what: string, work: (isStopping: () => boolean) => Promise<void>) => {
    let isRunning = false
    const round = async () => {
      if (isRunning) return
      isRunning = true
      try {
        await work(() => state.isStopping)
      } catch (error) {
        // The next round tries again; a store that is gone is told by /health.
        if (!state.isStopping) console.error(`${what} failed.`, error)
      } finally {
        isRunning = false
      }
    }
    state.timers.push(setInterval(() => void round(), everyMs).unref())
  }
  repeat(EVERY_MS, 'Feeding the search index', feedSearch)
  repeat(COUNT_EVERY_MS, 'Counting observed values', countObserved)
}

export function stopSearchFeed(): void {
  const state = shared[slot]
  if (!state) return
  state.isStopping = true
  for (const timer of state.timers) clearInterval(timer)
  delete shared[slot]
}

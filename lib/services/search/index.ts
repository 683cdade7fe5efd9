import { feedSearch } from './feed.ts'

/** A change is found within this time and the time of one round; an import's as soon as the feed has caught up with it. */
const EVERY_MS = 2_000

// Shared by the copies of this module in one process: one feed is enough.
const slot = Symbol.for('rollcall.search')
const shared = globalThis as unknown as Record<symbol, { isStopping: boolean; timer: NodeJS.Timeout } | undefined>

/** Starts feeding the search index from what provisioning has changed. Once per process. */
export function startSearchFeed(): void {
  if (shared[slot]) return
  const state = { isStopping: false, timer: setInterval(() => void round(), EVERY_MS).unref() }
  shared[slot] = state
  let isFeeding = false
  const round = async () => {
    if (isFeeding) return
    isFeeding = true
    try {
      await feedSearch(() => state.isStopping)
    } catch (error) {
      // The next round tries again; a store that is gone is told by /health.
      if (!state.isStopping) console.error('Feeding the search index failed.', error)
    } finally {
      isFeeding = false
    }
  }
}

export function stopSearchFeed(): void {
  const state = shared[slot]
  if (!state) return
  state.isStopping = true
  clearInterval(state.timer)
  delete shared[slot]
}

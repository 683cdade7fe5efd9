import { setTimeout as pause } from 'node:timers/promises'
import { store } from '#db/index.ts'

/** However long a portion took, its pause is no longer: a reader of what is made waits for it. In ms. */
const LONGEST_MS = 500

/**
 * For long work done in portions beside provisioning: what it answers is awaited after each portion and, while others
 * write, pauses `share` times as long as the portion took, so that the work takes one part in `share + 1` of this process.
 */
export function givingWay(share: number): () => Promise<void> {
  let { turns } = store().stats()
  let began = performance.now()
  return async () => {
    const stats = store().stats()
    // A portion may be a turn of its own.
    const isBusy = stats.waiting > 0 || stats.turns > turns + 1
    await pause(isBusy ? Math.min((performance.now() - began) * share, LONGEST_MS) : 0)
    turns = store().stats().turns
    began = performance.now()
  }
}

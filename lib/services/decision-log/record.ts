import type { MadeDecision } from './made.ts'
import { remember, rememberAgain, state } from './waiting.ts'
import { writeDecisions } from './write.ts'

/** How far the log may lag, in ms. */
const LAG_MS = 1_000

/**
 * Takes a decision into the decision log: every block, and a share of what was allowed. Nobody waits for it: it is kept in
 * memory and written a second later with others, outside any request.
 * @param about what all decisions that are alike have in common, and no others have.
 */
export function recordDecision(made: MadeDecision, about?: object): void {
  remember(made, about)
  schedule()
}

/** One more decision that is alike to the last about the same thing; false where it takes `recordDecision`. */
export function recordAgain(about: object, at: Date): boolean {
  if (!rememberAgain(about, at)) return false
  schedule()
  return true
}

function schedule(): void {
  state.timer ??= setTimeout(() => void writeDecisions(), LAG_MS).unref()
}

import type { MadeDecision } from './made.ts'
import { remember, state } from './waiting.ts'
import { writeDecisions } from './write.ts'

/** How far the log may lag, in ms. */
const LAG_MS = 1_000

/**
 * Takes a decision into the decision log: every block, and a share of what was allowed. Nobody waits for it: it is kept in
 * memory and written a second later with others, outside any request.
 */
export function recordDecision(made: MadeDecision): void {
  remember(made)
  state.timer ??= setTimeout(() => void writeDecisions(), LAG_MS).unref()
}

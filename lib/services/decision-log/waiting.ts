import { MINUTE_MS } from '#db/queries/sync-log-ids.ts'
import type { CountedOutcome } from '#db/queries/decision-log.ts'
import { isAlwaysKept, type MadeDecision } from './made.ts'

/** Decisions that are alike within a minute: one row of the log. */
export type Waiting = {
  readonly minute: number
  readonly made: Omit<MadeDecision, 'explain'>
  lastAt: Date
  /** So many came that are not in the log yet. */
  count: number
  /** Of its row, once there is one. */
  id: string | undefined
  /** Until its row is written: what it closes over may be large. */
  explain: MadeDecision['explain']
  /** Nothing is counted on it any more. */
  isForgotten: boolean
}

type State = {
  readonly alike: Map<string, Waiting>
  /** By `minute outcome`: what was left out, and what could not be written. */
  readonly counts: Map<string, { minute: number; outcome: CountedOutcome; count: number }>
  /** How many of `alike` can be explained. */
  explicable: number
  timer: NodeJS.Timeout | undefined
  /** The writing that is under way, and what waits for it. */
  writing: Promise<void>
}

const slot = Symbol.for('rollcall.decisions')

/** What waits to be written. Shared by the copies of this module in one process, like the store. */
export const state: State = ((globalThis as unknown as Record<symbol, State | undefined>)[slot] ??= {
  alike: new Map(),
  counts: new Map(),
  explicable: 0,
  timer: undefined,
  writing: Promise.resolve(),
})

/** Rows in memory, at most: what comes beyond is counted and left out. */
export const MOST_WAITING = 10_000

/** Decisions that are explained in one writing, at most; half of that room is kept for refusals. */
const MOST_EXPLAINED = 50

/** On what the decisions about the same thing were counted last. */
const lastAlike = new WeakMap<object, Waiting>()

/**
 * Remembers a decision, if there is room for it.
 * @param about what all decisions that are alike have in common, and no others have: `rememberAgain` knows them by it.
 */
export function remember({ explain, ...made }: MadeDecision, about?: object): void {
  const minute = minuteOf(made.at)
  const key = keyOf(made, minute)
  let alike = state.alike.get(key)
  if (!alike) {
    if (state.alike.size >= MOST_WAITING) return addCount(minute, 'left-out', 1)
    alike = { minute, made, lastAt: made.at, count: 0, id: undefined, explain: undefined, isForgotten: false }
    state.alike.set(key, alike)
  }
  alike.count += 1
  alike.lastAt = made.at
  if (about) lastAlike.set(about, alike)
  const room = isAlwaysKept(made) ? MOST_EXPLAINED : MOST_EXPLAINED / 2
  if (explain && alike.id === undefined && !alike.explain && state.explicable < room) {
    state.explicable += 1
    alike.explain = explain
  }
}

/** Counts one more decision about the same thing; false where that takes `remember`. */
export function rememberAgain(about: object, at: Date): boolean {
  const alike = lastAlike.get(about)
  if (!alike || alike.isForgotten || alike.minute !== minuteOf(at)) return false
  // It may yet be explained.
  if (alike.id === undefined && !alike.explain) return false
  alike.count += 1
  alike.lastAt = at
  return true
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / MINUTE_MS)

export function addCount(minute: number, outcome: CountedOutcome, count: number): void {
  const key = `${minute} ${outcome}`
  const counted = state.counts.get(key)
  if (counted) counted.count += count
  else state.counts.set(key, { minute, outcome, count })
}

export const outcomeOf = (made: Waiting['made']): CountedOutcome =>
  made.action === 'allow' ? 'allowed' : isAlwaysKept(made) ? 'blocked' : 'other'

const keyOf = (made: Waiting['made'], minute: number): string =>
  [
    minute,
    made.policy,
    made.action,
    made.reason,
    made.rule?.id,
    made.application?.id,
    made.person?.idpId,
    made.person?.userName,
    made.host,
    made.address,
    made.clientType,
    made.platform,
    made.countryCode,
    made.source.kind,
    made.source.name,
  ].join('\n')

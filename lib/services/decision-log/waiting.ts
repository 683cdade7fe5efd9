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
}

type State = {
  readonly alike: Map<string, Waiting>
  /** By `minute outcome`. */
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

/** Remembers a decision, if there is room for it. */
export function remember({ explain, ...made }: MadeDecision): void {
  const minute = Math.floor(made.at.getTime() / MINUTE_MS)
  const key = keyOf(made, minute)
  let alike = state.alike.get(key)
  if (!alike) {
    if (state.alike.size >= MOST_WAITING) return addCount(minute, 'left-out', 1)
    alike = { minute, made, lastAt: made.at, count: 0, id: undefined, explain: undefined }
    state.alike.set(key, alike)
  }
  alike.count += 1
  alike.lastAt = made.at
  const room = isAlwaysKept(made) ? MOST_EXPLAINED : MOST_EXPLAINED / 2
  if (explain && alike.id === undefined && !alike.explain && state.explicable < room) {
    state.explicable += 1
    alike.explain = explain
  }
  addCount(minute, outcomeOf(made), 1)
}

export function addCount(minute: number, outcome: CountedOutcome, count: number): void {
  const key = `${minute} ${outcome}`
  const counted = state.counts.get(key)
  if (counted) counted.count += count
  else state.counts.set(key, { minute, outcome, count })
}

const outcomeOf = (made: Waiting['made']): CountedOutcome =>
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

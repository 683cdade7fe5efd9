import { setImmediate as turn } from 'node:timers/promises'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { addDecisionCounts, addToDecision, insertDecisions, type DecisionRow } from '#db/queries/decision-log.ts'
import { chunks } from '#db/queries/chunks.ts'
import { MINUTE_MS } from '#db/queries/sync-log-ids.ts'
import { briefOf } from '#lib/policy/brief.ts'
import { fold } from '#lib/scim/fold.ts'
import { isAlwaysKept } from './made.ts'
import { decisionLogSettings } from './settings.ts'
import { addCount, MOST_WAITING, outcomeOf, state, type Waiting } from './waiting.ts'

/** Rows of a turn of the write lane. */
const AT_ONCE = 500
/** Decisions that are explained before others get their turn. */
const EXPLAINED_AT_ONCE = 5

const note = { isNote: true }

/** Writes what waits: called by the timer, and before the store closes. Never fails. */
export function writeDecisions(): Promise<void> {
  clearTimeout(state.timer)
  state.timer = undefined
  return (state.writing = state.writing.then(write))
}

type New = { waiting: Waiting; row: DecisionRow }
type More = Pick<DecisionRow, 'id' | 'count' | 'lastAt'>

async function write(): Promise<void> {
  const taken = take()
  for (const { waiting, count } of taken) addCount(waiting.minute, outcomeOf(waiting.made), count)
  const counts = [...state.counts.values()]
  state.counts.clear()
  if (counts.length === 0) return
  let lost = taken.reduce((sum, { count }) => sum + count, 0)
  let areCounted = false
  try {
    const { allowShare } = await decisionLogSettings()
    const { rows, more } = sort(taken, allowShare)
    await explainThem(rows)
    await store().write((tx) => addDecisionCounts(tx, counts), note)
    areCounted = true
    lost = [...rows.map(({ row }) => row), ...more].reduce((sum, { count }) => sum + count, 0)
    for (const some of chunks(rows, AT_ONCE)) {
      await store().write(
        async (tx) =>
          insertDecisions(
            tx,
            some.map(({ row }) => row),
          ),
        note,
      )
      for (const { waiting, row } of some) {
        waiting.id = row.id
        lost -= row.count
      }
    }
    for (const some of chunks(more, AT_ONCE)) {
      await store().write(async (tx) => {
        for (const each of some) await addToDecision(tx, each)
      }, note)
      for (const { count } of some) lost -= count
    }
  } catch {
    // A store that is gone is told by /health. What could not be written is counted once it is back.
    if (!areCounted) for (const { minute, outcome, count } of counts) addCount(minute, outcome, count)
    addCount(Math.floor(Date.now() / MINUTE_MS), 'left-out', lost)
  }
  forget()
}

type Taken = { waiting: Waiting; count: number; lastAt: Date }

/** What waits, taken off: whatever comes while it is written waits for the next time. */
function take(): Taken[] {
  const taken: Taken[] = []
  for (const waiting of state.alike.values()) {
    if (waiting.count === 0) continue
    taken.push({ waiting, count: waiting.count, lastAt: waiting.lastAt })
    waiting.count = 0
  }
  state.explicable = 0
  return taken
}

/** What becomes a row, and what is counted on a row that there is. */
function sort(taken: readonly Taken[], share: number): { rows: New[]; more: More[] } {
  const rows: New[] = []
  const more: More[] = []
  for (const { waiting, count: came, lastAt } of taken) {
    const isWhole = isAlwaysKept(waiting.made)
    const count = isWhole ? came : thinned(came, share)
    if (count === 0) continue
    if (waiting.id !== undefined) more.push({ id: waiting.id, count, lastAt })
    else rows.push({ waiting, row: rowOf(waiting.made, { count, lastAt, share: isWhole ? 1 : share }) })
  }
  return { rows, more }
}

/** How many of so many are kept, where each is with a chance of one in `share`. */
function thinned(count: number, share: number): number {
  if (share <= 1) return count
  let kept = 0
  for (let each = 0; each < count; each++) if (Math.random() * share < 1) kept += 1
  return kept
}

function rowOf(made: Waiting['made'], rest: Pick<DecisionRow, 'count' | 'lastAt' | 'share'>): DecisionRow {
  const { at, policy, action, reason, rule, application, person, source } = made
  return {
    ...rest,
    id: newId(at),
    at,
    policy,
    action,
    reason,
    ruleId: rule?.id ?? null,
    ruleName: rule?.name ?? null,
    ruleKey: fold(rule?.name ?? ''),
    idpId: person?.idpId ?? '',
    userId: person?.userId ?? null,
    userName: person?.userName ?? '',
    userNameKey: fold(person?.userName ?? ''),
    applicationId: application?.id ?? null,
    applicationName: application?.name ?? null,
    applicationKey: fold(application?.name ?? ''),
    host: made.host.toLowerCase().slice(0, 300),
    address: made.address ?? '',
    clientType: made.clientType ?? null,
    platform: made.platform ?? null,
    countryCode: made.countryCode ?? null,
    source: source.kind,
    sourceName: source.name.slice(0, 300),
    explanation: null,
  }
}

/** Explains those that can be, giving way to others in between. */
async function explainThem(rows: readonly New[]): Promise<void> {
  let explained = 0
  for (const { waiting, row } of rows) {
    const explanation = waiting.explain?.()
    if (!explanation) continue
    row.explanation = JSON.stringify(briefOf(explanation))
    explained += 1
    if (explained % EXPLAINED_AT_ONCE === 0) await turn()
  }
}

/** What no further decision can be counted on; all that is written, where room runs out. */
function forget(): void {
  const minute = Math.floor(Date.now() / MINUTE_MS)
  const isFull = state.alike.size > MOST_WAITING / 2
  for (const [key, waiting] of state.alike) {
    if (waiting.count === 0) waiting.explain = undefined
    if (waiting.count === 0 && (isFull || waiting.minute < minute)) {
      waiting.isForgotten = true
      state.alike.delete(key)
    }
  }
}

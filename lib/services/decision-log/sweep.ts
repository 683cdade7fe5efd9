import { setTimeout as pause } from 'node:timers/promises'
import { store } from '#db/index.ts'
import {
  deleteDecisionCounts,
  deleteDecisions,
  findOldDecisionCounts,
  listOldDecisions,
} from '#db/queries/decision-log.ts'
import { MINUTE_MS } from '#db/queries/sync-log-ids.ts'
import { decisionLogSettings } from './settings.ts'

const DAY_MS = 86_400_000
/** Rows of a turn of the write lane, and turns of a round. */
const AT_ONCE = 500
const TURNS = 200
const PAUSE_MS = 10

/** Deletes what is older than the decision log is kept, in small batches that nobody notices. */
export async function sweepDecisions(now: Date = new Date()): Promise<void> {
  const q = store().report
  const { retentionDays } = await decisionLogSettings(q)
  const oldest = new Date(now.getTime() - retentionDays * DAY_MS)
  for (let done = 0; done < TURNS; done++) {
    const ids = await listOldDecisions(q, oldest, AT_ONCE)
    if (ids.length > 0) await store().write((tx) => deleteDecisions(tx, ids))
    if (ids.length < AT_ONCE) break
    await pause(PAUSE_MS)
  }
  const before = Math.floor(oldest.getTime() / MINUTE_MS)
  for (let done = 0; done < TURNS; done++) {
    const minute = await findOldDecisionCounts(q, before, AT_ONCE)
    if (minute === undefined) break
    await store().write((tx) => deleteDecisionCounts(tx, minute))
    await pause(PAUSE_MS)
  }
}

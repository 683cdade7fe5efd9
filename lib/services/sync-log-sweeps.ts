import { setTimeout as pause } from 'node:timers/promises'
import { store } from '#db/index.ts'
import { countUnfolded, findMark, foldPiece, forgetCounts } from '#db/queries/fold-sync-logs.ts'
import { lowestIdAt, MINUTE_MS } from '#db/queries/sync-log-ids.ts'
import {
  deleteCountsTo,
  deleteLogsTo,
  deleteNamedEntities,
  findOldCounts,
  findOldLogs,
  listNamedEntities,
  listRetentions,
  type NamedEntity,
} from '#db/queries/sync-log-retention.ts'

/**
 * A row's id is of the moment its request arrived, and it is committed later: what is younger than this is not folded.
 * The server gives up on a request that has not arrived within two minutes (server.ts).
 */
const SETTLED_AFTER_MS = 150_000
/** Log rows counted in one read, and how many reads a round makes for an IdP. */
const FOLD_AT_ONCE = 5_000
const FOLDS_A_ROUND = 60
/** Log rows are wide, and a turn of the write lane is to take a few ms: so many go at once, then others may write. */
const DELETE_AT_ONCE = 200
const DELETES_A_ROUND = 400
const PAUSE_MS = 10
/** Charts over months are drawn from hours, which stay longer than any log. */
const HOURS_KEPT_DAYS = 400
const DAY_MS = 86_400_000

/** Folds what came into the log into its roll-ups, outside provisioning. */
export async function foldSyncLogs(now: Date = new Date(), settledAfterMs = SETTLED_AFTER_MS): Promise<void> {
  const before = lowestIdAt(new Date(now.getTime() - settledAfterMs))
  for (const { idpId } of await listRetentions(store().report)) {
    for (let turn = 0; turn < FOLDS_A_ROUND; turn++) {
      const piece = await countUnfolded(store().report, idpId, before, FOLD_AT_ONCE)
      // A clock that went back, or another process that is ahead.
      if (piece.from !== undefined && piece.from >= piece.to) break
      if (piece.rows.length > 0 && !(await store().write((tx) => foldPiece(tx, piece)))) break
      if (piece.isLast) break
    }
  }
}

/** Counts one IdP's log anew, after rows with times in the past came in: sample data. */
export async function recountSyncLogs(idpId: string, now: Date): Promise<void> {
  if ((await findMark(store().report, idpId)) !== undefined) await store().write((tx) => forgetCounts(tx, idpId))
  await foldSyncLogs(now)
}

/** Deletes what is older than each IdP keeps, in small batches that provisioning does not notice. */
export async function sweepOldSyncLogs(now: Date = new Date()): Promise<void> {
  const minutesAgo = (days: number) => Math.floor((now.getTime() - days * DAY_MS) / MINUTE_MS)
  for (const { idpId, days } of await listRetentions(store().report)) {
    const below = lowestIdAt(new Date(now.getTime() - days * DAY_MS))
    await inBatches(
      () => findOldLogs(store().report, idpId, below, DELETE_AT_ONCE),
      (id) => store().write((tx) => deleteLogsTo(tx, idpId, id)),
    )
    for (const [grain, kept] of [
      [1, days],
      [60, Math.max(days, HOURS_KEPT_DAYS)],
    ] as const) {
      await inBatches(
        () => findOldCounts(store().report, idpId, grain, minutesAgo(kept), DELETE_AT_ONCE),
        (bucket) => store().write((tx) => deleteCountsTo(tx, idpId, grain, bucket)),
      )
    }
    await sweepNamedEntities(idpId, below)
  }
}

async function inBatches<T>(find: () => Promise<T | undefined>, remove: (last: T) => Promise<void>): Promise<void> {
  for (let batch = 0; batch < DELETES_A_ROUND; batch++) {
    const last = await find()
    if (last === undefined) return
    await remove(last)
    await pause(PAUSE_MS)
  }
}

/** Where the walk through the entities that payloads name has come, by IdP. */
const walks = new Map<string, NamedEntity>()
const WALK_AT_ONCE = 1_000
const STEPS_A_ROUND = 40

/**
 * Walks the side table from end to end, some of it each round: it is ordered by entity, and an index by age would cost
 * provisioning more than the walk costs anybody.
 */
async function sweepNamedEntities(idpId: string, below: string): Promise<void> {
  for (let step = 0; step < STEPS_A_ROUND; step++) {
    const after = walks.get(idpId)
    const entries = await listNamedEntities(store().report, idpId, after, WALK_AT_ONCE)
    const last = entries.at(-1)
    if (entries.some(({ logId }) => logId < below) && last) {
      await store().write((tx) => deleteNamedEntities(tx, idpId, after, last, below))
      await pause(PAUSE_MS)
    }
    if (last && entries.length === WALK_AT_ONCE) walks.set(idpId, last)
    else {
      walks.delete(idpId)
      return
    }
  }
}

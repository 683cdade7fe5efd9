import { setTimeout as pause } from 'node:timers/promises'
import { store } from '#db/index.ts'
import {
  endSessionsOfIdp,
  endSessionsWithoutUser,
  listIdpsToCheck,
  listIdpsToEnd,
} from '#db/queries/end-user-sessions.ts'
import { deleteNotProvisioned } from '#db/queries/not-provisioned.ts'
import { deleteExpiredCounts, listExpiredCounts } from '#db/queries/request-counts.ts'
import {
  deleteAssertions,
  listExpiredAssertions,
  listSettledRefusals,
  signInSweeps,
} from '#db/queries/sign-in-sweep.ts'
import { signInDays } from '#lib/table/sign-in-range.ts'

/** Rows of a turn of the write lane, and turns of a round for each kind. */
const AT_ONCE = 500
const TURNS = 200
const PAUSE_MS = 10
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Ends what sessions an IdP had that is not enabled any more, or of people whom SCIM has not brought, and deletes what sign-ins leave: requests, arrivals,
 * assertions and counts of limits that have expired; sessions, once they have been over for 90 days, sign-ins of that age,
 * and refusals of people who have come since.
 */
export async function sweepSignIns(now: Date = new Date()): Promise<void> {
  for (const idpId of await listIdpsToEnd(store().report, now)) {
    await inTurns(() => store().write((tx) => endSessionsOfIdp(tx, idpId, 'idp', now, AT_ONCE)))
  }
  for (const idpId of await listIdpsToCheck(store().report, now)) {
    await inTurns(() => store().write((tx) => endSessionsWithoutUser(tx, idpId, now, AT_ONCE)))
  }
  const oldest = new Date(now.getTime() - signInDays * DAY_MS)
  for (const { find, remove } of signInSweeps) {
    await inTurns(async () => {
      const keys = await find(store().report, { now, oldest }, AT_ONCE)
      if (keys.length > 0) await store().write((tx) => remove(tx, keys))
      return keys.length
    })
  }
  await inTurns(async () => {
    const rows = await listExpiredAssertions(store().report, now, AT_ONCE)
    for (const [idpId, of] of Map.groupBy(rows, (row) => row.idpId)) {
      await store().write((tx) =>
        deleteAssertions(
          tx,
          idpId,
          of.map((row) => row.assertionId),
        ),
      )
    }
    return rows.length
  })
  const uncounted = new Date(now.getTime() - HOUR_MS)
  await inTurns(async () => {
    const keys = await listExpiredCounts(store().report, uncounted, AT_ONCE)
    if (keys.length > 0) await store().write((tx) => deleteExpiredCounts(tx, keys, uncounted))
    return keys.length
  })
  await inTurns(async () => {
    const rows = await listSettledRefusals(store().report, oldest, AT_ONCE)
    if (rows.length > 0) {
      await store().write(async (tx) => {
        for (const { idpId, userNameKey } of rows) await deleteNotProvisioned(tx, idpId, userNameKey)
      })
    }
    return rows.length
  })
}

async function inTurns(turn: () => Promise<number>): Promise<void> {
  for (let done = 0; done < TURNS; done++) {
    if ((await turn()) < AT_ONCE) return
    await pause(PAUSE_MS)
  }
}

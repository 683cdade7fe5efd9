import { store } from '#db/index.ts'
import { deleteOldLosses, listGuards, lockGuard, updateGuard } from '#db/queries/access-losses.ts'
import { countHeld, deleteStaleHeld } from '#db/queries/held-deprovisionings.ts'
import { minuteAt, WINDOW_MINUTES } from '../scim/guard.ts'

/** A request that has not come again for so long is given up: longer than a weekend, which an office may be closed. */
const GIVEN_UP_MS = 3 * 86_400_000

const AT_ONCE = 2_000

/** Forgets who lost access more than an hour ago, and held requests that nobody waits for any more. */
export async function sweepDeprovisionGuards(now: Date = new Date()): Promise<void> {
  const { read, write } = store()
  const upTo = minuteAt(now) - WINDOW_MINUTES
  for (const { idpId, isHolding } of await listGuards(read)) {
    while (await write((tx) => deleteOldLosses(tx, idpId, upTo, AT_ONCE), KEPT));
    if (!isHolding) continue
    await write(async (tx) => {
      await lockGuard(tx, idpId)
      await deleteStaleHeld(tx, idpId, new Date(now.getTime() - GIVEN_UP_MS))
      const { requests } = await countHeld(tx, idpId)
      if (requests === 0) await updateGuard(tx, { idpId, isHolding: false, isFull: false })
    }, KEPT)
  }
}

const KEPT = { keepsRemembered: true }

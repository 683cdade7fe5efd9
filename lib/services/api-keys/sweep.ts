import { store } from '#db/index.ts'
import { deleteOldApiKeys, hasOldApiKeys } from '#db/queries/api-keys.ts'

/** How long a key that was revoked or has expired stays in the list, in ms. */
const KEPT_MS = 90 * 86_400_000

/** Forgets keys that ended long ago. The audit log keeps what they were. */
export async function sweepApiKeys(now: Date = new Date()): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  if (!(await hasOldApiKeys(store().read, before))) return
  await store().write((tx) => deleteOldApiKeys(tx, before))
}

import { store } from '#db/index.ts'
import { upsertApiKeyUse } from '#db/queries/api-keys.ts'

/** How far *Last Used* may lag, in ms: a busy key must not become a hot row. */
const LAG_MS = 10_000

type Use = { at: Date; address: string }
const slot = Symbol.for('rollcall.api-key-uses')
// Shared by the copies of this module in one process, like the store.
const waiting = ((globalThis as unknown as Record<symbol, Map<string, Use>>)[slot] ??= new Map<string, Use>())
let timer: NodeJS.Timeout | undefined

/** Remembers that the key was used; written a little later, by itself. */
export function noteApiKeyUse(keyId: string, address: string, at: Date): void {
  waiting.set(keyId, { at, address })
  timer ??= setTimeout(() => void writeApiKeyUses(), waiting.size === 1 ? 500 : LAG_MS).unref()
}

/** Writes what is remembered: called by the timer, and before the store closes. */
export async function writeApiKeyUses(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  // In one order, whoever writes: two processes that write the same keys must not wait for each other crosswise.
  const uses = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))
  waiting.clear()
  if (uses.length === 0) return
  try {
    await store().write(
      async (tx) => {
        for (const [keyId, { at, address }] of uses) await upsertApiKeyUse(tx, { keyId, lastUsedAt: at, address })
      },
      { keepsRemembered: true },
    )
  } catch {
    // The next use of each key writes a newer time; nothing but freshness is lost.
  }
}

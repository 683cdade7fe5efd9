import { store } from '#db/index.ts'
import { upsertTokenUse, type ScimToken } from '#db/queries/tokens.ts'

/** How far *last used* may lag, in ms: a busy token must not become a hot row. */
const LAG_MS = 10_000

type Use = { idpId: string; at: Date; address: string }
const slot = Symbol.for('rollcall.token-uses')
// Shared by the copies of this module in one process, like the store.
const waiting = ((globalThis as unknown as Record<symbol, Map<string, Use>>)[slot] ??= new Map<string, Use>())
let timer: NodeJS.Timeout | undefined

/** Remembers that the token was used; written a little later, outside any provisioning transaction. */
export function noteTokenUse(token: ScimToken, address: string, at: Date): void {
  waiting.set(token.id, { idpId: token.idpId, at, address })
  timer ??= setTimeout(() => void writeTokenUses(), waiting.size === 1 ? 500 : LAG_MS).unref()
}

/** Writes what is remembered: called by the timer, and before the store closes. */
export async function writeTokenUses(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  // In one order, whoever writes: two processes that write the same tokens must not wait for each other crosswise.
  const uses = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))
  waiting.clear()
  if (uses.length === 0) return
  try {
    await store().write(async (tx) => {
      for (const [tokenId, use] of uses) {
        await upsertTokenUse(tx, { tokenId, idpId: use.idpId, lastUsedAt: use.at, address: use.address })
      }
    })
  } catch {
    // The next use of each token writes a newer time; nothing but freshness is lost.
  }
}

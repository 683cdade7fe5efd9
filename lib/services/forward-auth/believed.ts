import { store } from '#db/index.ts'
import type { Reader } from '#db/store.ts'

/**
 * How long what was read is believed, in ms, counted from before it was read. Access ends within a second of a change,
 * whichever process it is made in; a quarter of that is left for everything else.
 */
export const BELIEVED_MS = 750

/** How long it is believed where nothing in the database has changed since, in ms: notes of use are no change. */
export const UNCHANGED_MS = 60_000

type Kept<T> = {
  readonly readAt: number
  /** When it was known to hold. */
  at: number
  readonly changes: number | undefined
  readonly value: Promise<T>
  /** Once it has come, so that nobody waits for what is there. */
  found: T | undefined
}

/**
 * Keeps what `load` finds for `BELIEVED_MS`, for each key: a page asks for many things at once. What is not found is not
 * kept, so that strangers cannot fill the memory; nor is a failure. Answers with a promise only while it is loaded.
 */
export function believed<T extends object>(
  load: (q: Reader, key: string) => Promise<T | undefined>,
  most = 10_000,
): (key: string) => T | Promise<T | undefined> {
  // A store that takes another's place (in tests) has nothing to do with what the former said.
  const byStore = new WeakMap<Reader, Map<string, Kept<T | undefined>>>()
  return (key) => {
    const q = store().read
    let all = byStore.get(q)
    if (!all) byStore.set(q, (all = new Map()))
    const now = performance.now()
    const kept = all.get(key)
    if (kept && holds(kept, q, now)) return kept.found ?? kept.value
    // Asked before loading: what changes meanwhile is loaded again.
    const changes = q.changes?.()
    const entry: Kept<T | undefined> = { readAt: now, at: now, changes, value: load(q, key), found: undefined }
    all.delete(key)
    if (all.size >= most) dropOldest(all)
    all.set(key, entry)
    const forget = () => all.get(key) === entry && all.delete(key)
    entry.value.then((found) => (found === undefined ? forget() : (entry.found = found)), forget)
    return entry.value
  }
}

function holds(kept: Kept<unknown>, q: Reader, now: number): boolean {
  if (now - kept.at < BELIEVED_MS) return true
  if (kept.changes === undefined || now - kept.readAt >= UNCHANGED_MS || q.changes?.() !== kept.changes) return false
  kept.at = now
  return true
}

/** Those that came first are first in a map. */
function dropOldest(kept: Map<string, unknown>): void {
  for (const key of kept.keys()) {
    kept.delete(key)
    return
  }
}

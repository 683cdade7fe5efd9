import { store } from '#db/index.ts'
import type { Reader } from '#db/store.ts'

/**
 * How long what was read is believed, in ms, counted from before it was read. Access ends within a second of a change,
 * whichever process it is made in; a quarter of that is left for everything else.
 */
export const BELIEVED_MS = 750

type Kept<T> = { readonly at: number; readonly value: Promise<T> }

/**
 * Keeps what `load` finds for `BELIEVED_MS`, for each key: a page asks for many things at once. What is not found is not
 * kept, so that strangers cannot fill the memory; nor is a failure.
 */
export function believed<T>(
  load: (q: Reader, key: string) => Promise<T | undefined>,
  most = 10_000,
): (key: string) => Promise<T | undefined> {
  // A store that takes another's place (in tests) has nothing to do with what the former said.
  const byStore = new WeakMap<Reader, Map<string, Kept<T | undefined>>>()
  return (key) => {
    const q = store().read
    let kept = byStore.get(q)
    if (!kept) byStore.set(q, (kept = new Map()))
    const now = performance.now()
    const found = kept.get(key)
    if (found && now - found.at < BELIEVED_MS) return found.value
    const value = load(q, key)
    kept.delete(key)
    if (kept.size >= most) dropOldest(kept)
    const entry = { at: now, value }
    kept.set(key, entry)
    const forget = () => kept.get(key) === entry && kept.delete(key)
    value.then((answer) => answer === undefined && forget(), forget)
    return value
  }
}

/** Those that came first are first in a map. */
function dropOldest(kept: Map<string, unknown>): void {
  for (const key of kept.keys()) {
    kept.delete(key)
    return
  }
}

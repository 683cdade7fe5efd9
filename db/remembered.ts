import type { Reader } from './store.ts'

/**
 * What `load` finds under `key`, kept for as long as nothing in the database changes: for the little that every request
 * asks for anew, such as its IdP and its token. A thing not found is not kept, so that strangers cannot fill the memory.
 */
export async function remembered<T>(q: Reader, key: string, load: () => Promise<T>): Promise<T> {
  // Taken before loading: what is loaded while the database changes goes into a memory that nobody reads any more.
  const memory = q.memory?.()
  if (!memory) return load()
  const kept = memory.get(key) as T | undefined
  if (kept !== undefined) return kept
  const found = await load()
  if (found !== undefined) memory.set(key, found)
  return found
}

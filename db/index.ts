import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { env } from '#lib/env.ts'
import { rehearsedStore } from './rehearse.ts'
import { rootFolder } from './root.ts'
import type { Store } from './store.ts'

// Next instantiates a module several times in one process, and two write lanes on one file would freeze each other:
// the store lives in a slot that all copies share.
const slot = Symbol.for('rollcall.store')
type Slot = { store?: Store; opening?: Promise<Store> | undefined }
const shared = (): Slot => ((globalThis as unknown as Record<symbol, Slot>)[slot] ??= {})

/**
 * The store; within a rehearsal, the one on its turn. Throws unless `openStore` has been awaited: server.ts,
 * instrumentation and the command line do so first.
 */
export function store(): Store {
  const store = rehearsedStore() ?? shared().store
  if (!store) throw new Error('The store is not open: await openStore() first.')
  return store
}

/** Opens the store that `DATABASE_URL` names, once per process; migrates it. */
export async function openStore(): Promise<Store> {
  const held = shared()
  if (held.store) return held.store
  held.opening ??= open().finally(() => (held.opening = undefined))
  return (held.store = await held.opening)
}

/** Puts another store in the slot; for tests. */
export const useStore = (store: Store | undefined): void => {
  const held = shared()
  if (store) held.store = store
  else delete held.store
}

/** Waits for the turns in flight and closes the store, if it is open. */
export async function closeStore(): Promise<void> {
  const held = shared()
  const { store } = held
  delete held.store
  await store?.close()
}

async function open(): Promise<Store> {
  const { database } = env()
  const migrations = (engine: string) => join(/* turbopackIgnore: true */ rootFolder(), 'db', 'migrations', engine)
  if (database.engine === 'postgres') {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(database.url, migrations('postgres'))
  }
  mkdirSync(dirname(database.path), { recursive: true, mode: 0o700 })
  createPrivate(database.path)
  const { openSqlite } = await import('./sqlite.ts')
  return openSqlite(database.path, migrations('sqlite'))
}

/** Makes an empty file, a new database to SQLite, that only its owner may read. The log beside it gets the same mode. */
function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch {
    // One that is there keeps its mode, and what else stands against it SQLite says when it opens the file.
  }
}

import { join } from 'node:path'
import { openPostgres } from './postgres.ts'
import { rootFolder } from './root.ts'
import type { Engine, Store } from './store.ts'
import { takeDatabase } from './testing-databases.ts'
import { startPostgres } from './testing-postgres.ts'
import { openTestStore } from './testing.ts'

export const engines: Engine[] = ['sqlite', 'postgres']

/** A migrated, empty store on either engine, for one test file; `close` removes it. */
export async function openEngine(engine: Engine): Promise<{ store: Store; close(): Promise<void> }> {
  if (engine === 'sqlite') return openTestStore()
  const migrations = join(rootFolder(), 'db/migrations/postgres')
  const taken = await takeDatabase()
  if (taken) {
    const store = await openPostgres(taken.url, migrations)
    return { store, close: () => store.close().then(taken.drop) }
  }
  const server = await startPostgres()
  const store = await openPostgres(await server.freshDatabase(), migrations)
  return { store, close: () => store.close().then(server.stop) }
}

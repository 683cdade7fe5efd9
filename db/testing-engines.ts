import { join } from 'node:path'
import { openPostgres } from './postgres.ts'
import { rootFolder } from './root.ts'
import type { Engine, Store } from './store.ts'
import { startPostgres } from './testing-postgres.ts'
import { openTestStore } from './testing.ts'

export const engines: Engine[] = ['sqlite', 'postgres']

/** A migrated, empty store on either engine, for one test file; `close` removes it. */
export async function openEngine(engine: Engine): Promise<{ store: Store; close(): Promise<void> }> {
  if (engine === 'sqlite') return openTestStore()
  const server = await startPostgres()
  const store = await openPostgres(await server.freshDatabase(), join(rootFolder(), 'db/migrations/postgres'))
  return {
    store,
    async close() {
      await store.close()
      await server.stop()
    },
  }
}

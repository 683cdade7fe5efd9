import { join } from 'node:path'
import { useStore } from '#db/index.ts'
import { openPostgres } from '#db/postgres.ts'
import { rootFolder } from '#db/root.ts'
import { openSqlite } from '#db/sqlite.ts'
import { feedSearch } from '#lib/services/search/feed.ts'
import { foldSyncLogs } from '#lib/services/sync-log-sweeps.ts'

/** Log rows that one round of the fold takes at most. */
const FOLDED_A_ROUND = 300_000

/** Does at once what a running server does in the background: feeds the search index and folds the log into its counts. */
export async function settle(database: string, logs: number): Promise<void> {
  const migrations = (engine: string) => join(rootFolder(), 'db/migrations', engine)
  const store = database.startsWith('file:')
    ? await openSqlite(database.slice('file:'.length), migrations('sqlite'))
    : await openPostgres(database, migrations('postgres'))
  useStore(store)
  await feedSearch()
  for (let round = 0; round <= logs / FOLDED_A_ROUND; round++) await foldSyncLogs()
  useStore(undefined)
  await store.close()
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootFolder } from './root.ts'
import { openSqlite, type SqliteOptions } from './sqlite.ts'
import type { Store } from './store.ts'

/** A migrated SQLite store in a folder of its own, for one test file; `close` removes it. */
export async function openTestStore(
  options: SqliteOptions = {},
): Promise<{ store: Store; file: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-'))
  const file = join(folder, 'test.db')
  const store = await openSqlite(file, join(rootFolder(), 'db', 'migrations', 'sqlite'), options)
  return {
    store,
    file,
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

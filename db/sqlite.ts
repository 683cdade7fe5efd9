import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { AppError } from '#lib/errors.ts'
import { isLocked } from './dialect.ts'
import { openReportThreads } from './report.ts'
import * as tables from './schema.sqlite.ts'
import { openDurability } from './sqlite-durable.ts'
import { openLane } from './sqlite-lane.ts'
import { openSnapshots } from './sqlite-snapshot.ts'
import { cacheStatements } from './sqlite-statements.ts'
import type { Reader, Store, StoreStats, Writer } from './store.ts'
import type { Tables } from './tables.ts'
import { assertOwnTurn } from './turn.ts'

export type SqliteOptions = {
  /** Turns that may wait for the lane before `overloaded`. */
  maxWaiting?: number
  /** How long BEGIN is tried again while another process holds the lock, in ms. */
  lockTimeoutMs?: number
}

/**
 * Opens `file`, migrates it and returns the store: one writing connection reachable only through the lane, one read-only
 * connection, and report threads. All on one write-ahead log.
 */
export async function openSqlite(file: string, migrationsFolder: string, options: SqliteOptions = {}): Promise<Store> {
  const stats: StoreStats = { waiting: 0, commits: 0, turns: 0, retries: 0 }
  const writing = new Database(file, { timeout: 0 })
  await retryWhileLocked(options.lockTimeoutMs ?? 10_000, () => {
    writing.pragma('journal_mode = WAL')
    // The lane syncs the log itself before it answers: see openDurability.
    writing.pragma('synchronous = NORMAL')
    // What a savepoint may have to undo is kept in memory, not in a temporary file.
    writing.pragma('temp_store = MEMORY')
    // The log is checkpointed in pieces of 16 MiB: a checkpoint syncs both files.
    writing.pragma('wal_autocheckpoint = 4000')
    writing.pragma('cache_size = -32768')
    migrate(drizzle(writing), { migrationsFolder })
  })
  const reading = new Database(file, { readonly: true })
  reading.pragma('cache_size = -32768')

  const handle = (client: Database.Database) =>
    Object.assign(drizzle(client), { tables: tables, engine: 'sqlite' as const })
  const snapshots = openSnapshots(reading, writing)
  const { durable, close: closeLog } = openDurability(writing, file)
  const lane = openLane({ connection: writing, stats, options, onCommit: snapshots.committed, durable })
  const writer = handle(cacheStatements(writing, () => assertOwnTurn(lane.current()))) as unknown as Writer
  const reports = openReportThreads(file, (db) => Object.assign(db, { tables: tables, engine: 'sqlite' as const }))
  let isClosed = false

  return {
    engine: 'sqlite',
    tables: tables as unknown as Tables,
    read: Object.assign(handle(cacheStatements(reading, snapshots.begin)), {
      memory: snapshots.memory,
      changes: snapshots.changes,
    }) as unknown as Reader,
    report: reports.read,
    write: (work, options = {}) =>
      isClosed
        ? Promise.reject(new AppError('store-busy', 'The store is closing.'))
        : lane.write(writer, work, options),
    stats: () => ({ ...stats, waiting: lane.waiting() }),
    async close() {
      if (isClosed) return
      isClosed = true
      await lane.idle()
      await reports.close()
      snapshots.end()
      reading.close()
      closeLog()
      writing.close()
    },
  }
}

async function retryWhileLocked(timeoutMs: number, attempt: () => void): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isLocked(error) || Date.now() > deadline) throw error
      await new Promise((next) => setTimeout(next, 20 + Math.random() * 60))
    }
  }
}

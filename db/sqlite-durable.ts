import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Database } from 'better-sqlite3'

/**
 * Makes what has been committed survive a power cut, without holding the event loop: `synchronous=NORMAL` writes a commit
 * to the log, and the log is synced from the thread pool. The promise `durable()` gives resolves once a sync that began
 * after the call has ended; all who ask meanwhile share the next one.
 *
 * SQLite itself syncs the log before a checkpoint moves it and when it begins anew, so that the order of things on disk
 * is that of `synchronous=FULL`.
 */
export function openDurability(connection: Database, file: string, syncData = promisify(fdatasync)) {
  // SQLite takes its locks on the database and its index, never on the log: closing this descriptor drops none of them.
  const log = openSync(`${file}-wal`, 'r+')
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let isWhole = true

  async function sync(): Promise<void> {
    if (isWhole) {
      try {
        return await syncData(log)
      } catch {
        isWhole = false
      }
    }
    // What failed to reach the disk may count as written from now on, since the kernel tells of it once: only the whole
    // log, moved into the database by SQLite, makes good for it. Until then no turn is acknowledged.
    const [moved] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (moved?.busy !== 0)
      throw Object.assign(new Error('The log could not be synced.'), { code: 'SQLITE_IOERR_FSYNC' })
    isWhole = true
  }

  return {
    durable(): Promise<void> {
      next ??= (running ?? Promise.resolve()).then(start, start)
      return next
    },
    close: () => closeSync(log),
  }

  function start(): Promise<void> {
    next = undefined
    running = sync().finally(() => (running = undefined))
    return running
  }
}

import type { Database } from 'better-sqlite3'

/**
 * One read transaction for all that is read within a turn of the event loop, instead of one a statement: taking and
 * giving back SQLite's locks costs as much as an indexed lookup.
 */
export function openSnapshots(reading: Database) {
  const begin = reading.prepare<[]>('BEGIN')
  const commit = reading.prepare<[]>('COMMIT')
  // Tells that another connection, of this process or another, has committed. Asking also fixes what the snapshot shows.
  const dataVersion = reading.prepare<[]>('PRAGMA data_version').pluck()
  let isOpen = false
  let version: unknown
  let memory = new Map<string, unknown>()
  const start = () => {
    if (isOpen) return
    begin.run()
    isOpen = true
    setImmediate(end)
    const found = dataVersion.get()
    if (found === version) return
    version = found
    memory = new Map()
  }
  const end = () => {
    if (!isOpen || !reading.open) return
    isOpen = false
    commit.run()
  }
  return {
    begin: start,
    /** Whoever awaited a write must see it: the lane ends the snapshot before it answers. */
    end,
    /** What has been read of the database as the snapshot shows it. */
    memory: () => {
      start()
      return memory
    },
  }
}

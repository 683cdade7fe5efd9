import type { Database } from 'better-sqlite3'

/**
 * One read transaction for all that is read within a turn of the event loop, instead of one a statement: taking and
 * giving back SQLite's locks costs as much as an indexed lookup.
 *
 * `memory` is what remembered.ts keeps. Whether another process has committed is asked of the writing connection, to
 * which commits of its own do not count: those of provisioning, thousands a second, change nothing that is remembered.
 */
export function openSnapshots(reading: Database, writing: Database) {
  const begin = reading.prepare<[]>('BEGIN')
  const commit = reading.prepare<[]>('COMMIT')
  const dataVersion = writing.prepare<[]>('PRAGMA data_version').pluck()
  let isOpen = false
  let isChecked = false
  let version = dataVersion.get()
  let memory = new Map<string, unknown>()
  let changes = 0
  const start = () => {
    if (isOpen) return
    begin.run()
    isOpen = true
    setImmediate(end)
  }
  const end = () => {
    if (!isOpen || !reading.open) return
    isOpen = false
    commit.run()
  }
  /** Once a turn of the event loop: whether another process has committed. */
  const look = () => {
    if (isChecked) return
    isChecked = true
    setImmediate(() => (isChecked = false))
    const found = dataVersion.get()
    if (found === version) return
    version = found
    // What is read from now on is remembered: it must not come from a snapshot that is older than the change.
    end()
    memory = new Map()
    changes += 1
  }
  return {
    begin: start,
    /**
     * Called after each commit of this process. Whoever awaited a write must see it: the snapshot ends, and so does the
     * memory unless the commit kept everything that it may hold.
     */
    committed({ keepRemembered, areNotes }: { keepRemembered: boolean; areNotes: boolean }) {
      end()
      if (!keepRemembered) memory = new Map()
      if (!areNotes) changes += 1
    },
    end,
    /** What has been read since something that is remembered may last have changed. */
    memory: () => {
      look()
      return memory
    },
    changes: () => {
      look()
      return changes
    },
  }
}

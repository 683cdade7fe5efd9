import type { Database } from 'better-sqlite3'

/**
 * One read transaction for all that is read within a turn of the event loop, instead of one a statement: taking and
 * giving back SQLite's locks costs as much as an indexed lookup.
 */
export function openSnapshots(reading: Database): { begin(): void; end(): void } {
  const begin = reading.prepare<[]>('BEGIN')
  const commit = reading.prepare<[]>('COMMIT')
  let isOpen = false
  const end = () => {
    if (!isOpen || !reading.open) return
    isOpen = false
    commit.run()
  }
  return {
    begin() {
      if (isOpen) return
      begin.run()
      isOpen = true
      setImmediate(end)
    },
    /** Whoever awaited a write must see it: the lane ends the snapshot before it answers. */
    end,
  }
}

import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { fold } from '#lib/scim/fold.ts'

// The far end of report.ts: runs the statements it is sent on a read-only connection of its own.
type Question = { id: number; sql: string; params: unknown[]; method: 'get' | 'all' | 'run' | 'values' }

giveWay()
const db = new Database(workerData as string, { readonly: true })
db.pragma('cache_size = -16384')
// What dialect.ts calls where no column keeps the folded form.
db.function('fold', { deterministic: true }, (text: unknown) => (typeof text === 'string' ? fold(text) : null))

parentPort?.on('message', ({ id, sql, params, method }: Question) => {
  try {
    const statement = db.prepare(sql).raw()
    parentPort?.postMessage({ id, rows: method === 'get' ? statement.get(...params) : statement.all(...params) })
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    parentPort?.postMessage({ id, error: { message, code } })
  }
})

/**
 * Where processors are few, provisioning goes before reports. On Linux a thread has a priority of its own, under its
 * number; elsewhere it keeps that of the process.
 */
function giveWay(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), 10)
  } catch {
    // No /proc, or not allowed to: reports are made at the same priority.
  }
}

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import { rootFolder } from './root.ts'
import type { Reader } from './store.ts'

type Answer = { id: number; rows?: unknown[]; error?: { message: string; code: string | undefined } }
type Call = { resolve(rows: { rows: unknown[] }): void; reject(reason: unknown): void }
type Thread = { worker: Worker; calls: Map<number, Call> }

const THREADS = 2

/**
 * The portal's long reads (lists, totals, charts, CSV) on threads of their own, so that they never hold up provisioning:
 * better-sqlite3 is synchronous. Same query code, through Drizzle's proxy driver. Threads start when first used.
 */
export function openReportThreads(
  file: string,
  dress: (db: object) => object,
): { read: Reader; close(): Promise<void> } {
  const threads: Thread[] = []
  let next = 0

  function start(): Thread {
    const script = pathToFileURL(join(/* turbopackIgnore: true */ rootFolder(), 'db', 'report-worker.ts'))
    const thread: Thread = { worker: new Worker(script, { workerData: file }), calls: new Map() }
    thread.worker.unref()
    thread.worker.on('message', ({ id, rows, error }: Answer) => {
      const call = thread.calls.get(id)
      thread.calls.delete(id)
      if (error) call?.reject(Object.assign(new Error(error.message), { code: error.code }))
      else call?.resolve({ rows: rows ?? [] })
    })
    const fail = (reason: unknown) => {
      const index = threads.indexOf(thread)
      if (index >= 0) threads.splice(index, 1)
      for (const call of thread.calls.values()) call.reject(reason)
      thread.calls.clear()
    }
    thread.worker.on('error', fail)
    thread.worker.on('exit', () => fail(new Error('The report thread ended.')))
    threads.push(thread)
    return thread
  }

  function ask(sql: string, params: unknown[], method: string): Promise<{ rows: unknown[] }> {
    const idle = threads.find((thread) => thread.calls.size === 0)
    const thread =
      idle ?? (threads.length < THREADS ? start() : threads.reduce((a, b) => (b.calls.size < a.calls.size ? b : a)))
    return new Promise((resolve, reject) => {
      thread.calls.set(++next, { resolve, reject })
      thread.worker.postMessage({ id: next, sql, params, method })
    })
  }

  return {
    read: dress(drizzle(ask)) as Reader,
    async close() {
      await Promise.all(threads.splice(0).map((thread) => thread.worker.terminate()))
    },
  }
}

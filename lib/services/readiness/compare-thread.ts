import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { WalkedUser } from '#db/queries/walk-users.ts'
import { rootFolder } from '#db/root.ts'
import { UnreadableFile } from '../directory/import/records.ts'
import type { FileCounts, Found } from './compare-people.ts'
import type { CompareInput, Question } from './compare-worker.ts'

type Reply = { id: number; value?: unknown; failure?: { message: string; isReadable: boolean } }
type Call = { resolve(value: never): void; reject(reason: unknown): void }
type Unnumbered<Q> = Q extends unknown ? Omit<Q, 'id'> : never

/** A thread that reads one file and compares users with it. Close it, whatever came of it. */
export type CompareThread = {
  /** Resolves once the piece has been read: whoever sends waits, so that pieces do not pile up. */
  read(chunk: Uint8Array): Promise<FileCounts>
  end(): Promise<FileCounts>
  compare(users: WalkedUser[]): Promise<{ alike: number; found: Found[] }>
  /** The next of those who are missing; empty once all were told. */
  missing(size: number): Promise<Found[]>
  close(): Promise<void>
}

export function openCompareThread(input: CompareInput): CompareThread {
  const script = pathToFileURL(
    join(/* turbopackIgnore: true */ rootFolder(), 'lib', 'services', 'readiness', 'compare-worker.ts'),
  )
  const worker = new Worker(script, { workerData: input })
  worker.unref()
  const calls = new Map<number, Call>()
  let next = 0
  worker.on('message', ({ id, value, failure }: Reply) => {
    const call = calls.get(id)
    calls.delete(id)
    if (!failure) call?.resolve(value as never)
    else call?.reject(failure.isReadable ? new Error(failure.message) : new UnreadableFile(failure.message))
  })
  const fail = (reason: unknown) => {
    for (const call of calls.values()) call.reject(reason)
    calls.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that compares a file ended.')))
  const ask = <T>(question: Unnumbered<Question>) =>
    new Promise<T>((resolve, reject) => {
      calls.set(++next, { resolve, reject })
      worker.postMessage({ id: next, ...question })
    })
  return {
    read: (chunk) => ask({ ask: 'read', chunk }),
    end: () => ask({ ask: 'end' }),
    compare: (users) => ask({ ask: 'compare', users }),
    missing: (size) => ask({ ask: 'missing', size }),
    async close() {
      await worker.terminate()
    },
  }
}

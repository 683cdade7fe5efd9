import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'drizzle-orm'
import { isRetryable } from './dialect.ts'
import type { Store, Writer } from './store.ts'

// Shared by the copies of this module in one process, like the store.
const slot = Symbol.for('rollcall.rehearsals')
const shared = globalThis as unknown as Record<symbol, AsyncLocalStorage<Store> | undefined>
const rehearsals = (shared[slot] ??= new AsyncLocalStorage<Store>())

/** The store of the rehearsal that the running code belongs to. */
export const rehearsedStore = (): Store | undefined => rehearsals.getStore()

/**
 * Runs `work` in one turn that is always undone, and answers what it answered. Within it `store()` is a store on that
 * turn: every door sees what was written so far, each `write` is a step that is undone by itself when it fails, and
 * nothing that was read is remembered. What takes long has no place in it: it has the write lane.
 * `work` may run twice. Throws what `work` throws, and as `write`.
 */
export async function rehearse<T>(real: Store, work: (tx: Writer) => Promise<T>): Promise<T> {
  try {
    await real.write(
      async (tx) => {
        const { store, failure } = storeOnTurn(real, tx)
        const value = await rehearsals.run(store, () => work(tx))
        // A step that lost against another transaction: all of it once more, as any turn.
        if (failure()) throw failure()
        throw new Undone(value)
      },
      { keepsRemembered: true },
    )
  } catch (error) {
    if (error instanceof Undone) return error.value as T
    throw error
  }
  throw new Error('A rehearsal was not undone.')
}

/** The same for what only reads, outside the write lane: all doors are the real ones, but nothing can be written. */
export const rehearseReading = <T>(real: Store, work: () => Promise<T>): Promise<T> =>
  rehearsals.run({ ...real, write: <R>() => Promise.resolve(undefined as R) }, work)

/** Thrown so that the turn is undone: no error, but the answer. */
class Undone extends Error {
  readonly value: unknown

  constructor(value: unknown) {
    super('A rehearsal is undone.')
    this.value = value
  }
}

function storeOnTurn(real: Store, tx: Writer): { store: Store; failure(): unknown } {
  let failure: unknown
  const step = (word: 'SAVEPOINT' | 'RELEASE SAVEPOINT' | 'ROLLBACK TO SAVEPOINT') =>
    execute(tx, `${word} rehearsed_step`)
  const store: Store = {
    ...real,
    read: tx,
    report: tx,
    async write(work) {
      await step('SAVEPOINT')
      try {
        const value = await work(tx)
        await step('RELEASE SAVEPOINT')
        return value
      } catch (error) {
        if (isRetryable(error)) failure ??= error
        await step('ROLLBACK TO SAVEPOINT')
        await step('RELEASE SAVEPOINT')
        throw error
      }
    },
    close: () => Promise.reject(new Error('A rehearsal cannot close the store.')),
  }
  return { store, failure: () => failure }
}

type Executing = { run(query: unknown): unknown; execute(query: unknown): Promise<unknown> }

async function execute(tx: Writer, text: string): Promise<void> {
  const db = tx as unknown as Executing
  await (tx.engine === 'sqlite' ? db.run(sql.raw(text)) : db.execute(sql.raw(text)))
}

import type { Database } from 'better-sqlite3'
import { AppError } from '#lib/errors.ts'
import { isLocked } from './dialect.ts'
import type { SqliteOptions } from './sqlite.ts'
import type { StoreStats, WriteOptions, Writer } from './store.ts'
import { assertNoTurn, turns, type Turn } from './turn.ts'

type Waiting = {
  work: () => Promise<unknown>
  options: WriteOptions
  resolve(value: unknown): void
  reject(reason: unknown): void
}

/** Turns that share one COMMIT at the most, so that the first of a crowd does not wait for all of it. */
const BATCH = 128

/** Batches that use savepoints after a turn has failed without: failures come in rows. */
const CAREFUL = 32

type Lane = {
  connection: Database
  stats: StoreStats
  options: SqliteOptions
  /** Called once a commit may be seen, with what holds for all of its turns. */
  onCommit(turns: { keepRemembered: boolean; areNotes: boolean }): void
  /** Resolves once all that is committed so far is on disk. */
  durable(): Promise<void>
}

/**
 * The one way to change the database: turns run one after another, and those that wait share a COMMIT. They are answered
 * once it is durable; the lane does not wait for that, so that the next turns run while the disk works.
 */
export function openLane({
  connection,
  stats,
  options: { maxWaiting = 5_000, lockTimeoutMs = 10_000 },
  onCommit,
  durable,
}: Lane) {
  const statement = (text: string) => connection.prepare<[]>(text)
  const begin = statement('BEGIN IMMEDIATE')
  const commit = statement('COMMIT')
  const rollback = statement('ROLLBACK')
  const save = statement('SAVEPOINT turn')
  const release = statement('RELEASE turn')
  const undo = statement('ROLLBACK TO turn')
  const waiting: Waiting[] = []
  let current: Turn | undefined
  let draining: Promise<void> | undefined
  let answered = Promise.resolve()
  let unanswered = 0
  let careful = 0

  async function run(work: () => Promise<unknown>): Promise<unknown> {
    const turn: Turn = { isOver: false }
    current = turn
    try {
      // Awaited inside: a builder that `work` returns executes where it is awaited.
      return await turns.run(turn, async () => await work())
    } finally {
      turn.isOver = true
      current = undefined
    }
  }

  /** Runs a turn that is undone alone when it fails; how its promise is to be settled. */
  async function take({ work, resolve, reject }: Waiting): Promise<() => void> {
    save.run()
    try {
      const value = await run(work)
      release.run()
      return () => resolve(value)
    } catch (error) {
      // A full disk rolls the whole transaction back by itself; then there is no savepoint to return to.
      if (!connection.inTransaction) throw error
      undo.run()
      release.run()
      return () => reject(error)
    }
  }

  // For a savepoint SQLite copies every page that the turn touches: a tenth of a create. Turns that may run twice do
  // without, and when one of them fails, all of them run again with.
  async function takeAll(batch: Waiting[]): Promise<(() => void)[]> {
    const settle: (() => void)[] = []
    if (careful > 0) careful--
    else if (batch.every(({ options }) => options.mayRunTwice)) {
      try {
        for (const { work, resolve } of batch) {
          const value = await run(work)
          settle.push(() => resolve(value))
        }
        return settle
      } catch {
        careful = CAREFUL
        settle.length = 0
        if (connection.inTransaction) rollback.run()
        await beginWhenFree()
      }
    }
    for (const turn of batch) settle.push(await take(turn))
    return settle
  }

  // Another process (the command line) may hold the lock. Waiting for it inside SQLite would freeze the event loop.
  async function beginWhenFree(): Promise<void> {
    const deadline = Date.now() + lockTimeoutMs
    for (;;) {
      try {
        begin.run()
        return
      } catch (error) {
        if (!isLocked(error)) throw error
        if (Date.now() > deadline)
          throw new AppError('store-busy', 'Another process keeps the database locked.', { cause: error })
        stats.retries++
        await new Promise((next) => setTimeout(next, 2 + Math.random() * 20))
      }
    }
  }

  // A commit costs nearly the same for one turn as for many: while the disk works on the last one, the next gathers as long
  // as the line grows with each look at the sockets.
  async function gather(): Promise<void> {
    for (let seen = -1; waiting.length > seen && waiting.length < BATCH;) {
      seen = waiting.length
      await new Promise<void>((next) => setImmediate(next))
      if (unanswered === 0) return
      await new Promise<void>((next) => setImmediate(next))
    }
  }

  async function answer(batch: Waiting[], settle: (() => void)[]): Promise<void> {
    unanswered += batch.length
    try {
      await durable()
      for (const done of settle) done()
    } catch (error) {
      for (const turn of batch) turn.reject(error)
    } finally {
      unanswered -= batch.length
    }
  }

  async function drain(): Promise<void> {
    await gather()
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH)
      try {
        await beginWhenFree()
        const settle = await takeAll(batch)
        commit.run()
        stats.commits++
        stats.turns += batch.length
        onCommit({
          keepRemembered: batch.every(({ options }) => options.keepsRemembered || options.isNote),
          areNotes: batch.every(({ options }) => options.isNote),
        })
        answered = answer(batch, settle)
      } catch (error) {
        if (connection.inTransaction) rollback.run()
        for (const turn of batch) turn.reject(error)
      }
      await gather()
    }
    draining = undefined
  }

  return {
    current: () => current,
    waiting: () => waiting.length,
    write<T>(writer: Writer, work: (tx: Writer) => Promise<T>, options: WriteOptions): Promise<T> {
      try {
        assertNoTurn()
      } catch (error) {
        return Promise.reject(error)
      }
      if (waiting.length + unanswered >= maxWaiting) {
        return Promise.reject(new AppError('overloaded', 'Too many changes wait to be written; try again in a moment.'))
      }
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work: () => work(writer), options, resolve, reject })
        draining ??= drain()
      })
    },
    async idle() {
      while (draining) await draining
      await answered
    },
  }
}

import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { AppError } from '#lib/errors.ts'
import { isRetryable } from './dialect.ts'
import * as tables from './schema.postgres.ts'
import type { Reader, Store, StoreStats, Writer } from './store.ts'
import { assertNoTurn, assertOwnTurn, turns, type Turn } from './turn.ts'

export type PostgresOptions = { maxWaiting?: number; writers?: number; readers?: number }

/** A PoolClient, the drizzle handle made for it once, and the turn that has it now. */
type Seat = { client: pg.PoolClient; writer: Writer; turn: Turn | undefined }

const RETRIES = 12

/**
 * Opens and migrates the database at `url`. READ COMMITTED: a change locks the row of the resource it changes first
 * (`locked` in dialect.ts), which never fails where SERIALIZABLE would retry.
 */
export async function openPostgres(
  url: string,
  migrationsFolder: string,
  options: PostgresOptions = {},
): Promise<Store> {
  const stats: StoreStats = { waiting: 0, commits: 0, turns: 0, retries: 0 }
  const dress = <T extends object>(db: T) => Object.assign(db, { tables, engine: 'postgres' as const })
  const pool = (max: number, settings: string) => {
    const made = new pg.Pool({ connectionString: url, max, options: settings, connectionTimeoutMillis: 10_000 })
    // An idle connection that the server ends: the pool replaces it, and the next request finds out whether it can.
    made.on('error', () => undefined)
    return made
  }
  const writing = pool(options.writers ?? 16, '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000')
  const reading = pool(options.readers ?? 8, '-c default_transaction_read_only=on -c statement_timeout=10000')
  const reporting = pool(4, '-c default_transaction_read_only=on -c statement_timeout=60000')
  await migrateAlone(pool(1, ''), migrationsFolder)

  const seats = new WeakMap<pg.PoolClient, Seat>()
  function seatOf(client: pg.PoolClient): Seat {
    const kept = seats.get(client)
    if (kept) return kept
    const seat: Seat = { client, turn: undefined, writer: undefined as unknown as Writer }
    // Drizzle sees the connection with a guard in front: a statement of an ended turn must not run in the next one.
    const guarded = new Proxy(client, {
      get(target, key) {
        if (key === 'query') assertOwnTurn(seat.turn)
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    seat.writer = dress(drizzle(guarded))
    seats.set(client, seat)
    return seat
  }

  async function attempt<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    const client = await writing.connect()
    const seat = seatOf(client)
    const turn: Turn = { isOver: false }
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      seat.turn = turn
      // Awaited inside: a builder that `work` returns executes where it is awaited.
      const value = await turns.run(turn, async () => await work(seat.writer))
      turn.isOver = true
      await client.query('COMMIT')
      return value
    } catch (error) {
      turn.isOver = true
      await client.query('ROLLBACK').catch((reason: Error) => (broken = reason))
      throw error
    } finally {
      seat.turn = undefined
      client.release(broken)
    }
  }

  let open = 0
  return {
    engine: 'postgres',
    tables,
    read: dress(drizzle(reading)) as unknown as Reader,
    report: dress(drizzle(reporting)) as unknown as Reader,
    async write(work) {
      assertNoTurn()
      if (open >= (options.maxWaiting ?? 5_000)) {
        throw new AppError('overloaded', 'Too many changes wait to be written; try again in a moment.')
      }
      open++
      try {
        for (let tries = 1; ; tries++) {
          try {
            const value = await attempt(work)
            stats.commits++
            stats.turns++
            return value
          } catch (error) {
            if (!isRetryable(error) || tries >= RETRIES) throw error
            stats.retries++
            await new Promise((next) => setTimeout(next, Math.random() * 10 * tries))
          }
        }
      } finally {
        open--
      }
    },
    stats: () => ({ ...stats, waiting: Math.max(0, open - (options.writers ?? 16)) }),
    async close() {
      await Promise.all([writing.end(), reading.end(), reporting.end()])
    },
  }
}

/** Two processes may start at once: whoever comes second waits for a row lock, not an advisory one, then finds it done. */
async function migrateAlone(pool: pg.Pool, migrationsFolder: string): Promise<void> {
  try {
    for (let tries = 1; ; tries++) {
      try {
        await migrate(drizzle(pool), { migrationsFolder })
        return
      } catch (error) {
        // The other process made the same tables a moment ago: look again, and find its journal complete.
        if (tries >= 20) throw error
        await new Promise((next) => setTimeout(next, 100 * tries))
      }
    }
  } finally {
    await pool.end()
  }
}

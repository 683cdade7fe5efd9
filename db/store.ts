import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Tables } from './tables.ts'

type Any = PgDatabase<PgQueryResultHKT>

export type Engine = 'sqlite' | 'postgres'

/** A handle that can only look. Queries take it first and find their tables on it. */
export type Reader = Pick<Any, 'select' | 'selectDistinct' | '$count'> & {
  tables: Tables
  engine: Engine
  /** What was read since the database last changed (remembered.ts); absent where a change cannot be noticed. */
  memory?: () => Map<string, unknown>
  /** Raised by every commit but those of notes alone, whichever process made it; absent where a change cannot be noticed. */
  changes?: () => number
}

/** A handle that can change, lent by `write` for one turn and dead afterwards. */
export type Writer = Reader & Pick<Any, 'insert' | 'update' | 'delete'>

export type StoreStats = {
  /** Turns waiting for the write lane now. */
  waiting: number
  /** Since opening. */
  commits: number
  turns: number
  retries: number
}

export type WriteOptions = {
  /** Spares SQLite what undoing this turn alone would cost: for turns that are many and seldom fail. */
  mayRunTwice?: boolean
  /** It changes nothing that `remembered` keeps: turns of provisioning, after each of which everything was read anew. */
  keepsRemembered?: boolean
  /** It notes that something was used or happened, and nothing is decided or answered by it. It keeps what is remembered. */
  isNote?: boolean
}

export type Store = {
  engine: Engine
  tables: Tables
  /** Short, indexed lookups, in process. */
  read: Reader
  /** Whatever may take long (lists, totals, charts, CSV), on a thread or pool of its own. */
  report: Reader
  /**
   * Runs `work` in a durable transaction of its own: all of it happens or none, and once the promise resolves a power
   * cut does not undo it. Only database awaits inside. `work` may run twice, on PostgreSQL always and on SQLite where it is
   * allowed to, so it acts through `tx` alone.
   * Throws `AppError` `overloaded` when too many turns wait, and `store-busy` when another process keeps the lock.
   */
  write<T>(work: (tx: Writer) => Promise<T>, options?: WriteOptions): Promise<T>
  stats(): StoreStats
  /** Waits for the turns in flight, then closes every connection. */
  close(): Promise<void>
}

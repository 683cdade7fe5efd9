import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Reader } from './store.ts'

// What the two engines disagree on, and nowhere else.

type Failure = { code?: unknown; cause?: unknown }

/** The driver's own code of a failed statement: Drizzle wraps the driver's error as `cause`. */
export function failureCode(error: unknown): string | undefined {
  for (let e = error as Failure | undefined; e && typeof e === 'object'; e = e.cause as Failure | undefined) {
    if (typeof e.code === 'string') return e.code
  }
  return undefined
}

/** A unique index or primary key refused the row. */
export const isConflict = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(failureCode(error) ?? '')

/** A column that must have a value got none. */
export const isMissing = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_NOTNULL', '23502'].includes(failureCode(error) ?? '')

/** PostgreSQL gave the transaction up in favour of another: run it again. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(failureCode(error) ?? '')

/** Another process holds SQLite's write lock. */
export const isLocked = (error: unknown): boolean => (failureCode(error) ?? '').startsWith('SQLITE_BUSY')

/** The disk is full, the database is gone, or the network to it is: the request may be repeated later. */
export const isUnavailable = (error: unknown): boolean =>
  /^(SQLITE_(FULL|IOERR|CANTOPEN|READONLY|BUSY|NOTADB)|ENOSPC|EDQUOT|EIO|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|57P|53|08|XX)/.test(
    failureCode(error) ?? '',
  )

/** The disk under the database has no room left, which whoever runs it can mend. */
export const isDiskFull = (error: unknown): boolean =>
  ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'].includes(failureCode(error) ?? '')

/** Locks the rows a change starts from, on PostgreSQL; SQLite's write lane has locked everything already. */
export const locked = <Query extends { for(strength: 'update'): unknown }>(q: Reader, query: Query): Query =>
  q.engine === 'postgres' ? (query.for('update') as Query) : query

/** Keeps rows that a change refers to from being deleted meanwhile, on PostgreSQL. */
export const held = <Query extends { for(strength: 'key share'): unknown }>(q: Reader, query: Query): Query =>
  q.engine === 'postgres' ? (query.for('key share') as Query) : query

/**
 * A column by which SQLite is not to look for an index: it keeps no statistics here, and takes the index of an order for
 * cheaper than one that leads to a few rows.
 */
export const unplanned = (q: Reader, column: AnyColumn): SQL =>
  q.engine === 'postgres' ? sql`${column}` : sql`+${column}`

/** `column` contains `text`, both folded already. */
export const containsText = (column: AnyColumn | SQL, text: string): SQL =>
  sql`${column} like ${`%${escapeLike(text)}%`} escape '\\'`

/** `column` ends with `text`, both folded already. */
export const endsWithText = (column: AnyColumn | SQL, text: string): SQL =>
  sql`${column} like ${`%${escapeLike(text)}`} escape '\\'`

/** `column` starts with `text`: a range of the index rather than LIKE. */
export const startsWithText = (column: AnyColumn, text: string): SQL =>
  sql`(${column} >= ${text} and ${column} < ${`${text}\u{10FFFF}`})`

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Rows an insert may carry: SQLite's limit is on variables (32,766), PostgreSQL's likewise (65,535). */
export const INSERT_VARIABLES = 30_000

/** A statement is a call, on SQLite: many prepared ones cost less than to make up one large one (measured: half). */
export const isInProcess = (q: Reader): boolean => q.engine === 'sqlite'

/** Changes come one after another, on SQLite: a row that all of them touch makes nobody wait. */
export const hasOneWriter = (q: Reader): boolean => q.engine === 'sqlite'

/** The minute of an instant, counted from 1970, as charts and roll-ups group by it. */
export const minuteOf = (q: Reader, column: AnyColumn): SQL<number> => {
  const minute = q.engine === 'postgres' ? sql`floor(extract(epoch from ${column}) / 60)::int` : sql`${column} / 60000`
  return minute.mapWith(Number)
}

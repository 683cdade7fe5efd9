import * as pg from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'

// Compared and ordered by code point on every database, whatever its locale.
const pgText = pg.customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' })

/** The column vocabulary every table is written in. Typed as PostgreSQL; SQLite supplies the same words. */
export const pgKit = {
  table: pg.pgTable,
  text: (name: string) => pgText(name),
  whole: (name: string) => pg.integer(name),
  /** Beyond 32 bits, within what a JavaScript number counts exactly. */
  large: (name: string) => pg.bigint(name, { mode: 'number' }),
  flag: (name: string) => pg.boolean(name),
  instant: (name: string) => pg.timestamp(name, { withTimezone: true, mode: 'date', precision: 3 }),
  primaryKey: pg.primaryKey,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
}

export type Kit = typeof pgKit

export const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  whole: (name: string) => sqlite.integer(name),
  large: (name: string) => sqlite.integer(name),
  flag: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  instant: (name: string) => sqlite.integer(name, { mode: 'timestamp_ms' }),
  primaryKey: sqlite.primaryKey,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
} as unknown as Kit

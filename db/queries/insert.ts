import { sql, type Table } from 'drizzle-orm'
import { INSERT_VARIABLES } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

type Name = keyof Tables
type Row<N extends Name> = Required<Tables[N]['$inferInsert']>

/** Inserts one row by a prepared statement: the way of every insert that provisioning makes. All columns are given. */
export async function insertRow<N extends Name>(tx: Writer, name: N, row: Row<N>): Promise<void> {
  await prepared(tx, `insert_${name}`, () => {
    const table = tx.tables[name] as Table
    const values = Object.fromEntries(Object.keys(row).map((column) => [column, sql.placeholder(column)]))
    return tx
      .insert(table as never)
      .values(values as never)
      .prepare(`insert_${name}`)
  }).execute(row)
}

/** Inserts many rows in as few statements as the engines' limit on variables allows; rows that exist stay as they are. */
export async function insertMissing<N extends Name>(tx: Writer, name: N, rows: Row<N>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length
  const size = Math.floor(INSERT_VARIABLES / Math.max(1, columns))
  for (let start = 0; start < rows.length; start += size) {
    await tx
      .insert(tx.tables[name] as never)
      .values(rows.slice(start, start + size))
      .onConflictDoNothing()
  }
}

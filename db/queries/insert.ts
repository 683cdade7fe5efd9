import { sql, type Table } from 'drizzle-orm'
import { INSERT_VARIABLES, isInProcess } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

type Name = keyof Tables
type Row<N extends Name> = Required<Tables[N]['$inferInsert']>

/** Inserts one row by a prepared statement: the way of every insert that provisioning makes. All columns are given. */
export async function insertRow<N extends Name>(tx: Writer, name: N, row: Row<N>): Promise<void> {
  await prepared(tx, `insert_${name}`, () => inserting(tx, name, row).prepare(`insert_${name}`)).execute(row)
}

/** The insert of a row with these columns, by placeholders. */
function inserting<N extends Name>(tx: Writer, name: N, row: Row<N>) {
  const values = Object.fromEntries(Object.keys(row).map((column) => [column, sql.placeholder(column)]))
  return tx.insert(tx.tables[name] as Table as never).values(values as never)
}

/** Inserts many rows; those that exist stay as they are. */
export async function insertMissing<N extends Name>(tx: Writer, name: N, rows: Row<N>[]): Promise<void> {
  const [first] = rows
  if (first && isInProcess(tx)) {
    const one = prepared(tx, `insert_missing_${name}`, () =>
      inserting(tx, name, first).onConflictDoNothing().prepare(`insert_missing_${name}`),
    )
    for (const row of rows) await one.execute(row)
    return
  }
  // As few statements as the limit on variables allows: each is a way to the server and back.
  const columns = Object.keys(rows[0] ?? {}).length
  const size = Math.floor(INSERT_VARIABLES / Math.max(1, columns))
  for (let start = 0; start < rows.length; start += size) {
    await tx
      .insert(tx.tables[name] as never)
      .values(rows.slice(start, start + size))
      .onConflictDoNothing()
  }
}

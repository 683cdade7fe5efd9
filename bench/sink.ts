import Database from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import pg from 'pg'
import { pgKit } from '#db/kit.ts'
import { defineTables, type Tables } from '#db/tables.ts'

const tables = defineTables(pgKit)

export type TableName = Exclude<keyof Tables, symbol>
export type Inserted<Name extends TableName> = Tables[Name]['$inferInsert']

/** A migrated database that takes rows by the thousand, past the store: a million creates would measure themselves. */
export type Sink = {
  /** All rows have the same columns. */
  insert<Name extends TableName>(table: Name, rows: Inserted<Name>[]): Promise<void>
  close(): Promise<void>
}

/** @param database as DATABASE_URL names it */
export const openSink = (database: string): Promise<Sink> =>
  database.startsWith('file:') ? openSqliteSink(database.slice('file:'.length)) : openPostgresSink(database)

async function openSqliteSink(file: string): Promise<Sink> {
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -1000000')
  const statements = new Map<string, Database.Statement>()
  return {
    async insert(table, rows) {
      const columns = columnsOf(table, rows)
      const sql = `insert into "${getTableName(tables[table])}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`
      const statement = statements.get(sql) ?? db.prepare(sql)
      statements.set(sql, statement)
      db.exec('begin')
      for (const row of rows as Record<string, unknown>[]) statement.run(columns.map(({ key }) => forSqlite(row[key])))
      db.exec('commit')
    },
    async close() {
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
    },
  }
}

const forSqlite = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime()
  return typeof value === 'boolean' ? Number(value) : value
}

async function openPostgresSink(url: string): Promise<Sink> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set synchronous_commit = off')
  return {
    async insert(table, rows) {
      const columns = columnsOf(table, rows)
      const name = `"${getTableName(tables[table])}"`
      const listed = columns.map((column) => `"${column.name}"`).join(', ')
      // The table's own row type reads the JSON: no column type has to be named here.
      const named = (rows as Record<string, unknown>[]).map((row) =>
        Object.fromEntries(columns.map((column) => [column.name, row[column.key]])),
      )
      await client.query(
        `insert into ${name} (${listed}) select ${listed} from json_populate_recordset(null::${name}, $1)`,
        [JSON.stringify(named)],
      )
    },
    async close() {
      await client.query('vacuum analyze')
      await client.end()
    },
  }
}

/** The columns that the rows fill: the others take their defaults. */
function columnsOf(table: TableName, rows: object[]): { key: string; name: string }[] {
  const [first = {}] = rows
  return Object.entries(getTableColumns(tables[table])).flatMap(([key, column]) =>
    key in first ? [{ key, name: column.name }] : [],
  )
}

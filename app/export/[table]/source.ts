import type { SearchParams } from 'nuqs/server'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import type { Permission } from '#lib/auth/permissions.ts'
import type { CsvValue } from '#lib/table/csv.ts'
import type { ColumnId, TableDefinition } from '#lib/table/define-table.ts'
import type { TableQuery } from '#lib/table/url.ts'

type Opened<Row> = {
  /** What the rows are of, such as the IdP's name: part of the file's name. */
  subject?: string
  /** The table with what there is to choose from, where its declaration alone does not say how to read the address. */
  definition?: TableDefinition
  /** The rows of `query`, which asks for steps of a walk (db/queries/list.ts): the page's own query will do. */
  list: (query: ListQuery) => Promise<ListPage<Row>>
}

/** Where the rows of a table's exports come from. */
export type ExportSource = {
  definition: TableDefinition
  permission: Permission
  /** Undefined when what the query is about does not exist: no such IdP. */
  open: (
    query: TableQuery,
    searchParams: Promise<SearchParams>,
    now: Date,
  ) => Promise<Opened<{ id: string }> | undefined>
  /** Rows in memory at a time; 1,000 unless they are large. */
  rowsAtOnce?: number
  /** A row's fields in the order of these columns. */
  record: (row: { id: string }, columns: readonly string[]) => CsvValue[]
}

/** Declares the source of a table's exports. A column without a value does not compile. */
export const exportSource = <D extends TableDefinition, Row extends { id: string }>(source: {
  definition: D
  permission: Permission
  open: (query: TableQuery, searchParams: Promise<SearchParams>, now: Date) => Promise<Opened<Row> | undefined>
  rowsAtOnce?: number
  values: Record<ColumnId<D>, (row: Row) => CsvValue>
}): ExportSource => {
  const values: Record<string, ((row: Row) => CsvValue) | undefined> = source.values
  return {
    ...source,
    // Only rows of this source's own `open` are handed to `record`.
    record: (row, columns) => columns.map((id) => values[id]?.(row as Row)),
  }
}

/** ISO 8601 as pages have it. */
export const instant = (at: string | null | undefined): Date | undefined =>
  at === null || at === undefined ? undefined : new Date(at)

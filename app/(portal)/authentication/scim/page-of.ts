import type { ListPage } from '#db/queries/list.ts'
import type { TablePage } from '#components/table/data-table.tsx'

/** A page of rows as the table takes it: view models, never rows. */
export const pageOf = <Row, View>(page: ListPage<Row>, view: (row: Row) => View, loadedAt: Date): TablePage<View> => ({
  rows: page.rows.map(view),
  total: page.total,
  isTotalCapped: page.isTotalCapped,
  hasMore: page.hasMore,
  loadedAt: loadedAt.toISOString(),
})

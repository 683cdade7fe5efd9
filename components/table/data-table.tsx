'use client'
import {
  columnVisibilityFeature,
  createColumnHelper,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ColumnId, Sort, TableDefinition } from '#lib/table/define-table.ts'
import { type Extent, resultText } from '#lib/table/words.ts'
import { defaultColumns } from './column-menu.tsx'
import { Pagination } from './pagination.tsx'
import { type RowDetail, RowDrawer } from './row-drawer.tsx'
import { TableGrid } from './table-grid.tsx'
import { TableMessage } from './table-message.tsx'
import { TableToolbar } from './table-toolbar.tsx'
import { useTableUrl } from './use-table-url.ts'

/** What the server answered. `loadedAt` is ISO 8601. */
export type TablePage<Row> = {
  readonly rows: readonly Row[]
  readonly total: number
  readonly isTotalCapped: boolean
  readonly hasMore: boolean
  readonly loadedAt: string
}

export type Cells<D extends TableDefinition, Row> = Record<ColumnId<D>, (row: Row) => ReactNode>

/** How a row is opened: the drawer's title, and what names the row. */
export type Opening<Row> = {
  readonly title: string
  readonly name: (row: Row) => string
  readonly detail: RowDetail | undefined
}

export const features = tableFeatures({ columnVisibilityFeature, rowPaginationFeature, rowSortingFeature })

/** The one table of the portal: rows from the server, all of its state in the URL. It knows nothing of what it shows. */
export const DataTable = <D extends TableDefinition, Row extends { readonly id: string }>({
  definition,
  page,
  cells,
  opening,
}: {
  definition: D
  page: TablePage<Row>
  cells: Cells<D, Row>
  opening?: Opening<Row>
}) => {
  const url = useTableUrl(definition)
  const { place, filters } = url
  const shown = place.columns ?? defaultColumns(definition)
  const table = useTable({
    features,
    columns: useColumns(definition, cells),
    data: page.rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    manualPagination: true,
    rowCount: page.total,
    enableSortingRemoval: false,
    maxMultiSortColCount: 3,
    state: {
      sorting: place.sort.map(({ id, direction }) => ({ id, desc: direction === 'desc' })),
      pagination: { pageIndex: place.page - 1, pageSize: place.size },
      columnVisibility: Object.fromEntries(definition.columns.map(({ id }) => [id, shown.includes(id)])),
    },
    onSortingChange: (update) => {
      const before = place.sort.map(({ id, direction }) => ({ id, desc: direction === 'desc' }))
      const after = typeof update === 'function' ? update(before) : update
      url.setPlace({ sort: after.map(({ id, desc }): Sort => ({ id, direction: desc ? 'desc' : 'asc' })) })
    },
  })
  const extent: Extent = {
    page: place.page,
    size: place.size,
    shown: page.rows.length,
    total: page.total,
    isTotalCapped: page.isTotalCapped,
  }
  useAnnouncement(page.loadedAt, resultText(definition, page))

  const isFiltered = place.range !== null || Object.values(filters).some((values) => values !== null)
  const clear = () => {
    url.setFilters(Object.fromEntries(definition.filters.map(({ id }) => [id, null])))
    url.setPlace({ range: null, from: null, to: null })
  }
  const message =
    page.total > 0 || place.page > 1 ? (
      <TableMessage
        definition={definition}
        kind="beyond"
        action={<Button onClick={() => url.setPlace({ page: 1 })}>Go to the first page</Button>}
      />
    ) : isFiltered ? (
      <TableMessage definition={definition} kind="noMatch" action={<Button onClick={clear}>Clear filters</Button>} />
    ) : (
      <TableMessage definition={definition} kind="empty" />
    )
  return (
    <section aria-label={definition.title}>
      <TableToolbar definition={definition} url={url} shown={shown} loadedAt={page.loadedAt} />
      <TableGrid
        definition={definition}
        table={table}
        isPending={url.isPending}
        whenEmpty={message}
        openRow={place.row}
        {...(opening
          ? { opening: { title: opening.title, name: opening.name, onOpen: (id: string) => url.setPlace({ row: id }) } }
          : {})}
      />
      <Pagination
        definition={definition}
        extent={extent}
        hasMore={page.hasMore}
        onPage={(next) => url.setPlace({ page: next })}
        onSize={(size) => url.setPlace({ size })}
      />
      {opening ? (
        <RowDrawer
          title={opening.title}
          noun={definition.noun.one}
          row={place.row}
          detail={opening.detail}
          onClose={url.closeRow}
        />
      ) : null}
    </section>
  )
}

const useColumns = <D extends TableDefinition, Row extends { readonly id: string }>(
  definition: D,
  cells: Cells<D, Row>,
) =>
  useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    const byId: Record<string, (row: Row) => ReactNode> = cells
    return helper.columns(
      definition.columns.map((column) =>
        helper.accessor((row) => row.id, {
          id: column.id,
          header: column.label,
          enableSorting: column.sort !== undefined,
          sortDescFirst: column.sort === 'desc',
          cell: ({ row }) => byId[column.id]?.(row.original),
        }),
      ),
    )
  }, [definition, cells])

/** Says the result when a new one has arrived; the first is part of the page. */
const useAnnouncement = (loadedAt: string, text: string) => {
  const heard = useRef(loadedAt)
  useEffect(() => {
    if (heard.current === loadedAt) return
    heard.current = loadedAt
    announce(text)
  }, [loadedAt, text])
}

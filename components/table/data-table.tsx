'use client'
import { createColumnHelper, type RowSelectionState, type SortingState, useTable } from '@tanstack/react-table'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import type { ColumnId, Sort, TableDefinition } from '#lib/table/define-table.ts'
import { isUnreadable } from '#lib/table/search-text.ts'
import { clampWidth, widthBounds } from '#lib/table/settings.ts'
import { type Extent, lastPage, resultText } from '#lib/table/words.ts'
import { commonActions } from './bulk-actions.tsx'
import { ExportMenu } from './export-menu.tsx'
import { features } from './house-table.ts'
import { Pagination } from './pagination.tsx'
import { Refresh } from './refresh.tsx'
import { type RowDetail, RowDrawer } from './row-drawer.tsx'
import { type BulkAction, SelectionBar } from './selection-bar.tsx'
import { TableGrid } from './table-grid.tsx'
import { detailId } from './table-row.tsx'
import { TableMessage } from './table-message.tsx'
import { TableSettingsMenu } from './table-settings-menu.tsx'
import { useArrangement } from './table-settings.tsx'
import { TableToolbar } from './table-toolbar.tsx'
import { type Selection, useSelection } from './use-selection.ts'
import { usePagingFocus } from './use-paging-focus.ts'
import { useStable } from './use-stable.ts'
import { useTableKeys } from './use-table-keys.ts'
import { useTableUrl } from './use-table-url.ts'

const ShortcutsDialog = onDemand(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog)

/** What the server answered. `loadedAt` is ISO 8601. */
export type TablePage<Row> = {
  readonly rows: readonly Row[]
  /** How many of the rows stand among those of the page without being counted with them: opened folds, newer ones. */
  readonly besides?: number
  readonly total: number
  readonly isTotalCapped: boolean
  readonly hasMore: boolean
  readonly loadedAt: string
}

export type Cells<D extends TableDefinition, Row> = Record<ColumnId<D>, (row: Row) => ReactNode>

/** How a row is opened: the title of what opens, and what names the row; in a drawer, or below the row. */
export type Opening<Row> = {
  readonly title: string
  readonly name: (row: Row) => string
  /** What else can be done with a row, beside the button that opens it. */
  readonly renderTools?: (row: Row) => ReactNode
} & (
  | { readonly detail: RowDetail | undefined; readonly renderBelow?: never }
  | { readonly renderBelow: (row: Row) => ReactNode; readonly detail?: never }
)

/**
 * The one table of the portal: rows from the server, all of its state in the URL. It knows nothing of what it shows.
 * With `bulk`, even an empty one, rows can be selected, and these actions are offered beside the common ones.
 */
export const DataTable = <D extends TableDefinition, Row extends { readonly id: string }>({
  definition,
  page,
  cells,
  opening,
  bulk,
  under,
}: {
  definition: D
  page: TablePage<Row>
  cells: Cells<D, Row>
  opening?: Opening<Row>
  bulk?: readonly BulkAction[]
  /** What stands across the table below a row, or above the first one (null). */
  under?: ((id: string | null) => ReactNode) | undefined
}) => {
  const url = useTableUrl(definition)
  const { place, filters } = url
  const arrangement = useArrangement(definition, url)
  const section = useRef<HTMLElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const ids = useMemo(() => page.rows.map(({ id }) => id), [page.rows])
  const matching = JSON.stringify([place.idp, place.range, place.from, place.to, filters])
  const selecting = useSelection(matching, ids)
  const sorting: SortingState = place.sort.map(({ id, direction }) => ({ id, desc: direction === 'desc' }))
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
    enableRowSelection: bulk !== undefined,
    isRowRangeSelectionEvent: (event) => (event as { shiftKey?: boolean }).shiftKey === true,
    state: {
      sorting,
      pagination: { pageIndex: place.page - 1, pageSize: place.size },
      columnVisibility: Object.fromEntries(definition.columns.map(({ id }) => [id, arrangement.columns.includes(id)])),
      columnOrder: [...arrangement.columns],
      columnSizing: arrangement.widths,
      rowSelection: selecting.rowSelection,
    },
    onSortingChange: (update) => {
      const after = typeof update === 'function' ? update(sorting) : update
      url.setPlace({ sort: after.map(({ id, desc }): Sort => ({ id, direction: desc ? 'desc' : 'asc' })) })
    },
    onColumnSizingChange: (update) => {
      const after = typeof update === 'function' ? update(arrangement.widths) : update
      arrangement.rearrange({
        widths: Object.fromEntries(Object.entries(after).map(([id, width]) => [id, clampWidth(width)])),
      })
    },
    onRowSelectionChange: (update) => {
      const after: RowSelectionState = typeof update === 'function' ? update(selecting.rowSelection) : update
      selecting.setRows(after)
    },
  })
  const extent: Extent = {
    page: place.page,
    size: place.size,
    shown: page.rows.length - (page.besides ?? 0),
    total: page.total,
    isTotalCapped: page.isTotalCapped,
  }
  useAnnouncement(page.loadedAt, resultText(definition, page))

  const nameOf = opening?.name ?? ((row: Row) => row.id)
  const isBelow = opening?.renderBelow !== undefined
  const openRow = useStable((id: string) => {
    if (!isBelow) url.setPlace({ row: id })
    else url.unfoldRow(place.row === id ? null : id)
  })
  const opens = useMemo(
    () =>
      opening
        ? { title: opening.title, name: opening.name, renderTools: opening.renderTools, isBelow, onOpen: openRow }
        : undefined,
    // oxlint-disable-next-line react/exhaustive-deps -- names come from the table's own module, details with each answer
    [opening?.title, opening?.name, opening?.renderTools, isBelow, openRow],
  )
  const goTo = (next: number) => url.setPlace({ page: next })
  useTableKeys(section, {
    onOpen: opens?.onOpen,
    onPreviousPage: place.page > 1 ? () => goTo(place.page - 1) : undefined,
    onNextPage: page.hasMore ? () => goTo(place.page + 1) : undefined,
    onHelp: () => setHelpOpen(true),
  })
  usePagingFocus(grid, page.loadedAt, place.page)

  const isFiltered = place.range !== null || Object.values(filters).some((values) => values !== null)
  const clear = () => {
    url.setFilters(Object.fromEntries(definition.filters.map(({ id }) => [id, null])))
    url.setPlace({ range: null, from: null, to: null })
  }
  const last = lastPage(extent) ?? 1
  const message =
    page.total > 0 || place.page > 1 ? (
      <TableMessage
        definition={definition}
        kind="beyond"
        action={<Button onClick={() => goTo(last)}>Go to the last page</Button>}
      />
    ) : isFiltered ? (
      <TableMessage
        definition={definition}
        kind={isUnreadable(definition, filters) ? 'unreadable' : 'noMatch'}
        action={<Button onClick={clear}>Clear filters</Button>}
      />
    ) : (
      <TableMessage definition={definition} kind="empty" />
    )
  const selected: Selection = selecting.isMatching
    ? { kind: 'matching', query: location.search, total: page.total, isTotalCapped: page.isTotalCapped }
    : { kind: 'these', ids: Object.keys(selecting.rowSelection) }
  return (
    <section ref={section} aria-label={definition.title}>
      <TableToolbar
        definition={definition}
        url={url}
        tools={
          <>
            <Refresh loadedAt={page.loadedAt} />
            {definition.hasExport ? (
              <ExportMenu definition={definition} shown={arrangement.columns} extent={extent} />
            ) : null}
            <TableSettingsMenu
              definition={definition}
              url={url}
              arrangement={arrangement}
              onHelp={() => setHelpOpen(true)}
            />
          </>
        }
      />
      <TableGrid
        ref={grid}
        definition={definition}
        table={table}
        density={arrangement.density}
        isPending={url.isPending}
        whenEmpty={message}
        openRow={place.row}
        opening={opens}
        selectsRows={bulk !== undefined}
        nameOf={nameOf}
        under={opening?.renderBelow ? belowOpen(page.rows, place.row, opening.renderBelow) : under}
      />
      {selected.kind === 'matching' || selected.ids.length > 0 ? (
        <SelectionBar
          definition={definition}
          selection={selected}
          extent={extent}
          actions={[...(bulk ?? []), ...commonActions(definition, arrangement.columns)]}
          onSelectMatching={selecting.selectMatching}
          onClear={selecting.clear}
        />
      ) : null}
      <Pagination
        definition={definition}
        extent={extent}
        hasMore={page.hasMore}
        onPage={goTo}
        onSize={(size) => url.setPlace({ size })}
      />
      {opening && !opening.renderBelow ? (
        <RowDrawer
          title={opening.title}
          noun={definition.noun.one}
          row={place.row}
          rows={ids}
          detail={opening.detail}
          onSwitch={url.switchRow}
          onClose={url.closeRow}
        />
      ) : null}
      <ShortcutsDialog isNeeded={isHelpOpen} open={isHelpOpen} onOpenChange={setHelpOpen} />
    </section>
  )
}

/** The detail of the open row, where it stands below it. */
const belowOpen =
  <Row extends { readonly id: string }>(
    rows: readonly Row[],
    open: string | null,
    renderBelow: (row: Row) => ReactNode,
  ): ((id: string | null) => ReactNode) =>
  (id) => {
    const row = id === open ? rows.find((each) => each.id === id) : undefined
    return row ? (
      // As wide as what shows of the table, and in sight however far that is scrolled sideways.
      <div
        id={detailId(row.id)}
        className="bg-sunken sticky left-0 w-[100cqw] px-4 py-5 max-md:w-auto max-md:rounded-lg"
      >
        {renderBelow(row)}
      </div>
    ) : null
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
          minSize: widthBounds.least,
          maxSize: widthBounds.most,
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

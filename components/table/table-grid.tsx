'use client'
import { Fragment, type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import type { Column, TableDefinition } from '#lib/table/define-table.ts'
import type { Density } from '#lib/table/settings.ts'
import { FullValue } from './full-value.tsx'
import type { HouseTable } from './house-table.ts'
import { TableHead } from './table-head.tsx'
import { type OpensRow, TableRow } from './table-row.tsx'

/** The rows as a real table; on narrow screens each row becomes a labelled card. */
export const TableGrid = <Row extends { readonly id: string }>({
  ref,
  definition,
  table,
  density,
  isPending,
  whenEmpty,
  openRow,
  opening,
  selectsRows,
  nameOf,
  under,
}: {
  ref: RefObject<HTMLDivElement | null>
  definition: TableDefinition
  table: HouseTable<Row>
  density: Density
  isPending: boolean
  whenEmpty: ReactNode
  openRow: string | null
  opening: OpensRow<Row> | undefined
  selectsRows: boolean
  nameOf: (row: Row) => string
  /** What stands across the table below a row, or above the first one (null). */
  under?: ((id: string | null) => ReactNode) | undefined
}) => {
  const { columnOrder, columnSizing, rowSelection } = table.state
  const shown = useMemo(
    () => columnOrder.flatMap((id): Column[] => definition.columns.filter((column) => column.id === id)),
    [definition, columnOrder],
  )
  const sized = Object.keys(columnSizing).sort().join(',')
  const isOverflowing = useOverflow(ref)
  const rows = table.getRowModel().rows
  const across = (id: string | null) => {
    const content = under?.(id)
    return content ? (
      <tr className="max-md:block">
        <td
          colSpan={shown.length + (opening ? 1 : 0) + (selectsRows ? 1 : 0)}
          className="max-md:block max-md:rounded-lg md:border-b"
        >
          {content}
        </td>
      </tr>
    ) : null
  }
  return (
    <div
      ref={ref}
      aria-busy={isPending}
      data-density={density}
      className={cn(
        'bg-surface shadow-card group/grid @container relative rounded-lg border [--row-height:2.5rem] [--table-top:3rem] data-[density=compact]:[--row-height:2rem] lg:[--table-top:0px]',
        'max-md:border-0 max-md:bg-transparent max-md:shadow-none',
        // What scrolls sideways scrolls both ways, so that the header has something to stick to.
        isOverflowing
          ? 'md:max-h-[calc(100dvh-4rem)] md:overflow-auto md:overscroll-x-contain md:[--table-top:0px]'
          : 'overflow-x-clip',
      )}
      // A region that scrolls has to be reachable, for those who scroll by keys.
      {...(isOverflowing ? { tabIndex: 0, role: 'region', 'aria-label': `${definition.title}, scrollable` } : {})}
    >
      {isPending ? <Progress /> : null}
      <table className="w-full border-separate border-spacing-0 text-left text-sm max-md:block">
        <caption className="sr-only">{definition.title}</caption>
        <TableHead definition={definition} table={table} openTitle={opening?.title} selectsRows={selectsRows} />
        <tbody className="max-md:flex max-md:flex-col max-md:gap-2">
          {across(null)}
          {rows.map((row) => (
            <Fragment key={row.id}>
              <TableRow
                row={row}
                columns={shown}
                sized={sized}
                isOpen={row.id === openRow}
                isSelected={selectsRows ? rowSelection[row.id] === true : undefined}
                opening={opening}
                name={nameOf(row.original)}
              />
              {across(row.id)}
            </Fragment>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <div className="max-md:bg-surface max-md:rounded-lg max-md:border">{whenEmpty}</div> : null}
      <FullValue within={ref} />
    </div>
  )
}

/** Rows are on their way. Those in sight stay readable, so nothing is dimmed. */
const Progress = () => (
  <div aria-hidden className="sticky inset-x-0 top-0 z-20 h-0 overflow-x-clip overflow-y-visible">
    <div className="bg-accent-text animate-progress h-0.5 w-1/4 rounded-full" />
  </div>
)

/** Whether the table is wider than its place. Measured anew when one of the two changes its size. */
const useOverflow = (place: RefObject<HTMLElement | null>): boolean => {
  const [isOverflowing, setOverflowing] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const measure = () => {
      const table = element.querySelector('table')
      setOverflowing(matchMedia('(min-width: 48rem)').matches && (table?.offsetWidth ?? 0) > element.clientWidth + 1)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    const table = element.querySelector('table')
    if (table) observer.observe(table)
    return () => observer.disconnect()
  }, [place])
  return isOverflowing
}

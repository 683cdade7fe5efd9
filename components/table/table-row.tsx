'use client'
import { flexRender, type Row as RowOf } from '@tanstack/react-table'
import { ChevronDown, Eye } from 'lucide-react'
import { memo, type MouseEvent, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import type { Column } from '#lib/table/define-table.ts'
import { cellStyles, isNumber } from './cell-styles.ts'
import type { features } from './house-table.ts'
import { SelectRow } from './select-rows.tsx'

/** How the rows of a table are opened: the title of what opens, what names a row, and the opening itself. */
export type OpensRow<Row> = {
  readonly title: string
  readonly name: (row: Row) => string
  readonly renderTools?: ((row: Row) => ReactNode) | undefined
  /** Below the row, and closed by the same button; otherwise in a drawer. */
  readonly isBelow: boolean
  readonly onOpen: (id: string) => void
}

type Props<Row extends { readonly id: string }> = {
  row: RowOf<typeof features, Row>
  /** The columns that show, in their order. */
  columns: readonly Column[]
  /** Ids of the columns that were given a width, joined: their cells shrink below what their content asks for. */
  sized: string
  isOpen: boolean
  /** Undefined: rows are not selected here. */
  isSelected: boolean | undefined
  opening: OpensRow<Row> | undefined
  /** What names the row for listeners. */
  name: string
}

const Plain = <Row extends { readonly id: string }>({
  row,
  columns,
  sized,
  isOpen,
  isSelected,
  opening,
  name,
}: Props<Row>) => {
  const cells = new Map(row.getVisibleCells().map((cell) => [cell.column.id, cell]))
  const isSized = new Set(sized.split(','))
  return (
    // j and k put the focus on a row (focus-row.ts); for those who tab, its buttons are the way.
    <tr
      tabIndex={-1}
      data-row={row.id}
      data-open={isOpen || undefined}
      data-selected={isSelected || undefined}
      {...(opening ? { onClick: openFrom(row.id, opening.onOpen) } : {})}
      className={cn(
        'bg-surface hover:bg-hover data-open:bg-accent-soft data-selected:bg-accent-soft -outline-offset-2 transition-colors',
        'md:not-last:[&>td]:border-b',
        'max-md:bg-surface max-md:shadow-card max-md:relative max-md:block max-md:rounded-lg max-md:border max-md:py-1.5',
        opening && 'cursor-pointer',
        // A card keeps its controls in a line of their own, or beside its first value.
        isSelected === undefined
          ? opening && (opening.renderTools ? 'max-md:[&>td:first-child]:pr-28' : 'max-md:[&>td:first-child]:pr-10')
          : 'max-md:pt-9',
      )}
    >
      {isSelected === undefined ? null : (
        <td
          className={cn(cellStyles, 'w-0 pr-0 max-md:absolute max-md:top-3 max-md:left-2.5 max-md:w-auto max-md:p-0')}
        >
          <SelectRow
            name={name}
            isSelected={isSelected}
            onToggle={(checked, event) =>
              row.getToggleSelectedHandler()({
                target: { checked },
                shiftKey: 'shiftKey' in event && event.shiftKey === true,
              })
            }
          />
        </td>
      )}
      {columns.map((column) => {
        const cell = cells.get(column.id)
        return (
          <td
            key={column.id}
            className={cn(
              cellStyles,
              'h-(--row-height) max-md:grid max-md:h-auto max-md:min-h-8 max-md:grid-cols-[7.5rem_minmax(0,1fr)] max-md:items-center max-md:gap-2 max-md:py-1 max-md:text-left',
              isNumber(column) && 'text-right tabular-nums',
              isSized.has(column.id) && 'md:max-w-0 md:overflow-hidden md:[&_*]:max-w-full',
            )}
          >
            <span aria-hidden className="text-ink-muted text-xs md:hidden">
              {column.label}
            </span>
            <div className="min-w-0">{cell ? flexRender(cell.column.columnDef.cell, cell.getContext()) : null}</div>
          </td>
        )
      })}
      {opening ? <OpenCell opening={opening} row={row.original} name={name} isOpen={isOpen} /> : null}
    </tr>
  )
}

/** One row; on narrow screens a labelled card. Drawn anew when something of it changed: a drag of an edge redraws none. */
export const TableRow = memo(Plain) as typeof Plain

/** The id of what shows below an open row. */
export const detailId = (id: string): string => `detail-${id}`

const OpenCell = <Row extends { readonly id: string }>({
  opening: { title, renderTools, isBelow, onOpen },
  row,
  name,
  isOpen,
}: {
  opening: OpensRow<Row>
  row: Row
  name: string
  isOpen: boolean
}): ReactNode => (
  <td
    className={cn(
      cellStyles,
      'sticky right-0 w-0 bg-inherit text-right max-md:absolute max-md:top-1.5 max-md:right-1.5 max-md:w-auto max-md:p-0',
    )}
  >
    <div className="flex justify-end gap-0.5">
      {renderTools?.(row)}
      <Button
        variant="ghost"
        size="sm"
        square
        data-opens-row
        aria-label={`${title} of ${name}`}
        title={title}
        {...(isBelow ? { 'aria-expanded': isOpen } : {})}
        {...(isBelow && isOpen ? { 'aria-controls': detailId(row.id) } : {})}
        onClick={() => onOpen(row.id)}
      >
        {isBelow ? (
          <ChevronDown className={cn('transition-transform', isOpen && 'rotate-180')} aria-hidden />
        ) : (
          <Eye aria-hidden />
        )}
      </Button>
    </div>
  </td>
)

/** A click anywhere in a row opens it, for mice: the button in the row is what everyone else uses. */
const openFrom = (id: string, onOpen: (id: string) => void) => (event: MouseEvent<HTMLTableRowElement>) => {
  const target = event.target
  if (!(target instanceof Element) || target.closest('a, button, input, label')) return
  if (getSelection()?.type === 'Range') return
  // So that focus has somewhere to come back to.
  event.currentTarget.querySelector<HTMLElement>('[data-opens-row]')?.focus()
  onOpen(id)
}

'use client'
import type { ReactTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp, ChevronsUpDown, Eye } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { HelpTip } from '#components/ui/help-tip.tsx'
import type { Column, TableDefinition } from '#lib/table/define-table.ts'
import type { features } from './data-table.tsx'

type Opening<Row> = { title: string; name: (row: Row) => string; onOpen: (id: string) => void }

/** The rows as a real table; on narrow screens each row becomes a labelled card. */
export const TableGrid = <Row extends { readonly id: string }>({
  definition,
  table,
  isPending,
  whenEmpty,
  openRow,
  opening,
}: {
  definition: TableDefinition
  table: ReactTable<typeof features, Row>
  isPending: boolean
  whenEmpty: ReactNode
  openRow: string | null
  opening?: Opening<Row>
}) => {
  const columns = new Map(definition.columns.map((column) => [column.id, column]))
  const rows = table.getRowModel().rows
  return (
    <div
      aria-busy={isPending}
      className="bg-surface shadow-card relative overflow-x-auto rounded-lg border max-md:border-0 max-md:bg-transparent max-md:shadow-none"
    >
      {isPending ? <Progress /> : null}
      <table className="w-full border-collapse text-left text-sm max-md:block">
        <caption className="sr-only">{definition.title}</caption>
        <thead className="bg-sunken max-md:sr-only">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const column = columns.get(header.column.id)
                const sorted = header.column.getIsSorted()
                return (
                  <th
                    key={header.id}
                    scope="col"
                    {...(column?.sort
                      ? { 'aria-sort': sorted === false ? 'none' : sorted === 'desc' ? 'descending' : 'ascending' }
                      : {})}
                    className={cn(cellStyles, 'text-ink-muted h-9 border-b text-xs font-medium', headAlignment(column))}
                  >
                    <span className="inline-flex items-center gap-0.5">
                      {column?.sort ? (
                        <button
                          type="button"
                          onClick={header.column.getToggleSortingHandler()}
                          className="hover:text-ink -mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1"
                        >
                          {column.label}
                          <SortMark sorted={sorted} />
                        </button>
                      ) : (
                        column?.label
                      )}
                      {column?.help ? <HelpTip about={column.label}>{column.help}</HelpTip> : null}
                    </span>
                  </th>
                )
              })}
              {opening ? (
                <th scope="col" className={cn(cellStyles, 'bg-sunken sticky right-0 w-0 border-b')}>
                  <span className="sr-only">{opening.title}</span>
                </th>
              ) : null}
            </tr>
          ))}
        </thead>
        <tbody className="max-md:flex max-md:flex-col max-md:gap-2">
          {rows.map((row) => (
            <tr
              key={row.id}
              data-open={row.id === openRow || undefined}
              {...(opening ? { onClick: openFrom(row.id, opening.onOpen) } : {})}
              className={cn(
                'bg-surface hover:bg-hover data-open:bg-accent-soft border-b transition-colors last:border-b-0',
                'max-md:bg-surface max-md:shadow-card max-md:relative max-md:block max-md:rounded-lg max-md:border max-md:py-1.5 max-md:last:border-b',
                opening && 'cursor-pointer',
              )}
            >
              {row.getVisibleCells().map((cell) => {
                const column = columns.get(cell.column.id)
                return (
                  <td
                    key={cell.id}
                    className={cn(
                      cellStyles,
                      'h-10 max-md:grid max-md:h-auto max-md:min-h-8 max-md:grid-cols-[7.5rem_minmax(0,1fr)] max-md:items-center max-md:gap-2 max-md:py-1 max-md:text-left',
                      alignment(column),
                    )}
                  >
                    <span aria-hidden className="text-ink-muted text-xs md:hidden">
                      {column?.label}
                    </span>
                    <div className="min-w-0">
                      <table.FlexRender cell={cell} />
                    </div>
                  </td>
                )
              })}
              {opening ? (
                <td
                  className={cn(
                    cellStyles,
                    'sticky right-0 w-0 bg-inherit max-md:absolute max-md:top-1.5 max-md:right-1.5 max-md:w-auto max-md:p-0',
                  )}
                >
                  <Button
                    variant="ghost"
                    size="sm"
                    square
                    data-opens-row
                    aria-label={`${opening.title} of ${opening.name(row.original)}`}
                    title={opening.title}
                    onClick={() => opening.onOpen(row.id)}
                  >
                    <Eye aria-hidden />
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <div className="max-md:bg-surface max-md:rounded-lg max-md:border">{whenEmpty}</div> : null}
    </div>
  )
}

/** Rows are on their way. Those in sight stay readable, so nothing is dimmed. */
const Progress = () => (
  <div aria-hidden className="sticky inset-x-0 top-0 h-0 overflow-visible">
    <div className="bg-accent-text animate-progress h-0.5 w-1/4 rounded-full" />
  </div>
)

const cellStyles = 'px-2.5 md:first:pl-4'

const isNumber = (column: Column | undefined) => column?.kind === 'count' || column?.kind === 'duration'

const alignment = (column: Column | undefined) => (isNumber(column) ? 'text-right tabular-nums' : '')

/** Long names of narrow columns of numbers take two lines. */
const headAlignment = (column: Column | undefined) =>
  isNumber(column) ? 'max-w-28 text-right leading-4 whitespace-normal' : 'whitespace-nowrap'

const SortMark = ({ sorted }: { sorted: false | 'asc' | 'desc' }) => {
  if (sorted === 'asc') return <ArrowUp className="text-ink size-3.5" aria-hidden />
  if (sorted === 'desc') return <ArrowDown className="text-ink size-3.5" aria-hidden />
  return <ChevronsUpDown className="text-ink-faint size-3.5" aria-hidden />
}

/** A click anywhere in a row opens it, for mice: the button in the row is what everyone else uses. */
const openFrom = (id: string, onOpen: (id: string) => void) => (event: MouseEvent<HTMLTableRowElement>) => {
  const target = event.target
  if (!(target instanceof Element) || target.closest('a, button, input, label')) return
  if (getSelection()?.type === 'Range') return
  // So that focus has somewhere to come back to.
  event.currentTarget.querySelector<HTMLElement>('[data-opens-row]')?.focus()
  onOpen(id)
}

'use client'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { cn } from '#components/ui/cn.ts'
import { HelpTip } from '#components/ui/help-tip.tsx'
import type { Column, TableDefinition } from '#lib/table/define-table.ts'
import { fewestColumns } from '#lib/table/settings.ts'
import { cellStyles, isNumber } from './cell-styles.ts'
import type { HouseTable } from './house-table.ts'
import { ResizeHandle } from './resize-handle.tsx'
import { SelectRows } from './select-rows.tsx'

/** The column headers: sorting (more columns with Shift), widths, explanations. They stay in sight while rows scroll. */
export const TableHead = <Row extends { readonly id: string }>({
  definition,
  table,
  openTitle,
  selectsRows,
}: {
  definition: TableDefinition
  table: HouseTable<Row>
  openTitle: string | undefined
  selectsRows: boolean
}) => {
  const columns = new Map<string, Column>(definition.columns.map((column) => [column.id, column]))
  const { sorting, columnSizing } = table.state
  return (
    <thead className="max-md:sr-only">
      {table.getHeaderGroups().map((group) => {
        const isEveryWidthSet = group.headers.every(({ id }) => columnSizing[id] !== undefined)
        // Columns get their widths while rows arrive: without its height from the start, the header would push them down.
        const isTall = group.headers.some(({ id }) => {
          const { label = '' } = columns.get(id) ?? {}
          return label.length > threeLines && columnSizing[id] === undefined
        })
        const styles = cn(headStyles, isTall && 'h-16')
        return (
          <tr key={group.id}>
            {selectsRows ? (
              <th scope="col" className={cn(styles, 'w-0 pr-0')}>
                <SelectRows table={table} />
              </th>
            ) : null}
            {group.headers.map((header) => {
              const column = columns.get(header.column.id)
              if (!column) return null
              const place = sorting.findIndex(({ id }) => id === column.id)
              const sorted = header.column.getIsSorted()
              const width = columnSizing[column.id]
              // Names that are longer than what stands below them take two lines, unless somebody gave the column a width.
              const isLong = isNumber(column) || column.kind === 'flag' || column.label.length > longLabel
              const isWrapping = isLong && width === undefined
              const label = <span className={isWrapping ? 'whitespace-normal' : 'truncate'}>{column.label}</span>
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-label={column.label}
                  // By one header at a time, says WAI-ARIA: the most important one.
                  {...(column.sort
                    ? { 'aria-sort': place === 0 ? (sorted === 'desc' ? 'descending' : 'ascending') : 'none' }
                    : {})}
                  style={width === undefined ? undefined : { width, minWidth: width }}
                  className={cn(
                    styles,
                    isWrapping ? 'max-w-28 py-1 leading-4 whitespace-normal' : 'whitespace-nowrap',
                    isNumber(column) && 'text-right',
                    width !== undefined && 'max-w-0',
                  )}
                >
                  <span className="inline-flex max-w-full items-center gap-0.5">
                    {column.sort ? (
                      <button
                        type="button"
                        onClick={header.column.getToggleSortingHandler()}
                        title="Sort. With Shift: sort by this column as well"
                        className="hover:text-ink -mx-1 inline-flex min-h-6 min-w-0 items-center gap-1 rounded-sm px-1"
                      >
                        {label}
                        <SortMark sorted={sorted} />
                        {place >= 0 && sorting.length > 1 ? (
                          <span className="text-ink text-2xs tabular-nums">
                            <span className="sr-only">sorted {sorted === 'desc' ? 'descending' : 'ascending'}, </span>
                            {place + 1}
                          </span>
                        ) : null}
                      </button>
                    ) : (
                      label
                    )}
                    {column.help ? <HelpTip about={column.label}>{column.help}</HelpTip> : null}
                  </span>
                  {group.headers.length > fewestColumns ? (
                    <ResizeHandle
                      label={column.label}
                      width={width}
                      onResize={(next) =>
                        table.setColumnSizing((before) => {
                          const { [column.id]: _, ...others } = before
                          return next === undefined ? others : { ...others, [column.id]: next }
                        })
                      }
                    />
                  ) : null}
                </th>
              )
            })}
            {openTitle === undefined ? null : (
              // When every column has a width, this one takes what is left of the table's.
              <th scope="col" className={cn(styles, 'right-0 z-20', isEveryWidthSet ? 'w-full' : 'w-0')}>
                <span className="sr-only">{openTitle}</span>
              </th>
            )}
          </tr>
        )
      })}
    </thead>
  )
}

/** In characters: about as wide as an id or a name that was cut. */
const longLabel = 20
/** In characters: a longer name takes three lines. */
const threeLines = 24

const headStyles = cn(
  cellStyles,
  'text-ink-muted bg-sunken sticky top-(--table-top) z-10 h-9 text-xs font-medium shadow-[inset_0_-1px_0_var(--line)]',
)

const SortMark = ({ sorted }: { sorted: false | 'asc' | 'desc' }) => {
  if (sorted === 'asc') return <ArrowUp className="text-ink size-3.5 shrink-0" aria-hidden />
  if (sorted === 'desc') return <ArrowDown className="text-ink size-3.5 shrink-0" aria-hidden />
  return <ChevronsUpDown className="text-ink-faint size-3.5 shrink-0" aria-hidden />
}

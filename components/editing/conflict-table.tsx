'use client'
import { useId } from 'react'
import { cn } from '#components/ui/cn.ts'
import type { Side } from './conflict-choices.ts'

/** A field on which two edits disagree, as text. */
export type ConflictRow = {
  field: string
  label: string
  changedBy: Side | 'both'
  opened: string
  theirs: string
  mine: string
  /** None: the form holds something else by now. */
  chosen: Side | undefined
  /** The one side that can be had, where there is no choice. */
  only: Side | undefined
}

/** Field, theirs and mine, with a choice in every row; on narrow screens a block a field. */
export const ConflictTable = ({
  rows,
  disabled,
  onChoose,
}: {
  rows: readonly ConflictRow[]
  disabled: boolean
  onChoose: (field: string, side: Side) => void
}) => {
  const id = useId()
  return (
    <table className="w-full table-fixed text-left text-sm max-sm:block">
      <caption className="sr-only">What differs, and what is kept</caption>
      <thead className="text-ink-muted text-xs max-sm:sr-only">
        <tr className="border-b">
          <th scope="col" className="w-1/3 px-3 py-2 font-medium">
            Field
          </th>
          <th scope="col" className="px-3 py-2 font-medium">
            Theirs
          </th>
          <th scope="col" className="px-3 py-2 font-medium">
            Mine
          </th>
        </tr>
      </thead>
      <tbody className="divide-line divide-y max-sm:block">
        {rows.map((row) => (
          <tr
            key={row.field}
            className="align-top max-sm:flex max-sm:flex-col max-sm:gap-1.5 max-sm:px-3 max-sm:py-2.5"
          >
            <th scope="row" className="font-normal sm:px-3 sm:py-2.5">
              <span className="block font-medium">{row.label}</span>
              <span className={cn('block text-xs', row.changedBy === 'both' ? 'text-warn' : 'text-ink-muted')}>
                {said[row.changedBy]}
              </span>
              <span className="text-ink-muted block text-xs wrap-anywhere">Was: {row.opened || 'empty'}</span>
            </th>
            {(['theirs', 'mine'] as const).map((side) => (
              <td key={side} className="sm:px-1.5 sm:py-1.5">
                <Choice
                  name={`${id}-${row.field}`}
                  row={row}
                  side={side}
                  disabled={disabled}
                  onChoose={() => onChoose(row.field, side)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const said = { both: 'Changed on both sides', theirs: 'Changed there only', mine: 'Changed here only' }

const Choice = ({
  name,
  row,
  side,
  disabled,
  onChoose,
}: {
  name: string
  row: ConflictRow
  side: Side
  disabled: boolean
  onChoose: () => void
}) => {
  const isChosen = row.chosen === side
  const isOpen = row.only === undefined || row.only === side
  return (
    <label
      className={cn(
        'flex min-h-8 items-start gap-2 rounded-md border px-2 py-1.5',
        isChosen ? 'border-accent bg-accent-soft' : 'max-sm:border-line border-transparent',
        isOpen && !disabled && !isChosen && 'hover:bg-hover cursor-pointer',
      )}
    >
      {isOpen ? (
        <input
          type="radio"
          name={name}
          checked={isChosen}
          disabled={disabled}
          onChange={onChoose}
          aria-label={`${row.label}: ${side === 'mine' ? 'keep mine' : 'take theirs'}`}
          aria-describedby={`${name}-${side}`}
          className="accent-accent mt-0.5 size-4 shrink-0"
        />
      ) : null}
      <span className={cn('min-w-0', !isOpen && 'text-ink-muted')}>
        <span aria-hidden className="text-ink-muted block text-xs sm:hidden">
          {side === 'mine' ? 'Mine' : 'Theirs'}
        </span>
        <span id={`${name}-${side}`} className="wrap-anywhere whitespace-pre-line">
          {row[side] || <span className="text-ink-muted">empty</span>}
        </span>
      </span>
    </label>
  )
}

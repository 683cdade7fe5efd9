'use client'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { EditConflict as Conflict } from '#lib/errors.ts'
import { changedBy, conflictSummary, inOrderOfConcern, type Side } from './conflict-choices.ts'
import { ConflictTable, type ConflictRow } from './conflict-table.tsx'

/** How a form's fields are called, and their values told; without a value there is nothing to say: *empty*. */
export type FieldWords = (field: string) => { label: string; text: (value: unknown) => string }

/**
 * Tells the second of two editors that somebody was faster, and lets them choose field by field. The form holds the values:
 * `chosen` says which of the two it holds, `onChoose` puts one of them in. Takes the focus when it appears. `only`: fields of
 * which just one side can be had.
 */
export const EditConflict = ({
  conflict,
  words,
  chosen,
  onChoose,
  only = {},
  disabled = false,
}: {
  conflict: Conflict
  words: FieldWords
  chosen: (field: string) => Side | undefined
  onChoose: (field: string, side: Side) => void
  only?: Readonly<Record<string, Side>>
  disabled?: boolean
}) => {
  const id = useId()
  const box = useRef<HTMLElement>(null)
  const { fields } = conflict
  const [isOpen, setOpen] = useState(() => fields.some((field) => changedBy(field) === 'both'))
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'start' })
    box.current?.focus({ preventScroll: true })
  }, [])
  const rows = inOrderOfConcern(fields).map((each): ConflictRow => {
    const { label, text } = words(each.field)
    return {
      field: each.field,
      label,
      changedBy: changedBy(each),
      opened: text(each.opened),
      theirs: text(each.theirs),
      mine: text(each.mine),
      chosen: chosen(each.field),
      only: only[each.field],
    }
  })
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={`${id}-who`}
      aria-describedby={`${id}-what`}
      className="border-warn/25 bg-warn-soft scroll-mt-20 rounded-lg border text-sm outline-hidden"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2.5">
        <TriangleAlert className="text-warn mt-0.5 -mr-1.5 size-4 shrink-0" aria-hidden />
        <div className="min-w-0 flex-1 basis-64">
          <p id={`${id}-who`} className="font-medium wrap-anywhere">
            Changed {who(conflict)} <Time at={conflict.at} />
          </p>
          <p id={`${id}-what`} className="text-ink-muted">
            {conflictSummary(conflict)}
          </p>
        </div>
        {rows.length === 0 ? null : (
          <Button
            size="sm"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${id}-table` : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide differences' : 'See differences'}
          </Button>
        )}
      </div>
      {isOpen && rows.length > 0 ? (
        <div id={`${id}-table`} className="border-warn/25 bg-surface overflow-hidden rounded-b-lg border-t">
          <ConflictTable rows={rows} disabled={disabled} onChoose={onChoose} />
        </div>
      ) : null}
    </section>
  )
}

const who = ({ by, isOwn }: Conflict): string =>
  isOwn ? 'by you, in another window,' : by === undefined ? 'by somebody else' : `by ${by}`

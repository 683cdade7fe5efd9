'use client'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { type Extent, formatCount, totalText } from '#lib/table/words.ts'
import type { Selection } from './use-selection.ts'

/** Something to do with selected rows. A table declares its own beside *Copy ids* and *Export selected*. */
export type BulkAction = {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  /** `false` for selections this cannot be done with. */
  readonly isOffered?: (selection: Selection) => boolean
  /** Does it, or opens what asks first. The selection stays until `clear`. */
  readonly run: (selection: Selection, clear: () => void) => void | Promise<void>
}

/** While rows are selected: how many, the way to all that match, and what can be done with them. */
export const SelectionBar = ({
  definition,
  selection,
  extent,
  actions,
  onSelectMatching,
  onClear,
}: {
  definition: TableDefinition
  selection: Selection
  extent: Extent
  actions: readonly BulkAction[]
  onSelectMatching: () => void
  onClear: () => void
}) => {
  const [busy, setBusy] = useState<string>()
  const count = selection.kind === 'these' ? formatCount(selection.ids.length) : totalText(selection)
  const also = selection.kind === 'matching' && definition.alsoMatching ? `, and ${definition.alsoMatching}` : ''
  const text = `${count} selected${also}`
  useEffect(() => announce(text), [text])
  const hasMore = selection.kind === 'these' && (extent.isTotalCapped || extent.total > selection.ids.length)
  return (
    <section
      aria-label={`Selected ${definition.noun.many}`}
      className="bg-raised shadow-popover sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border py-1.5 pr-1.5 pl-3 text-sm"
    >
      <p className="tabular-nums">
        <span className="font-medium">{text}</span>
        {hasMore ? (
          <>
            <span aria-hidden className="text-ink-faint">
              {' · '}
            </span>
            <button
              type="button"
              onClick={onSelectMatching}
              className="text-accent-text min-h-6 rounded-sm font-medium hover:underline"
            >
              Select all {totalText(extent)} matching
            </button>
          </>
        ) : null}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        {actions
          .filter(({ isOffered }) => isOffered?.(selection) ?? true)
          .map((action) => (
            <Button
              key={action.id}
              size="sm"
              aria-disabled={busy !== undefined}
              onClick={() => {
                if (busy !== undefined) return
                setBusy(action.id)
                void Promise.resolve(action.run(selection, onClear)).finally(() => setBusy(undefined))
              }}
            >
              {action.icon}
              {action.label}
            </Button>
          ))}
        <Button variant="ghost" size="sm" square aria-label="Clear selection" title="Clear selection" onClick={onClear}>
          <X aria-hidden />
        </Button>
      </div>
    </section>
  )
}

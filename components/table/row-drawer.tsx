'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Button } from '#components/ui/button.tsx'
import { Drawer } from '#components/ui/drawer.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** What the server rendered for the open row. Without a `body` the row is gone. */
export type RowDetail = { readonly id: string; readonly heading?: ReactNode; readonly body?: ReactNode }

/**
 * The open row. Opens at once with placeholders, and fills when the server has answered. ↑ and ↓ go to the rows beside it
 * without closing.
 */
export const RowDrawer = ({
  title,
  noun,
  row,
  rows,
  detail,
  onSwitch,
  onClose,
}: {
  title: string
  noun: string
  row: string | null
  /** The ids of the rows on this page, in their order. */
  rows: readonly string[]
  detail: RowDetail | undefined
  onSwitch: (id: string) => void
  onClose: () => void
}) => {
  const isLoaded = detail !== undefined && (row === null || detail.id === row)
  const at = row === null ? -1 : rows.indexOf(row)
  const previous = at > 0 ? rows[at - 1] : undefined
  const next = at >= 0 ? rows[at + 1] : undefined
  // Closing leaves the focus on the row that was open last, not on the one that was opened first.
  const shown = useRef(row)
  useEffect(() => {
    if (row !== null) shown.current = row
  }, [row])
  useArrows(row !== null, previous, next, (id) => {
    onSwitch(id)
    announce(`Row ${rows.indexOf(id) + 1} of ${rows.length}`)
  })
  return (
    <Drawer
      open={row !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={title}
      description={isLoaded ? detail.heading : <Skeleton className="mt-1 w-56" />}
      finalFocus={() => (shown.current === null ? null : openerOf(shown.current))}
      actions={
        at < 0 ? null : (
          <>
            <Switch label={`Previous ${noun}`} keys="ArrowUp" to={previous} onSwitch={onSwitch}>
              <ChevronUp aria-hidden />
            </Switch>
            <Switch label={`Next ${noun}`} keys="ArrowDown" to={next} onSwitch={onSwitch}>
              <ChevronDown aria-hidden />
            </Switch>
          </>
        )
      }
    >
      {isLoaded ? (detail.body ?? <Missing noun={noun} />) : <Placeholders />}
    </Drawer>
  )
}

const openerOf = (id: string): HTMLElement | null =>
  document.querySelector(`[data-row="${CSS.escape(id)}"] [data-opens-row]`)

const Switch = ({
  label,
  keys,
  to,
  onSwitch,
  children,
}: {
  label: string
  keys: string
  to: string | undefined
  onSwitch: (id: string) => void
  children: ReactNode
}) => (
  <Button
    variant="ghost"
    size="sm"
    square
    aria-label={label}
    title={label}
    aria-keyshortcuts={keys}
    // Disabled, it would drop the focus at the last row.
    aria-disabled={to === undefined}
    onClick={() => {
      if (to !== undefined) onSwitch(to)
    }}
  >
    {children}
  </Button>
)

/** ↑ and ↓, unless something in the drawer needs them itself. */
const useArrows = (
  isOpen: boolean,
  previous: string | undefined,
  next: string | undefined,
  onSwitch: (id: string) => void,
) => {
  useEffect(() => {
    if (!isOpen) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      const to = event.key === 'ArrowUp' ? previous : event.key === 'ArrowDown' ? next : undefined
      const isTaken = event.target instanceof Element && event.target.closest(usesArrows)
      if (to === undefined || isTaken || document.querySelectorAll('[role="dialog"]').length > 1) return
      event.preventDefault()
      onSwitch(to)
    }
    // On the way down: dialogs keep arrow keys to themselves.
    document.addEventListener('keydown', press, { capture: true })
    return () => document.removeEventListener('keydown', press, { capture: true })
  })
}

const usesArrows =
  'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="menu"], [role="radiogroup"], [role="tree"], [role="slider"]'

const Missing = ({ noun }: { noun: string }) => (
  <EmptyState title={`This ${noun} is no longer here`}>
    It may have been deleted meanwhile, or the link may be incomplete.
  </EmptyState>
)

const Placeholders = () => (
  <div aria-busy="true" className="flex flex-col gap-3">
    <span className="sr-only">Loading</span>
    {Array.from({ length: 9 }, (_, at) => (
      <div key={at} className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[9rem_1fr]">
        <Skeleton className="w-24" />
        <Skeleton className={at % 2 === 0 ? 'w-56 max-w-full' : 'w-40 max-w-full'} />
      </div>
    ))}
  </div>
)

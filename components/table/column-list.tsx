'use client'
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cn } from '#components/ui/cn.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { columnOrder, fewestColumns, moved } from '#lib/table/settings.ts'

/** The columns to tick and to put in order: by dragging, by Alt and the arrow keys, or by the buttons of each. */
export const ColumnList = ({
  definition,
  shown,
  onChange,
}: {
  definition: TableDefinition
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
}) => {
  // A column that is unticked stays where it is while the list is open.
  const [seen, setSeen] = useState({ shown, order: columnOrder(definition, shown) })
  if (seen.shown !== shown) {
    const isOurs = seen.order.filter((id) => shown.includes(id)).join() === shown.join()
    setSeen({ shown, order: isOurs ? seen.order : columnOrder(definition, shown) })
  }
  const list = useRef<HTMLUListElement>(null)
  const [dragged, setDragged] = useState<string>()
  const { order } = seen
  const labelOf = (id: string) => definition.columns.find((column) => column.id === id)?.label ?? id

  const put = (id: string, to: number) => {
    const next = moved(order, id, to)
    if (next.join() === order.join()) return
    setSeen({ shown, order: next })
    announce(`${labelOf(id)} is column ${next.indexOf(id) + 1} of ${next.length}`)
    if (shown.includes(id)) onChange(next.filter((each) => shown.includes(each)))
  }
  const toggle = (id: string) =>
    onChange(order.filter((each) => (each === id ? !shown.includes(id) : shown.includes(each))))

  const drag = (id: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      setDragged(id)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged !== id || !list.current) return
      const middles = [...list.current.children].map((item) => {
        const { top, height } = item.getBoundingClientRect()
        return top + height / 2
      })
      const at = order.indexOf(id)
      // Past the middle of a neighbour, the two change places.
      if (event.clientY < (middles[at - 1] ?? -Infinity)) put(id, at - 1)
      else if (event.clientY > (middles[at + 1] ?? Infinity)) put(id, at + 1)
    },
    onPointerUp: () => setDragged(undefined),
    onPointerCancel: () => setDragged(undefined),
  })
  const moveByKey = (event: KeyboardEvent, id: string) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0) return
    event.preventDefault()
    put(id, order.indexOf(id) + by)
  }

  return (
    <section aria-labelledby="table-settings-columns" className="px-1.5 py-1.5">
      <h3 id="table-settings-columns" className="text-ink-muted px-1.5 pb-1 text-xs">
        Columns
      </h3>
      <ul ref={list}>
        {order.map((id, at) => {
          const isShown = shown.includes(id)
          const label = labelOf(id)
          return (
            // Keys of the controls in it, wherever the focus is.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={id}
              onKeyDown={(event) => moveByKey(event, id)}
              className={cn(
                'group hover:bg-hover focus-within:bg-hover flex h-8 items-center gap-1 rounded-md pr-1 select-none',
                dragged === id && 'bg-hover shadow-card',
              )}
            >
              <span
                {...drag(id)}
                aria-hidden
                title="Drag to reorder"
                className="text-ink-faint grid h-8 w-6 cursor-grab touch-none place-items-center active:cursor-grabbing"
              >
                <GripVertical className="size-3.5" />
              </span>
              <label className="flex min-w-0 flex-1 items-center gap-2 self-stretch text-sm has-disabled:opacity-60">
                <Checkbox
                  checked={isShown}
                  disabled={isShown && shown.length <= fewestColumns}
                  onToggle={() => toggle(id)}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                />
                <span className="truncate">{label}</span>
              </label>
              <MoveButton label={`Move ${label} up`} isOff={at === 0} onMove={() => put(id, at - 1)}>
                <ArrowUp className="size-3.5" aria-hidden />
              </MoveButton>
              <MoveButton label={`Move ${label} down`} isOff={at === order.length - 1} onMove={() => put(id, at + 1)}>
                <ArrowDown className="size-3.5" aria-hidden />
              </MoveButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const MoveButton = ({
  label,
  isOff,
  onMove,
  children,
}: {
  label: string
  isOff: boolean
  onMove: () => void
  children: React.ReactNode
}) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    // Disabled, it would drop the focus on the way.
    aria-disabled={isOff}
    onClick={isOff ? undefined : onMove}
    className="text-ink-faint hover:text-ink grid size-6 shrink-0 place-items-center rounded-md aria-disabled:opacity-30"
  >
    {children}
  </button>
)

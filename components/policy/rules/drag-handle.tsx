'use client'
import { GripVertical } from 'lucide-react'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { RuleLine } from '#lib/services/policy/rule-view.ts'
import { dropOrder } from './drop-order.ts'

/** Where the rule would stand, and the line that shows it, in the window. */
type Drop = { order: number; top: number; left: number; width: number }

/** Moves a rule by dragging, to where a line shows. For mice and fingers: keys use the number and the arrows of each row. */
export const DragHandle = ({ rule, onMove }: { rule: RuleLine; onMove: (order: number) => void }) => {
  const [drop, setDrop] = useState<Drop>()
  const handle = useRef<HTMLSpanElement>(null)
  const isDragged = drop !== undefined
  useEffect(() => {
    if (!isDragged) return undefined
    const row = handle.current?.closest('tr')
    row?.style.setProperty('opacity', '0.5')
    const cancel = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDrop(undefined)
    }
    document.addEventListener('keydown', cancel)
    return () => {
      row?.style.removeProperty('opacity')
      document.removeEventListener('keydown', cancel)
    }
  }, [isDragged])
  const follow = (event: PointerEvent<HTMLElement>) => setDrop(dropAt(event.currentTarget, event.clientY, rule.order))
  return (
    <>
      <span
        ref={handle}
        aria-hidden
        title="Drag to reorder"
        data-order={rule.order}
        className="text-ink-faint hover:text-ink grid h-7 w-5 shrink-0 cursor-grab touch-none place-items-center select-none active:cursor-grabbing"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          follow(event)
        }}
        onPointerMove={(event) => {
          if (isDragged) follow(event)
        }}
        onPointerUp={() => {
          if (drop && drop.order !== rule.order) onMove(drop.order)
          setDrop(undefined)
        }}
        onPointerCancel={() => setDrop(undefined)}
        // A click in a row opens it.
        onClick={(event) => event.stopPropagation()}
      >
        <GripVertical className="size-3.5" />
      </span>
      {drop ? createPortal(<DropLine drop={drop} name={rule.name} />, document.body) : null}
    </>
  )
}

const DropLine = ({ drop: { order, ...line }, name }: { drop: Drop; name: string }) => (
  <div aria-hidden style={line} className="pointer-events-none fixed z-50">
    <div className="bg-accent-text h-0.5 -translate-y-1/2 rounded-full" />
    <span className="bg-accent text-accent-ink shadow-popover absolute top-1.5 left-2 max-w-full truncate rounded-md px-2 py-0.5 text-xs font-medium">
      {name}: {order}
    </span>
  </div>
)

/** So close to an edge of what scrolls, the row beyond is brought in sight. */
const EDGE = 40

function dropAt(handle: HTMLElement, y: number, own: number): Drop | undefined {
  const handles = [...(handle.closest('tbody')?.querySelectorAll<HTMLElement>('[data-order]') ?? [])]
  const rows = handles.flatMap((each) => each.closest('tr') ?? [])
  const found = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect()
    return y < top + height / 2
  })
  const before = found < 0 ? rows.length : found
  const beside = rows[before] ?? rows.at(-1)
  if (!beside) return undefined
  const scrolled = beside.closest<HTMLElement>('[role="region"]')?.getBoundingClientRect()
  const [top, bottom] = [Math.max(0, scrolled?.top ?? 0), Math.min(innerHeight, scrolled?.bottom ?? innerHeight)]
  if (y < top + EDGE) rows[Math.max(0, before - 2)]?.scrollIntoView({ block: 'nearest' })
  if (y > bottom - EDGE) rows[Math.min(rows.length - 1, before + 1)]?.scrollIntoView({ block: 'nearest' })
  const box = beside.getBoundingClientRect()
  const order = dropOrder(
    handles.map((each) => Number(each.dataset['order'])),
    own,
    before,
  )
  return { order, top: before < rows.length ? box.top : box.bottom, left: box.left, width: box.width }
}

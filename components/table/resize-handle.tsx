'use client'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { clampWidth, widthBounds } from '#lib/table/settings.ts'

/** A key press makes a column so much wider or narrower, in pixels. */
const step = 16

/** The edge of a column's header: dragged, or moved by ← and →; Enter or a double click gives the width up again. */
export const ResizeHandle = ({
  label,
  width,
  onResize,
}: {
  label: string
  /** Undefined: as wide as the cells ask for. */
  width: number | undefined
  onResize: (width: number | undefined) => void
}) => {
  const start = useRef<{ x: number; width: number }>(undefined)
  const measured = (edge: Element) => edge.closest('th')?.offsetWidth ?? widthBounds.least
  const move = (event: PointerEvent) => {
    if (start.current) onResize(clampWidth(start.current.width + event.clientX - start.current.x))
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter') onResize(undefined)
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
      onResize(clampWidth((width ?? measured(event.currentTarget)) + (event.key === 'ArrowLeft' ? -step : step)))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // A focusable separator is a control: WAI-ARIA's window splitter.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <hr
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuemin={widthBounds.least}
      aria-valuemax={widthBounds.most}
      aria-valuenow={width ?? widthBounds.least}
      aria-valuetext={width === undefined ? 'automatic' : `${width} pixels`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WAI-ARIA's separator, where it can be moved, takes the focus
      tabIndex={0}
      title="Drag to resize, double click to reset"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width: measured(event.currentTarget) }
      }}
      onPointerMove={move}
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
      onDoubleClick={() => onResize(undefined)}
      onKeyDown={press}
      className="hover:before:bg-accent-text focus-visible:before:bg-accent-text before:bg-line absolute inset-y-0 right-0 z-10 m-0 h-auto w-2.5 cursor-col-resize touch-none border-0 -outline-offset-2 before:absolute before:inset-y-2.5 before:right-0 before:w-px max-md:hidden"
    />
  )
}

'use client'
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { onDemand } from './on-demand.ts'

/** How long the pointer rests before the hint shows, and how long it has to get from the trigger onto the hint; in ms. */
const REST_MS = 300
const CROSSING_MS = 120

export const TooltipPopup = onDemand(async () => (await import('./tooltip-popup.tsx')).TooltipPopup)

/** A hint on hover and focus. `children` is the one trigger element; it needs its own accessible name. */
export const Tooltip = ({ content, children }: { content: ReactNode; children: ReactElement }) => {
  const [anchor, setAnchor] = useState<Element>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = (next: Element | undefined, afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(next), afterMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    // The hint is inside for React, so that a pointer on it counts as one that is still here.
    <span
      className="contents"
      onPointerEnter={({ currentTarget, pointerType }) => {
        if (pointerType !== 'touch') show(currentTarget.firstElementChild ?? undefined, anchor ? 0 : REST_MS)
      }}
      onPointerLeave={() => show(undefined, CROSSING_MS)}
      onPointerDown={() => show(undefined, 0)}
      onFocus={({ currentTarget, target }) => {
        if (target.matches(':focus-visible')) show(currentTarget.firstElementChild ?? undefined, 0)
      }}
      onBlur={() => show(undefined, 0)}
    >
      {children}
      <TooltipPopup
        isNeeded={anchor !== undefined}
        anchor={anchor}
        onClose={() => show(undefined, 0)}
        className="max-w-72"
      >
        {content}
      </TooltipPopup>
    </span>
  )
}

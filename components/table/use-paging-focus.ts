'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { focusRow } from './focus-row.ts'

/** Whoever goes through the rows by keys goes on with the first row of the next page: its own rows took the focus along. */
export const usePagingFocus = (grid: RefObject<HTMLElement | null>, loadedAt: string, page: number): void => {
  const seen = useRef({ loadedAt, page, wasInside: false })
  useEffect(() => {
    const place = grid.current
    if (!place) return undefined
    const note = (event: FocusEvent) => {
      const target = event.target
      seen.current.wasInside =
        target instanceof Element && place.contains(target) && target.closest('tr[data-row]') !== null
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [grid])
  useEffect(() => {
    const before = seen.current
    // The address names the new page at once; its rows come later.
    if (before.loadedAt === loadedAt) return
    seen.current = { ...before, loadedAt, page }
    if (before.page === page || !before.wasInside) return
    if (document.activeElement !== document.body && grid.current?.contains(document.activeElement) !== true) return
    focusRow(grid.current?.querySelector<HTMLElement>('tr[data-row]'))
  }, [grid, loadedAt, page])
}

'use client'
import { type RefObject, useLayoutEffect } from 'react'

/**
 * Puts an attribute on the rows whose ids match, without drawing any of them anew: a pointer on a chart would redraw two
 * hundred rows otherwise. `redrawn` changes when rows do.
 */
export const useRowMarks = (
  area: RefObject<HTMLElement | null>,
  attribute: 'data-lit' | 'data-new',
  isMarked: ((id: string) => boolean) | undefined,
  redrawn: unknown,
): void => {
  useLayoutEffect(() => {
    for (const row of area.current?.querySelectorAll('tr[data-row]') ?? [])
      row.toggleAttribute(attribute, isMarked?.(row.getAttribute('data-row') ?? '') === true)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- rows that were drawn anew have lost their marks
  }, [area, attribute, isMarked, redrawn])
}

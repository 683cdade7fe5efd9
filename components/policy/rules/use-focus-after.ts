'use client'
import { useEffect, useRef } from 'react'

/**
 * Moves the focus to where somebody goes on, once that has been drawn: what they pressed is often gone by then. `focusAfter`
 * takes a selector within `root`.
 */
export const useFocusAfter = <Root extends HTMLElement>() => {
  const root = useRef<Root>(null)
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    root.current?.querySelector<HTMLElement>(wanted.current)?.focus()
    wanted.current = undefined
  })
  return {
    root,
    focusAfter: (selector: string) => {
      wanted.current = selector
    },
  }
}

/** What is filled in first of a part of the form. */
export const firstField = ':is(input, textarea, [role="combobox"])'

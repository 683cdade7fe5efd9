'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { focusRow } from './focus-row.ts'
import { isFreeKey } from './free-key.ts'
import { useSingleKeys } from './single-keys.ts'

export type TableKeys = {
  readonly onOpen: ((id: string) => void) | undefined
  /** Undefined where there is no such page. */
  readonly onPreviousPage: (() => void) | undefined
  readonly onNextPage: (() => void) | undefined
  readonly onHelp: () => void
}

/**
 * Single keys for a table: `/ f j k Enter [ ] ?`. None acts while somebody types, with Ctrl, Alt or Meta held, or under an
 * open dialog or menu; what another listener has taken is left alone.
 */
export const useTableKeys = (section: RefObject<HTMLElement | null>, keys: TableKeys): void => {
  const isOn = useSingleKeys()
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!isOn) return undefined
    const press = (event: KeyboardEvent) => {
      const place = section.current
      if (!place || !isFreeKey(event)) return
      const act = actionFor(event, place, latest.current)
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [section, isOn])
}

const actionFor = (event: KeyboardEvent, place: HTMLElement, keys: TableKeys): (() => void) | undefined => {
  switch (event.key) {
    case '/':
      return () => focusSearch(place)
    case 'f':
      return () => filterToggle(place)?.click()
    case 'j':
      return () => moveRow(place, 1)
    case 'k':
      return () => moveRow(place, -1)
    case 'Enter': {
      // On a button or a link, Enter is theirs.
      const row = document.activeElement?.matches('tr[data-row]') ? document.activeElement : null
      const id = row && place.contains(row) ? row.getAttribute('data-row') : null
      return id && keys.onOpen ? () => keys.onOpen?.(id) : undefined
    }
    case '[':
      return keys.onPreviousPage
    case ']':
      return keys.onNextPage
    case '?':
      return keys.onHelp
    default:
      return undefined
  }
}

/** The button that shows and hides the filters. */
const filterToggle = (place: HTMLElement): HTMLElement | null => {
  const id = place.querySelector('search')?.id
  return id ? place.querySelector<HTMLElement>(`button[aria-controls="${CSS.escape(id)}"]`) : null
}

/** The first text field of the filters, which show themselves for it. */
const focusSearch = (place: HTMLElement): void => {
  const find = () => [...place.querySelectorAll<HTMLInputElement>('input:not([type="hidden"])')].find(isTextField)
  const field = find()
  if (field) return field.focus()
  filterToggle(place)?.click()
  requestAnimationFrame(() => find()?.focus())
  return undefined
}

const isTextField = (field: HTMLInputElement): boolean =>
  (field.type === 'text' || field.type === 'search') && field.closest('search') !== null && field.checkVisibility()

/** From the row that has the focus, or holds it, to the next; from elsewhere to the first or the last. */
const moveRow = (place: HTMLElement, by: 1 | -1): void => {
  const rows = [...place.querySelectorAll<HTMLElement>('tr[data-row]')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = at < 0 ? rows.at(by > 0 ? 0 : -1) : rows[at + by]
  focusRow(next)
}

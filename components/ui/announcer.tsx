'use client'
import { useSyncExternalStore } from 'react'

let message = ''
const listeners = new Set<() => void>()

/** Says `text` politely to screen readers. Nothing is shown. */
export const announce = (text: string): void => {
  // A trailing no-break space makes a repeated text a change, which is what gets it read again.
  message = text === message ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The one live region. It stays outside dialogs' inert background because it carries `aria-live`. */
export const Announcer = () => {
  const text = useSyncExternalStore(
    subscribe,
    () => message,
    () => '',
  )
  return (
    <output aria-live="polite" className="sr-only">
      {text}
    </output>
  )
}

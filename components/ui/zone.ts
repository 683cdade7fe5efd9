'use client'
import { useSyncExternalStore } from 'react'
import { useRenderedClock } from './rendered-clock.ts'
import { isZone, type Zone } from './format-time.ts'

const listeners = new Set<() => void>()
/** Undefined until the reader switches. */
let chosen: Zone | undefined

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let own: Zone | undefined
/** The browser's own zone. */
const ownZone = (): Zone => {
  if (own === undefined) {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    own = isZone(timeZone) ? timeZone : 'utc'
  }
  return own
}

/** Local time ↔ UTC, for every time on the page and for next time. */
export const toggleZone = (shown: Zone): void => {
  chosen = shown === 'utc' ? ownZone() : 'utc'
  for (const listener of listeners) listener()
}

/** The zone that times are shown in. On the server and in the first render it is the one that the browser told before. */
export const useZone = (): Zone => {
  const told = useRenderedClock()?.zone
  return useSyncExternalStore(
    subscribe,
    () => chosen ?? (told === 'utc' ? 'utc' : ownZone()),
    () => told ?? 'utc',
  )
}

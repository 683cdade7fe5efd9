'use client'
import { useSyncExternalStore } from 'react'

export type Zone = 'local' | 'utc'
const key = 'rollcall.zone'
const listeners = new Set<() => void>()
let zone: Zone | undefined

const read = (): Zone => (zone ??= localStorage.getItem(key) === 'utc' ? 'utc' : 'local')

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Local time ↔ UTC, for every time on the page and for next time. */
export const toggleZone = (): void => {
  zone = read() === 'utc' ? 'local' : 'utc'
  localStorage.setItem(key, zone)
  for (const listener of listeners) listener()
}

/** UTC on the server and in the first render: the server does not know the reader's zone. */
export const useZone = (): Zone => useSyncExternalStore(subscribe, read, () => 'utc')

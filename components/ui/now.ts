'use client'
import { useSyncExternalStore } from 'react'
import { useRenderedClock } from './rendered-clock.ts'

let now = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

const current = () => {
  if (now === 0) now = Date.now()
  return now
}

/** The time in ms, one clock for the whole page, every ten seconds. In the first render it is that of the server. */
export const useNow = (): number => {
  const rendered = useRenderedClock()?.at
  return useSyncExternalStore(subscribe, current, () => rendered ?? 0)
}

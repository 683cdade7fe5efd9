'use client'
import { useSyncExternalStore } from 'react'
import { onDemand } from './on-demand.ts'
import type { Tone } from './tone.ts'

export type ToastMessage = {
  title: string
  description?: string
  tone?: Tone
  action?: { label: string; onClick: () => void }
}

const none: readonly ToastMessage[] = []
let waiting = none
const listeners = new Set<() => void>()

/** Shows a passing message, announced politely (`bad` assertively). `action`: what takes it back; it stays longer then. */
export const toast = (message: ToastMessage): void => {
  waiting = [...waiting, message]
  tell()
}

/** The messages that nobody has shown yet: whoever takes them shows them. */
export const takeMessages = (): readonly ToastMessage[] => {
  const taken = waiting
  waiting = none
  tell()
  return taken
}

const tell = () => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const Toasts = onDemand(async () => (await import('./toasts.tsx')).Toasts)

/** Where messages appear, from the first one on. */
export const Toaster = () => {
  const untold = useSyncExternalStore(
    subscribe,
    () => waiting,
    () => none,
  )
  return <Toasts isNeeded={untold.length > 0} untold={untold} />
}

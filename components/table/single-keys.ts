'use client'
import { useSyncExternalStore } from 'react'

const key = 'rollcall.single-keys'
const listeners = new Set<() => void>()

const areOn = (): boolean => localStorage.getItem(key) !== 'off'

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Speech input types letters nobody meant as commands: single keys can be switched off (WCAG 2.1.4). In this browser. */
export const setSingleKeys = (isOn: boolean): void => {
  localStorage.setItem(key, isOn ? 'on' : 'off')
  for (const listener of listeners) listener()
}

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, areOn, () => true)

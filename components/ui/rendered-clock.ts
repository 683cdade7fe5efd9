'use client'
import { createContext, useContext } from 'react'
import type { Zone } from './format-time.ts'

/** The clock a page was rendered with on the server, which the browser's first render repeats. */
export type RenderedClock = {
  /** In ms. */
  at: number
  /** As the browser last told; undefined on its first visit, when UTC is rendered. */
  zone: Zone | undefined
  /** The cookie that tells it. */
  cookie: { name: string; isSecure: boolean }
}

export const RenderedClockContext = createContext<RenderedClock | undefined>(undefined)

/** Undefined outside the provider, as in tests of a component. */
export const useRenderedClock = (): RenderedClock | undefined => useContext(RenderedClockContext)

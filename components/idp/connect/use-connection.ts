'use client'
import { useEffect, useRef, useState } from 'react'
import { fetchJson } from '#components/table/fetch-json.ts'
import { announce } from '#components/ui/announcer.tsx'
import type { ConnectView } from '#lib/services/connect/index.ts'

/** With the half second that a read waits for its turn, whatever lands is shown within two. */
const EVERY_MS = 600
/** Screen readers are told no more often. */
const TOLD_EVERY_MS = 10_000

/**
 * How far the IdP is connected, anew some 600 ms after each answer while the tab is seen. `isLost`: the portal has not answered the last
 * times, so that what shows may be old.
 */
export const useConnection = (address: string, opened: ConnectView) => {
  const [state, setState] = useState({ view: opened, isLost: false })
  const newest = useRef(opened.requests[0]?.id ?? '')
  useEffect(() => {
    const stopped = new AbortController()
    let lastTold = 0
    let misses = 0
    const ask = async () => {
      if (document.hidden) return
      const view = await fetchJson<ConnectView>(address, stopped.signal, { isBackground: true })
      if (stopped.signal.aborted) return
      misses = view ? 0 : misses + 1
      if (!view) {
        if (misses === 3) setState((before) => ({ ...before, isLost: true }))
        return
      }
      // What is the same draws nothing anew.
      setState((before) =>
        !before.isLost && JSON.stringify(before.view) === JSON.stringify(view) ? before : { view, isLost: false },
      )
      const [request] = view.requests
      if (!request || request.id <= newest.current) return
      newest.current = request.id
      if (Date.now() - lastTold < TOLD_EVERY_MS) return
      lastTold = Date.now()
      announce(`New request. ${request.title}.`)
    }
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      timer = setTimeout(() => void ask().finally(() => stopped.signal.aborted || tick()), EVERY_MS)
    }
    tick()
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [address])
  return state
}

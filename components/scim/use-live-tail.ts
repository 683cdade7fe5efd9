'use client'
import { useEffect, useRef, useState } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { fetchJson } from '#components/table/fetch-json.ts'
import type { SyncLogView } from './sync-logs-table.tsx'

export type TailAnswer = { rows: SyncLogView[] }

const EVERY_MS = 2_000
/** New rows that are kept above the page's own. */
const MOST = 200
/** Screen readers are told no more often. */
const TOLD_EVERY_MS = 10_000

/** What came after `page`, newest first. */
type Tail = { page: readonly SyncLogView[]; rows: SyncLogView[]; count: number }

/**
 * The live tail: while `isOn`, asks every two seconds for what came after the page's rows. Nothing is asked while the tab
 * is hidden, or `isPaused` says that somebody reads. Rows are new until the page itself has them; `count` of them came,
 * more than are kept perhaps.
 */
export const useLiveTail = (page: readonly SyncLogView[], isOn: boolean, isPaused: boolean) => {
  const [tail, setTail] = useState<Tail>({ page, rows: [], count: 0 })
  if (tail.page !== page) setTail({ page, rows: [], count: 0 })
  const shown = useRef(page)
  const isHeld = useRef(isPaused)
  useEffect(() => {
    shown.current = [...(tail.page === page ? tail.rows : []), ...page]
    isHeld.current = isPaused
  })
  useEffect(() => {
    if (!isOn) return undefined
    const stopped = new AbortController()
    let lastTold = 0
    // Without a row to go by, from now on.
    const opened = lowestNow()
    const ask = async () => {
      if (isHeld.current || document.hidden) return
      const parameters = new URLSearchParams(location.search)
      parameters.set('after', shown.current[0]?.id ?? opened)
      const answer = await fetchJson<TailAnswer>(`${location.pathname}/tail?${parameters}`, stopped.signal, {
        isBackground: true,
      })
      if (!answer || stopped.signal.aborted) return
      const known = new Set(shown.current.map(({ id }) => id))
      const oldest = shown.current.at(-1)?.id ?? opened
      const fresh = answer.rows.filter(({ id }) => !known.has(id) && id > oldest)
      if (fresh.length === 0) return
      setTail((before) => ({
        ...before,
        rows: newestFirst([...fresh, ...before.rows]).slice(0, MOST),
        count: before.count + fresh.length,
      }))
      if (Date.now() - lastTold > TOLD_EVERY_MS) {
        lastTold = Date.now()
        announce(fresh.length === 1 ? '1 new request' : `${fresh.length} new requests`)
      }
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
  }, [isOn])
  return tail.page === page ? tail : nothingNew
}

const nothingNew: Pick<Tail, 'rows' | 'count'> = { rows: [], count: 0 }

const newestFirst = (rows: SyncLogView[]) => rows.sort((a, b) => (a.id < b.id ? 1 : -1))

const lowestNow = (): string => {
  const hex = Date.now().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

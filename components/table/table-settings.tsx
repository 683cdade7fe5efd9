'use client'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { type Arrangement, arrange, type TableSettings } from '#lib/table/settings.ts'
import type { TableUrl } from './use-table-url.ts'

/** Settings by table name, as kept for the administrator who is signed in. */
export type KeptSettings = Readonly<Record<string, TableSettings>>
/** Keeps a table's settings; `null` forgets them. */
export type KeepSettings = (table: string, settings: TableSettings | null) => Promise<unknown>

type Kept = { settings: KeptSettings; change: (table: string, settings: TableSettings | null) => void }

const Context = createContext<Kept>({ settings: {}, change: () => undefined })

/** Settings are kept once nothing has changed for so long: dragging an edge is one change. */
const settleMs = 800

/** Around all tables: what was kept of how they are arranged, and the way to keep more. */
export const TableSettingsProvider = ({
  initial,
  keep,
  children,
}: {
  initial: KeptSettings
  keep: KeepSettings
  children: ReactNode
}) => {
  const [settings, setSettings] = useState(initial)
  const timers = useRef(new Map<string, { timer: ReturnType<typeof setTimeout>; send: () => void }>())
  const change = useCallback(
    (table: string, next: TableSettings | null) => {
      setSettings((before) => {
        const { [table]: _, ...others } = before
        return next ? { ...others, [table]: next } : others
      })
      clearTimeout(timers.current.get(table)?.timer)
      const send = () => {
        timers.current.delete(table)
        // The table is arranged all the same; what could not be kept is asked for again by the next change.
        keep(table, next).catch(() => undefined)
      }
      timers.current.set(table, { timer: setTimeout(send, settleMs), send })
    },
    [keep],
  )
  useEffect(() => {
    const waiting = timers.current
    const sendAll = () => {
      for (const { timer, send } of waiting.values()) {
        clearTimeout(timer)
        send()
      }
    }
    addEventListener('pagehide', sendAll)
    return () => removeEventListener('pagehide', sendAll)
  }, [])
  const value = useMemo(() => ({ settings, change }), [settings, change])
  return <Context value={value}>{children}</Context>
}

/** What was kept of one table. */
export const useKeptSettings = (table: string): TableSettings | undefined => useContext(Context).settings[table]

/** How a table is arranged now, and the way to arrange it otherwise: in the address, and for next time. */
export const useArrangement = (definition: TableDefinition, url: TableUrl) => {
  const { settings, change } = useContext(Context)
  const kept = settings[definition.name]
  const { columns, widths, density } = url.place
  const current: Arrangement = useMemo(
    () => arrange(definition, { columns, widths, density }, kept),
    [definition, columns, widths, density, kept],
  )
  return {
    ...current,
    rearrange: (part: TableSettings) => {
      url.arrange(part)
      change(definition.name, { ...current, ...part })
    },
    /** As declared; the sort order stays. */
    reset: () => {
      url.arrange({ columns: null, widths: null, density: null })
      change(definition.name, null)
    },
  }
}

export type TableArrangement = ReturnType<typeof useArrangement>

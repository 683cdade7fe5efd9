'use client'
import { useSyncExternalStore } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { formatCount } from '#lib/table/words.ts'
import type { Selection } from './use-selection.ts'

/** Rows on their way into a file: they go on while other pages are looked at. */
export type Export = { readonly title: string; readonly rows: number; readonly total: number | undefined }

type Asked = {
  /** The table's name and title. */
  readonly table: { readonly name: string; readonly title: string }
  /** The address whose filters hold, or the rows alone. */
  readonly selection: Selection
  /** Ids of columns in their order, or `all`. */
  readonly columns: string
}

let current: Export | undefined
let running: AbortController | undefined
const listeners = new Set<() => void>()

const show = (next: Export | undefined) => {
  current = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useExport = (): Export | undefined =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => undefined,
  )

export const cancelExport = (): void => running?.abort()

/** Fetches the rows, tells how many have come, and saves the file. One at a time. */
export const startExport = async (asked: Asked): Promise<void> => {
  if (running) {
    toast({ title: 'An export is running', description: 'Wait for it to end, or cancel it.' })
    return
  }
  const abort = (running = new AbortController())
  const { selection, table } = asked
  const total =
    selection.kind === 'these' ? selection.ids.length : selection.isTotalCapped ? undefined : selection.total
  show({ title: table.title, rows: 0, total })
  try {
    const response = await askForRows(asked.table.name, selection, { columns: asked.columns }, abort.signal)
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    const { file, rows } = await collect(response, (rows) => show({ title: table.title, rows, total }))
    save(file, name ?? `${table.name}.csv`)
    toast({ title: `${table.title} exported`, description: `${formatCount(rows)} rows, times in UTC.`, tone: 'good' })
  } catch (error) {
    if (!abort.signal.aborted) tellFailure(error)
  } finally {
    running = undefined
    show(undefined)
  }
}

/** The ids of all selected rows, in the order of their creation. */
export const fetchIds = async (table: string, selection: Selection): Promise<readonly string[]> => {
  if (selection.kind === 'these') return selection.ids
  const response = await askForRows(table, selection, { as: 'ids' })
  return (await response.text()).split('\n').filter((id) => id !== '')
}

const askForRows = async (
  table: string,
  selection: Selection,
  more: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> => {
  const query = new URLSearchParams(selection.kind === 'matching' ? selection.query : location.search)
  // Those picked by hand may be on pages whose filters no longer hold.
  if (selection.kind === 'these')
    for (const key of Array.from(query.keys())) if (key !== 'idp' && key !== 'sort') query.delete(key)
  for (const [key, value] of Object.entries(more)) query.set(key, value)
  const response = await fetch(`/export/${table}?${query}`, {
    ...(signal ? { signal } : {}),
    ...(selection.kind === 'these'
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ids: selection.ids }),
        }
      : {}),
  })
  if (response.ok) return response
  const said = (await response.json().catch(() => undefined)) as { message?: string } | undefined
  throw new Error(said?.message ?? `The server answered ${response.status}.`)
}

/** Parts are folded into a Blob, which browsers keep on disk, before many of them add up in memory. */
const foldAt = 4_000_000

const collect = async (response: Response, onRows: (rows: number) => void) => {
  let file = new Blob([], { type: 'text/csv' })
  let parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let lines = 0
  let isQuoted = false
  const reader = response.body?.getReader()
  for (;;) {
    const step = await reader?.read()
    if (!step || step.done) break
    const part = step.value
    for (const byte of part) {
      if (byte === 0x22) isQuoted = !isQuoted
      else if (byte === 0x0a && !isQuoted) lines++
    }
    parts.push(part)
    size += part.length
    if (size > foldAt) {
      file = new Blob([file, ...parts], { type: 'text/csv' })
      parts = []
      size = 0
    }
    // The first line is the labels.
    onRows(Math.max(0, lines - 1))
  }
  return { file: new Blob([file, ...parts], { type: 'text/csv' }), rows: Math.max(0, lines - 1) }
}

const save = (file: Blob, name: string) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // Once the browser has taken it over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export const tellFailure = (error: unknown): void => {
  const description = error instanceof Error ? error.message : undefined
  toast({
    title: 'The export broke off',
    description: description ?? 'The connection was lost. Nothing was saved.',
    tone: 'bad',
  })
}

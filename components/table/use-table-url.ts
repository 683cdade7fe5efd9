'use client'
import { useQueryStates } from 'nuqs'
import { useMemo, useTransition } from 'react'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { filterParsers, placeParsers, type TablePlace } from '#lib/table/url.ts'

export type Filters = Readonly<Record<string, readonly string[] | null>>
type Change<T> = { [Key in keyof T]?: T[Key] | null }

/** The table's state, all of it in the URL. A change asks the server for the new page; `isPending` until it is there. */
export const useTableUrl = (definition: TableDefinition) => {
  const [isPending, startTransition] = useTransition()
  const parsers = useMemo(() => ({ place: placeParsers(definition), filters: filterParsers(definition) }), [definition])
  const options = { shallow: false, history: 'push', scroll: false, startTransition } as const
  const [place, setPlace] = useQueryStates(parsers.place, options)
  const [filters, setFilters] = useQueryStates(parsers.filters, options)
  return {
    place,
    filters: filters as Filters,
    isPending,
    startTransition,
    /** Changes where the reader is; anything that changes the rows goes back to page 1. */
    setPlace: (change: Change<TablePlace>) => {
      const keepsPage = 'page' in change || 'row' in change || 'part' in change || 'columns' in change
      const next = 'row' in change ? { part: null, ...change } : change
      void setPlace(keepsPage ? next : { ...next, page: null })
    },
    setFilters: (change: Record<string, readonly string[] | null>) => {
      void setFilters(change)
      void setPlace({ page: null, row: null })
    },
    /** How the table is arranged: the rows stay, and Back goes to where the reader was before. */
    arrange: (change: Change<Pick<TablePlace, 'columns' | 'widths' | 'density'>>) =>
      void setPlace(change, { shallow: true, history: 'replace' }),
    /** Another row in the open drawer: Back leaves the drawer, not each row of it. */
    switchRow: (row: string) => void setPlace({ row, part: null }, { history: 'replace' }),
    /** Closing needs nothing from the server. */
    closeRow: () => void setPlace({ row: null, part: null }, { shallow: true }),
  }
}

export type TableUrl = ReturnType<typeof useTableUrl>

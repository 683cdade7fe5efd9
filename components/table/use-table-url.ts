'use client'
import { useQueryStates } from 'nuqs'
import { useMemo, useTransition } from 'react'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { readSavedFilter, type SavedFilter, writeSavedFilter } from '#lib/table/saved-filter.ts'
import { filterParsers, placeParsers, type TablePlace } from '#lib/table/url.ts'
import { useSavedFilters } from './saved-filters.tsx'

export type Filters = Readonly<Record<string, readonly string[] | null>>
type Change<T> = { [Key in keyof T]?: T[Key] | null }

const noRange = { range: null, from: null, to: null }

/** The table's state, all of it in the URL. A change asks the server for the new page; `isPending` until it is there. */
export const useTableUrl = (definition: TableDefinition) => {
  const [isPending, startTransition] = useTransition()
  const parsers = useMemo(() => ({ place: placeParsers(definition), filters: filterParsers(definition) }), [definition])
  const options = { shallow: false, history: 'push', scroll: false, startTransition } as const
  const [place, setPlace] = useQueryStates(parsers.place, options)
  const [given, setFilters] = useQueryStates(parsers.filters, options)
  const filters = given as Filters
  // An address that chooses nothing opens the default filter, so that choosing nothing has to be said.
  const unpicked = useSavedFilters(definition)?.hasDefault ? 'none' : null
  return {
    place,
    filters,
    isPending,
    startTransition,
    /** Filters and time range as a saved filter keeps them. */
    query: writeSavedFilter(definition, filters, place),
    /** Changes where the reader is; anything that changes the rows goes back to page 1. */
    setPlace: (change: Change<TablePlace>) => {
      const keepsPage = 'page' in change || 'row' in change || 'part' in change || 'columns' in change
      const next = {
        ...('row' in change ? { part: null } : {}),
        ...('range' in change ? { applied: place.applied ?? unpicked } : {}),
        ...change,
      }
      void setPlace(keepsPage ? next : { ...next, page: null })
    },
    setFilters: (change: Filters) => {
      const isCleared = Object.values({ ...filters, ...change }).every((values) => values === null)
      void setFilters(change)
      void setPlace({ page: null, row: null, applied: isCleared ? unpicked : (place.applied ?? unpicked) })
    },
    /** The filters and the time range of a saved filter, instead of those in force. */
    pick: (saved: SavedFilter) => {
      const read = readSavedFilter(definition, saved.query)
      void setFilters(read.filters)
      void setPlace({ ...read.range, page: null, row: null, applied: saved.name === null ? unpicked : saved.id })
    },
    /** No filters, and the time range that the table opens with. The order stays. */
    reset: () => {
      void setFilters(Object.fromEntries(definition.filters.map(({ id }) => [id, null])))
      void setPlace({ ...noRange, page: null, row: null, applied: unpicked })
    },
    /** How the table is arranged: the rows stay, and Back goes to where the reader was before. */
    arrange: (change: Change<Pick<TablePlace, 'columns' | 'widths' | 'density'>>) =>
      void setPlace(change, { shallow: true, history: 'replace' }),
    /** Another row in the open drawer: Back leaves the drawer, not each row of it. */
    switchRow: (row: string) => void setPlace({ row, part: null }, { history: 'replace' }),
    /** Another row, or none, with what the page has already. */
    unfoldRow: (row: string | null) => void setPlace({ row, part: null }, { shallow: true }),
    /** Closing needs nothing from the server. */
    closeRow: () => void setPlace({ row: null, part: null }, { shallow: true }),
  }
}

export type TableUrl = ReturnType<typeof useTableUrl>

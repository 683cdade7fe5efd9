'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type Answer, type FormError, outcomeOf } from '#components/idp/actions.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import type { SavedFilter } from '#lib/table/saved-filter.ts'

/** The server actions behind saved filters; the portal's layout hands them in. */
export type SavedFilterActions = {
  saveFilter(input: { table: string; name: string; query: string }): Answer<{ id: string }>
  changeFilter(input: { id: string; query: string }): Answer<unknown>
  deleteFilter(input: { id: string }): Answer<unknown>
  setDefaultFilter(input: { id: string; isDefault: boolean }): Answer<unknown>
  rememberFilter(input: { table: string; query: string }): Answer<unknown>
}

type Named = SavedFilter & { readonly name: string }

export type SavedFilters = {
  readonly saved: readonly Named[]
  /** The last ones applied, latest first. */
  readonly recent: readonly SavedFilter[]
  /** The table opens with one of them. */
  readonly hasDefault: boolean
  /** The new filter's id, or why there is none. */
  save(name: string, query: string): Promise<{ id: string } | FormError>
  change(id: string, query: string): Promise<FormError | undefined>
  remove(id: string): Promise<FormError | undefined>
  setDefault(id: string, isDefault: boolean): Promise<FormError | undefined>
  /** Among the recent ones, without waiting: nothing is lost when it fails. */
  remember(query: string): void
}

const recentKept = 8

type Change = (filters: readonly SavedFilter[]) => readonly SavedFilter[]
const Context = createContext<
  { filters: readonly SavedFilter[]; setFilters: (change: Change) => void; actions: SavedFilterActions } | undefined
>(undefined)

/** The signed-in administrator's filters, for every table below. */
export const SavedFiltersProvider = ({
  initial,
  actions,
  children,
}: {
  initial: readonly SavedFilter[]
  actions: SavedFilterActions
  children: ReactNode
}) => {
  const [filters, setFilters] = useState(initial)
  const value = useMemo(() => ({ filters, setFilters, actions }), [filters, actions])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

/** One table's saved filters; undefined where nobody is signed in who could have any. */
export const useSavedFilters = ({ name: table }: TableDefinition): SavedFilters | undefined => {
  const context = useContext(Context)
  return useMemo(() => {
    if (!context) return undefined
    const { filters, setFilters, actions } = context
    const own = filters.filter((filter) => filter.table === table)
    const edit = (id: string, change: Partial<SavedFilter>) =>
      setFilters((all) => all.map((each) => (each.id === id ? { ...each, ...change } : each)))
    return {
      saved: own.filter(isNamed),
      // One that has a name meanwhile is found under it.
      recent: own.filter(
        (each) => each.name === null && !own.some((other) => other.name !== null && other.query === each.query),
      ),
      hasDefault: own.some(({ isDefault }) => isDefault),
      async save(name, query) {
        const { data, error } = await outcomeOf(actions.saveFilter({ table, name, query }))
        if (error) return error
        setFilters((all) => byName([...all, { id: data.id, table, name: name.trim(), query, isDefault: false }]))
        return data
      },
      async change(id, query) {
        const { error } = await outcomeOf(actions.changeFilter({ id, query }))
        if (!error) edit(id, { query })
        return error
      },
      async remove(id) {
        const { error } = await outcomeOf(actions.deleteFilter({ id }))
        if (!error || error.code === 'not-found') setFilters((all) => all.filter((each) => each.id !== id))
        return error
      },
      async setDefault(id, isDefault) {
        const { error } = await outcomeOf(actions.setDefaultFilter({ id, isDefault }))
        if (!error) {
          setFilters((all) =>
            all.map((each) => (each.table === table ? { ...each, isDefault: isDefault && each.id === id } : each)),
          )
        }
        return error
      },
      remember(query) {
        if (query === '' || own.some((each) => each.name !== null && each.query === query)) return
        void outcomeOf(actions.rememberFilter({ table, query }))
        setFilters((all) => {
          const others = all.filter((each) => each.table !== table || each.name !== null || each.query !== query)
          const older = others.filter((each) => each.table === table && each.name === null)
          const surplus = new Set(older.slice(recentKept - 1))
          return [
            { id: `recent-${query}`, table, name: null, query, isDefault: false },
            ...others.filter((each) => !surplus.has(each)),
          ]
        })
      },
    }
  }, [context, table])
}

const isNamed = (filter: SavedFilter): filter is Named => filter.name !== null

const byName = (filters: readonly SavedFilter[]): readonly SavedFilter[] =>
  filters.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en'))

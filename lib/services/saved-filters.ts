import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import {
  clearDefaultFilter,
  deleteSavedFilters,
  findSavedFilter,
  insertSavedFilter,
  listFiltersOfTable,
  listSavedFilters,
  updateSavedFilter,
  type SavedFilterRow,
} from '#db/queries/saved-filters.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { SavedFilter } from '#lib/table/saved-filter.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'

// An administrator's own filters of the portal's tables. What they say is read against the table's definition whenever it
// is used (lib/table/saved-filter.ts), so nothing here knows the tables.

/** Recent filters kept of each table. */
export const recentFilters = 8
/** Saved filters an administrator may have of each table. */
export const mostFilters = 100

export type NewFilter = { table: string; name: string; query: string }

/** The administrator's filters, saved and recent, of all tables. */
export async function readFilters(administratorId: string): Promise<SavedFilter[]> {
  return (await listSavedFilters(store().read, administratorId)).map(viewOf)
}

/** The filter that a table opens with, when this administrator chose one. */
export async function findDefaultFilter(administratorId: string, table: string): Promise<SavedFilter | undefined> {
  const rows = await listFiltersOfTable(store().read, administratorId, table)
  const row = rows.find(({ isDefault }) => isDefault)
  return row && viewOf(row)
}

/**
 * Saves a filter under a name.
 * @throws AppError `invalid` or `conflict` (field `name`)
 */
export async function saveFilter({ table, name, query }: NewFilter, actor: Actor): Promise<{ id: string }> {
  const called = name.trim()
  if (called === '') throw new AppError('invalid', 'Give the filter a name.', { field: 'name' })
  const now = new Date()
  const row: SavedFilterRow = {
    administratorId: actor.id,
    id: newId(now),
    tableName: table,
    name: called,
    nameKey: fold(called),
    query,
    isDefault: false,
    createdAt: now,
    usedAt: now,
  }
  try {
    await store().write(async (tx) => {
      const others = await listFiltersOfTable(tx, actor.id, table)
      if (others.filter((other) => other.name !== null).length >= mostFilters) {
        throw new AppError('invalid', `There are ${mostFilters} saved filters here already. Delete one first.`, {
          field: 'name',
        })
      }
      await insertSavedFilter(tx, row)
      await appendAudit(tx, actor, { action: 'saved-filter.create', target: targetOf(row), after: stateOf(row) })
    })
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError('conflict', 'You have a filter of this name here already, in whatever case.', { field: 'name' })
  }
  return { id: row.id }
}

/** Replaces what a saved filter says. @throws AppError `not-found` */
export async function changeFilter({ id, query }: { id: string; query: string }, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const before = await getFilter(tx, actor, id)
    await updateSavedFilter(tx, actor.id, id, { query, usedAt: new Date() })
    await appendAudit(tx, actor, {
      action: 'saved-filter.update',
      target: targetOf(before),
      before: stateOf(before),
      after: stateOf({ ...before, query }),
    })
  })
}

/** @throws AppError `not-found` */
export async function deleteFilter(id: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const before = await getFilter(tx, actor, id)
    await deleteSavedFilters(tx, actor.id, [id])
    await appendAudit(tx, actor, { action: 'saved-filter.delete', target: targetOf(before), before: stateOf(before) })
  })
}

/** Lets the filter's table open with it, or no longer. @throws AppError `not-found` */
export async function setDefaultFilter(
  { id, isDefault }: { id: string; isDefault: boolean },
  actor: Actor,
): Promise<void> {
  await store().write(async (tx) => {
    const before = await getFilter(tx, actor, id)
    if (isDefault) await clearDefaultFilter(tx, actor.id, before.tableName)
    await updateSavedFilter(tx, actor.id, id, { isDefault })
    await appendAudit(tx, actor, {
      action: 'saved-filter.update',
      target: targetOf(before),
      before: stateOf(before),
      after: stateOf({ ...before, isDefault }),
    })
  })
}

/**
 * Keeps a filter that was applied among the recent ones. No audit row: it is what an administrator looked at, changes
 * nothing for anybody, and the ninth displaces the first.
 */
export async function rememberFilter(
  { table, query }: { table: string; query: string },
  administratorId: string,
): Promise<void> {
  await store().write(async (tx) => {
    const known = await listFiltersOfTable(tx, administratorId, table)
    // Two within a millisecond still have an order.
    const now = new Date(Math.max(Date.now(), (known[0]?.usedAt.getTime() ?? 0) + 1))
    if (known.some((row) => row.name !== null && row.query === query)) return
    const recent = known.filter((row) => row.name === null)
    const same = recent.find((row) => row.query === query)
    if (same) return updateSavedFilter(tx, administratorId, same.id, { usedAt: now })
    const surplus = recent.slice(recentFilters - 1).map((row) => row.id)
    await deleteSavedFilters(tx, administratorId, surplus)
    await insertSavedFilter(tx, {
      administratorId,
      id: newId(now),
      tableName: table,
      name: null,
      nameKey: null,
      query,
      isDefault: false,
      createdAt: now,
      usedAt: now,
    })
  })
}

const getFilter = async (q: Reader, actor: Actor, id: string): Promise<SavedFilterRow> => {
  const row = await findSavedFilter(q, actor.id, id)
  if (!row || row.name === null)
    throw new AppError('not-found', 'This saved filter is no longer there: it was deleted in another window.')
  return row
}

const viewOf = ({ id, tableName, name, query, isDefault }: SavedFilterRow): SavedFilter => ({
  id,
  table: tableName,
  name,
  query,
  isDefault,
})

const targetOf = ({ id, name }: SavedFilterRow) => ({ type: 'saved-filter', id, name: name ?? '' })

const stateOf = ({ tableName, name, query, isDefault }: SavedFilterRow) => ({
  table: tableName,
  name,
  filters: query,
  isDefault,
})

import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type SavedFilterRow = Reader['tables']['savedFilters']['$inferSelect']

/** Everything an administrator has saved or lately applied, of all tables: saved ones by name, then recent ones, latest first. */
export async function listSavedFilters(q: Reader, administratorId: string): Promise<SavedFilterRow[]> {
  const { savedFilters } = q.tables
  const own = eq(savedFilters.administratorId, administratorId)
  const [saved, recent] = await Promise.all([
    q
      .select()
      .from(savedFilters)
      .where(and(own, isNotNull(savedFilters.nameKey)))
      .orderBy(asc(savedFilters.nameKey)),
    q
      .select()
      .from(savedFilters)
      .where(and(own, isNull(savedFilters.nameKey)))
      .orderBy(desc(savedFilters.usedAt), desc(savedFilters.id)),
  ])
  return [...saved, ...recent]
}

/** Undefined unless it is this administrator's own. */
export async function findSavedFilter(
  q: Reader,
  administratorId: string,
  id: string,
): Promise<SavedFilterRow | undefined> {
  const { savedFilters } = q.tables
  const rows = await q
    .select()
    .from(savedFilters)
    .where(and(eq(savedFilters.administratorId, administratorId), eq(savedFilters.id, id)))
  return rows[0]
}

/** One table's, saved and recent, latest used first. */
export async function listFiltersOfTable(
  q: Reader,
  administratorId: string,
  tableName: string,
): Promise<SavedFilterRow[]> {
  const { savedFilters } = q.tables
  return q
    .select()
    .from(savedFilters)
    .where(and(eq(savedFilters.administratorId, administratorId), eq(savedFilters.tableName, tableName)))
    .orderBy(desc(savedFilters.usedAt), desc(savedFilters.id))
}

export async function insertSavedFilter(tx: Writer, row: SavedFilterRow): Promise<void> {
  await tx.insert(tx.tables.savedFilters).values(row)
}

export async function updateSavedFilter(
  tx: Writer,
  administratorId: string,
  id: string,
  change: Partial<Pick<SavedFilterRow, 'query' | 'isDefault' | 'usedAt'>>,
): Promise<void> {
  const { savedFilters } = tx.tables
  await tx
    .update(savedFilters)
    .set(change)
    .where(and(eq(savedFilters.administratorId, administratorId), eq(savedFilters.id, id)))
}

export async function deleteSavedFilters(tx: Writer, administratorId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { savedFilters } = tx.tables
  await tx
    .delete(savedFilters)
    .where(and(eq(savedFilters.administratorId, administratorId), inArray(savedFilters.id, [...ids])))
}

/** No filter of the table opens by itself any more. */
export async function clearDefaultFilter(tx: Writer, administratorId: string, tableName: string): Promise<void> {
  const { savedFilters } = tx.tables
  await tx
    .update(savedFilters)
    .set({ isDefault: false })
    .where(
      and(
        eq(savedFilters.administratorId, administratorId),
        eq(savedFilters.tableName, tableName),
        eq(savedFilters.isDefault, true),
      ),
    )
}

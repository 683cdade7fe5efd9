import { and, count, eq } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type TableSettingsRow = Reader['tables']['tableSettings']['$inferSelect']

/** Everything one administrator has arranged. */
export async function listTableSettings(q: Reader, administratorId: string): Promise<TableSettingsRow[]> {
  const { tableSettings } = q.tables
  return q.select().from(tableSettings).where(eq(tableSettings.administratorId, administratorId))
}

export async function findTableSettings(
  q: Reader,
  administratorId: string,
  tableName: string,
): Promise<TableSettingsRow | undefined> {
  const { tableSettings } = q.tables
  const [row] = await q
    .select()
    .from(tableSettings)
    .where(and(eq(tableSettings.administratorId, administratorId), eq(tableSettings.tableName, tableName)))
  return row
}

export async function countTableSettings(q: Reader, administratorId: string): Promise<number> {
  const { tableSettings } = q.tables
  const [row] = await q
    .select({ n: count() })
    .from(tableSettings)
    .where(eq(tableSettings.administratorId, administratorId))
  return row?.n ?? 0
}

export async function upsertTableSettings(tx: Writer, row: TableSettingsRow): Promise<void> {
  const { tableSettings } = tx.tables
  await tx
    .insert(tableSettings)
    .values(row)
    .onConflictDoUpdate({
      target: [tableSettings.administratorId, tableSettings.tableName],
      set: { settings: row.settings, updatedAt: row.updatedAt },
    })
}

export async function deleteTableSettings(tx: Writer, administratorId: string, tableName: string): Promise<void> {
  const { tableSettings } = tx.tables
  await tx
    .delete(tableSettings)
    .where(and(eq(tableSettings.administratorId, administratorId), eq(tableSettings.tableName, tableName)))
}

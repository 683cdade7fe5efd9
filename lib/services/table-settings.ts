import { z } from 'zod'
import { store } from '#db/index.ts'
import {
  countTableSettings,
  deleteTableSettings,
  findTableSettings,
  listTableSettings,
  upsertTableSettings,
} from '#db/queries/table-settings.ts'
import { AppError } from '#lib/errors.ts'
import { densities, type TableSettings, widthBounds } from '#lib/table/settings.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'

/** More tables than the portal has; a caller's own names end here. */
const mostTables = 100

const id = z.string().regex(/^[\w-]{1,64}$/)

/** What may be kept. Whether a column exists is for the table to say when it reads its settings again. */
export const keptSettings = z.object({
  table: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  /** `null`: forget what was kept. */
  settings: z
    .strictObject({
      columns: z.array(id).min(2).max(64).readonly().optional(),
      widths: z.record(id, z.int().min(widthBounds.least).max(widthBounds.most)).optional(),
      density: z.enum(densities).optional(),
    })
    .nullable(),
})

/** How an administrator has arranged each table, by its name. */
export async function readTableSettings(administratorId: string): Promise<Record<string, TableSettings>> {
  const rows = await listTableSettings(store().read, administratorId)
  return Object.fromEntries(rows.map((row) => [row.tableName, JSON.parse(row.settings) as TableSettings]))
}

/** Keeps how the acting administrator has arranged a table. Throws `AppError` `conflict` when there are too many. */
export async function keepTableSettings(actor: Actor, kept: z.infer<typeof keptSettings>): Promise<void> {
  const { table, settings } = keptSettings.parse(kept)
  await store().write(async (tx) => {
    const before = await findTableSettings(tx, actor.id, table)
    if (settings === null) {
      if (!before) return
      await deleteTableSettings(tx, actor.id, table)
    } else {
      if (!before && (await countTableSettings(tx, actor.id)) >= mostTables)
        throw new AppError('conflict', `Settings of ${mostTables} tables are kept already, and no more.`)
      await upsertTableSettings(tx, {
        administratorId: actor.id,
        tableName: table,
        settings: JSON.stringify(settings),
        updatedAt: new Date(),
      })
    }
    await appendAudit(tx, actor, {
      action: settings === null ? 'table-settings.reset' : 'table-settings.update',
      target: { type: 'table', id: table, name: table },
      before: before ? (JSON.parse(before.settings) as object) : {},
      after: settings ?? {},
      isOmittedWhenEqual: true,
    })
  })
}

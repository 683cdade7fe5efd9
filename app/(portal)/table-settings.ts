'use server'

import { actionFor } from '#lib/http/action.ts'
import { keepTableSettings, keptSettings } from '#lib/services/table-settings.ts'
import type { TableSettings } from '#lib/table/settings.ts'

const keep = actionFor('read')
  .inputSchema(keptSettings)
  .action(({ parsedInput, ctx }) => keepTableSettings(ctx.actor, parsedInput))

/** Keeps how the caller has arranged a table; `null` forgets it. What goes wrong is in the answer. */
export async function keepTableSettingsAction(table: string, settings: TableSettings | null) {
  const { columns, widths, density } = settings ?? {}
  return keep({
    table,
    settings: settings === null ? null : { columns: columns && [...columns], widths: widths && { ...widths }, density },
  })
}

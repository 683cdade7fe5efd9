import type { Kit } from '../kit.ts'

/** How each administrator has arranged the portal's tables. */
export const tableSettingsTables = (k: Kit) => ({
  tableSettings: k.table(
    'table_settings',
    {
      administratorId: k.text('administrator_id').notNull(),
      /** The name in the table's declaration: `scim-users`. */
      tableName: k.text('table_name').notNull(),
      /** JSON of lib/table/settings.ts. */
      settings: k.text('settings').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.administratorId, t.tableName] })],
  ),
})

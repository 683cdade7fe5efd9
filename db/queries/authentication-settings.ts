import { eq } from 'drizzle-orm'
import { remembered } from '../remembered.ts'
import type { Reader, Writer } from '../store.ts'

export type AuthenticationSettingsRow = Reader['tables']['authenticationSettings']['$inferSelect']

/** The one row, or null as long as nobody has saved the settings. Every portal request asks for it. */
export async function findAuthenticationSettings(q: Reader): Promise<AuthenticationSettingsRow | null> {
  return remembered(q, 'authentication-settings', async () => {
    const [row] = await q.select().from(q.tables.authenticationSettings).limit(1)
    return row ?? null
  })
}

/** Makes the row or replaces it. Decide on it under the organisation's lock. */
export async function saveAuthenticationSettings(tx: Writer, row: AuthenticationSettingsRow): Promise<void> {
  const { authenticationSettings: t } = tx.tables
  const updated = await tx.update(t).set(row).where(eq(t.id, row.id)).returning({ id: t.id })
  if (updated.length === 0) await tx.insert(t).values(row)
}

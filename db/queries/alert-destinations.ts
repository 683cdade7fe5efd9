import { asc, eq } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type AlertDestinationRow = Tables['alertDestinations']['$inferSelect']
export type SmtpSettingsRow = Tables['smtpSettings']['$inferSelect']

export const listDestinations = (q: Reader): Promise<AlertDestinationRow[]> => {
  const { alertDestinations: t } = q.tables
  return q.select().from(t).orderBy(asc(t.id))
}

export async function findDestination(q: Reader, id: string): Promise<AlertDestinationRow | undefined> {
  const { alertDestinations: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

/** The same, locked until the end of the turn. */
export async function lockDestination(tx: Writer, id: string): Promise<AlertDestinationRow | undefined> {
  const { alertDestinations: t } = tx.tables
  return (await locked(tx, tx.select().from(t).where(eq(t.id, id))))[0]
}

export async function insertDestination(tx: Writer, row: AlertDestinationRow): Promise<void> {
  await tx.insert(tx.tables.alertDestinations).values(row)
}

export async function updateDestination(
  tx: Writer,
  id: string,
  change: Partial<Omit<AlertDestinationRow, 'id'>>,
): Promise<void> {
  const { alertDestinations: t } = tx.tables
  await tx.update(t).set(change).where(eq(t.id, id))
}

export async function deleteDestinationRow(tx: Writer, id: string): Promise<void> {
  const { alertDestinations: t } = tx.tables
  await tx.delete(t).where(eq(t.id, id))
}

export async function findSmtpSettings(q: Reader): Promise<SmtpSettingsRow | undefined> {
  return (await q.select().from(q.tables.smtpSettings).limit(1))[0]
}

export async function putSmtpSettings(tx: Writer, row: SmtpSettingsRow): Promise<void> {
  const { smtpSettings: t } = tx.tables
  const { id: _id, ...set } = row
  await tx.insert(t).values(row).onConflictDoUpdate({ target: t.id, set })
}

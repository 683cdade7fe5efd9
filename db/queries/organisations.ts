import { eq } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'

export type OrganisationRow = Reader['tables']['organisations']['$inferSelect']

/** The deployment's one organisation, or undefined in a store that no server or command line has prepared yet. */
export async function findOrganisation(q: Reader): Promise<OrganisationRow | undefined> {
  const [row] = await q.select().from(q.tables.organisations).limit(1)
  return row
}

/** The deployment's one organisation, locked until the end of the turn. Throws when it is missing. */
export async function lockOrganisation(tx: Writer): Promise<OrganisationRow> {
  const [row] = await locked(tx, tx.select().from(tx.tables.organisations).limit(1))
  if (!row) throw new Error('There is no organisation: await ensureOrganisation() at the start')
  return row
}

/** Leaves an organisation of the same id as it is. */
export async function insertOrganisation(tx: Writer, row: OrganisationRow): Promise<void> {
  await tx.insert(tx.tables.organisations).values(row).onConflictDoNothing()
}

export async function renameOrganisation(tx: Writer, id: string, name: string): Promise<void> {
  const { organisations } = tx.tables
  await tx.update(organisations).set({ name }).where(eq(organisations.id, id))
}

/** Which administrators cannot do without a second factor. */
export async function requireSecondFactor(
  tx: Writer,
  id: string,
  secondFactor: OrganisationRow['secondFactor'],
): Promise<void> {
  const { organisations } = tx.tables
  await tx.update(organisations).set({ secondFactor }).where(eq(organisations.id, id))
}

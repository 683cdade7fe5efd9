import { and, asc, eq, gt, ne } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'

export type AdministratorRow = Reader['tables']['administrators']['$inferSelect']

/** Locked until the end of the turn: what is decided on the row holds when the turn commits. */
export async function lockAdministrator(tx: Writer, id: string): Promise<AdministratorRow | undefined> {
  const { administrators } = tx.tables
  const [row] = await locked(tx, tx.select().from(administrators).where(eq(administrators.id, id)))
  return row
}

export async function findAdministrator(q: Reader, id: string): Promise<AdministratorRow | undefined> {
  const { administrators } = q.tables
  const [row] = await q.select().from(administrators).where(eq(administrators.id, id))
  return row
}

/** By the folded e-mail address. */
export async function findAdministratorByEmail(q: Reader, emailKey: string): Promise<AdministratorRow | undefined> {
  const { administrators } = q.tables
  const [row] = await q.select().from(administrators).where(eq(administrators.emailKey, emailKey))
  return row
}

export async function hasAdministrators(q: Reader): Promise<boolean> {
  const rows = await q.select({ id: q.tables.administrators.id }).from(q.tables.administrators).limit(1)
  return rows.length > 0
}

/** Throws the engine's conflict error (`isConflict`) when the e-mail address is taken. */
export async function insertAdministrator(tx: Writer, row: AdministratorRow): Promise<void> {
  await tx.insert(tx.tables.administrators).values(row)
}

/** Compare-and-set: does nothing, and answers false, unless the hash is still `from`. */
export async function replacePasswordHash(tx: Writer, id: string, from: string, to: string): Promise<boolean> {
  const { administrators } = tx.tables
  const changed = await tx
    .update(administrators)
    .set({ passwordHash: to })
    .where(and(eq(administrators.id, id), eq(administrators.passwordHash, from)))
    .returning({ id: administrators.id })
  return changed.length > 0
}

export async function updateAdministrator(
  tx: Writer,
  id: string,
  change: Partial<Omit<AdministratorRow, 'id' | 'passwordHash'>>,
): Promise<void> {
  const { administrators } = tx.tables
  await tx.update(administrators).set(change).where(eq(administrators.id, id))
}

/** Removes an administrator with all that is theirs, but for what the audit log tells of them. */
export async function deleteAdministrator(tx: Writer, id: string): Promise<void> {
  const { administrators, sessions, passwordLinks, totpFactors, recoveryCodes, passkeys } = tx.tables
  const { savedFilters, tableSettings } = tx.tables
  for (const table of [sessions, passwordLinks, totpFactors, recoveryCodes, passkeys, savedFilters, tableSettings])
    await tx.delete(table).where(eq(table.administratorId, id))
  await tx.delete(administrators).where(eq(administrators.id, id))
}

/** Whether an owner other than `id` can sign in. Decide under the organisation's lock. */
export async function hasOtherOwner(q: Reader, id: string): Promise<boolean> {
  const { administrators: t } = q.tables
  const rows = await q
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.role, 'owner'), eq(t.isDisabled, false), ne(t.passwordHash, ''), ne(t.id, id)))
    .limit(1)
  return rows.length > 0
}

/** Owners who can sign in with a password, by address. */
export async function listActiveOwners(q: Reader): Promise<AdministratorRow[]> {
  const { administrators: t } = q.tables
  return q
    .select()
    .from(t)
    .where(and(eq(t.role, 'owner'), eq(t.isDisabled, false), ne(t.passwordHash, '')))
    .orderBy(asc(t.emailKey))
}

export type PasswordLinkRow = Reader['tables']['passwordLinks']['$inferSelect']

/** The link with this hash, as long as it is good, with its administrator. */
export async function findPasswordLink(
  q: Reader,
  id: string,
  now: Date,
): Promise<{ link: PasswordLinkRow; administrator: AdministratorRow } | undefined> {
  const { passwordLinks, administrators } = q.tables
  const [row] = await q
    .select({ link: passwordLinks, administrator: administrators })
    .from(passwordLinks)
    .innerJoin(administrators, eq(administrators.id, passwordLinks.administratorId))
    .where(and(eq(passwordLinks.id, id), gt(passwordLinks.expiresAt, now)))
  return row
}

export async function insertPasswordLink(tx: Writer, row: PasswordLinkRow): Promise<void> {
  await tx.insert(tx.tables.passwordLinks).values(row)
}

/** Takes a link that is still good. Of two who try, one gets true. */
export async function takePasswordLink(tx: Writer, id: string, now: Date): Promise<boolean> {
  const { passwordLinks } = tx.tables
  const taken = await tx
    .delete(passwordLinks)
    .where(and(eq(passwordLinks.id, id), gt(passwordLinks.expiresAt, now)))
    .returning({ id: passwordLinks.id })
  return taken.length > 0
}

/** Ends every link of an administrator. */
export async function deletePasswordLinksOf(tx: Writer, administratorId: string): Promise<void> {
  const { passwordLinks } = tx.tables
  await tx.delete(passwordLinks).where(eq(passwordLinks.administratorId, administratorId))
}

export type SetupLinkRow = Reader['tables']['setupLinks']['$inferSelect']

export async function findSetupLink(q: Reader, id: string, now: Date): Promise<SetupLinkRow | undefined> {
  const { setupLinks } = q.tables
  const [row] = await q
    .select()
    .from(setupLinks)
    .where(and(eq(setupLinks.id, id), gt(setupLinks.expiresAt, now)))
  return row
}

export async function insertSetupLink(tx: Writer, row: SetupLinkRow): Promise<void> {
  await tx.insert(tx.tables.setupLinks).values(row)
}

/** Ends every set-up link there is. */
export async function deleteSetupLinks(tx: Writer): Promise<void> {
  await tx.delete(tx.tables.setupLinks)
}

/** Takes a set-up link that is still good. Of two who try, one gets true. */
export async function takeSetupLink(tx: Writer, id: string, now: Date): Promise<boolean> {
  const { setupLinks } = tx.tables
  const taken = await tx
    .delete(setupLinks)
    .where(and(eq(setupLinks.id, id), gt(setupLinks.expiresAt, now)))
    .returning({ id: setupLinks.id })
  return taken.length > 0
}

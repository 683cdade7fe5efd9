import { and, eq, sql } from 'drizzle-orm'
import { held } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import type { Writer } from '../store.ts'
import type { UserRow } from './users.ts'

export type HeldUser = Pick<UserRow, 'id' | 'userName' | 'active' | 'version'>

/**
 * The user of the IdP with this folded userName, kept from being changed until the turn ends: a deactivation over SCIM
 * waits for it, and then finds what the turn made. Every sign-in asks this.
 */
export async function holdUserNamed(tx: Writer, idpId: string, userNameKey: string): Promise<HeldUser | undefined> {
  const rows = await prepared(tx, 'hold_user_named', () => {
    const { users } = tx.tables
    const query = tx
      .select({ id: users.id, userName: users.userName, active: users.active, version: users.version })
      .from(users)
      .where(and(eq(users.idpId, sql.placeholder('idpId')), eq(users.userNameKey, sql.placeholder('userNameKey'))))
    return held(tx, query).prepare('hold_user_named')
  }).execute({ idpId, userNameKey })
  return rows[0]
}

/** Inserts the user; false when another user of the IdP has this userName. */
export async function insertUserIfFree(tx: Writer, row: UserRow): Promise<boolean> {
  const { users } = tx.tables
  const made = await tx.insert(users).values(row).onConflictDoNothing().returning({ id: users.id })
  return made.length > 0
}

import { and, eq, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type NotProvisionedRow = Tables['notProvisioned']['$inferSelect']

/** Counts an attempt of somebody who was refused; the first one makes the row. */
export async function countNotProvisioned(
  tx: Writer,
  row: Omit<NotProvisionedRow, 'attempts' | 'firstAt' | 'lastAt'>,
  at: Date,
): Promise<void> {
  const { notProvisioned } = tx.tables
  await tx
    .insert(notProvisioned)
    .values({ ...row, attempts: 1, firstAt: at, lastAt: at })
    .onConflictDoUpdate({
      target: [notProvisioned.idpId, notProvisioned.userNameKey],
      set: {
        userName: row.userName,
        reason: row.reason,
        nearMiss: row.nearMiss,
        attempts: sql`${notProvisioned.attempts} + 1`,
        lastAt: at,
      },
    })
}

/** Whoever is let in has been refused no longer. Every sign-in asks this. */
export async function deleteNotProvisioned(tx: Writer, idpId: string, userNameKey: string): Promise<void> {
  await prepared(tx, 'delete_not_provisioned', () => {
    const { notProvisioned } = tx.tables
    return tx
      .delete(notProvisioned)
      .where(
        and(
          eq(notProvisioned.idpId, sql.placeholder('idpId')),
          eq(notProvisioned.userNameKey, sql.placeholder('userNameKey')),
        ),
      )
      .prepare('delete_not_provisioned')
  }).execute({ idpId, userNameKey })
}

import { and, desc, eq, or } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type UserBlockRow = Tables['userBlocks']['$inferSelect']

export async function findUserBlock(q: Reader, idpId: string, userId: string): Promise<UserBlockRow | undefined> {
  const { userBlocks: t } = q.tables
  return (
    await q
      .select()
      .from(t)
      .where(and(eq(t.idpId, idpId), eq(t.userId, userId)))
  )[0]
}

/** Blocks a user. A block that there is keeps its time, with the new reason. */
export async function putUserBlock(tx: Writer, row: UserBlockRow): Promise<void> {
  const { userBlocks: t } = tx.tables
  await tx
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: [t.idpId, t.userId], set: { reason: row.reason, createdBy: row.createdBy } })
}

export async function deleteUserBlock(tx: Writer, idpId: string, userId: string): Promise<void> {
  const { userBlocks: t } = tx.tables
  await tx.delete(t).where(and(eq(t.idpId, idpId), eq(t.userId, userId)))
}

/** The latest session of a user of an IdP, over or not: by the user's id, or by the folded name it signed in with. */
export async function findLastUserSession(
  q: Reader,
  idpId: string,
  { userId, userNameKey }: { userId: string | undefined; userNameKey: string },
): Promise<Pick<Tables['userSessions']['$inferSelect'], 'attributes' | 'createdAt'> | undefined> {
  const { userSessions: t } = q.tables
  const byName = eq(t.userNameKey, userNameKey)
  const rows = await q
    .select({ attributes: t.attributes, createdAt: t.createdAt })
    .from(t)
    .where(and(eq(t.idpId, idpId), userId === undefined ? byName : or(eq(t.userId, userId), byName)))
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(1)
  return rows[0]
}

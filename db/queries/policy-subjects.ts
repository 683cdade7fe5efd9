import { and, desc, eq, or, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type UserBlockRow = Tables['userBlocks']['$inferSelect']

export async function findUserBlock(q: Reader, idpId: string, userId: string): Promise<UserBlockRow | undefined> {
  const { userBlocks: t } = q.tables
  const rows = await prepared(q, 'find_user_block', () =>
    q
      .select()
      .from(t)
      .where(and(eq(t.idpId, sql.placeholder('idpId')), eq(t.userId, sql.placeholder('userId'))))
      .prepare('find_user_block'),
  ).execute({ idpId, userId })
  return rows[0]
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
  const rows = await prepared(
    q,
    'find_last_user_session',
    () =>
      q
        .select({ attributes: t.attributes, createdAt: t.createdAt })
        .from(t)
        .where(
          and(
            eq(t.idpId, sql.placeholder('idpId')),
            or(eq(t.userId, sql.placeholder('userId')), eq(t.userNameKey, sql.placeholder('userNameKey'))),
          ),
        )
        .orderBy(desc(t.createdAt), desc(t.id))
        .limit(1)
        .prepare('find_last_user_session'),
    // Nobody has the empty id.
  ).execute({ idpId, userId: userId ?? '', userNameKey })
  return rows[0]
}

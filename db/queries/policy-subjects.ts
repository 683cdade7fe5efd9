import { and, desc, eq, sql } from 'drizzle-orm'
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

type LastSession = Pick<Tables['userSessions']['$inferSelect'], 'id' | 'attributes' | 'createdAt'>

/**
 * The latest session of a user of an IdP, over or not: by the user's id, or by the folded name it signed in with. Asked for
 * one by one: joined by OR, SQLite reads all sessions of the IdP.
 */
export async function findLastUserSession(
  q: Reader,
  idpId: string,
  { userId, userNameKey }: { userId: string | undefined; userNameKey: string },
): Promise<LastSession | undefined> {
  const byName = await findLastSessionBy(q, 'userNameKey', idpId, userNameKey)
  const byId = userId === undefined ? undefined : await findLastSessionBy(q, 'userId', idpId, userId)
  if (!byName || !byId) return byName ?? byId
  const since = byName.createdAt.getTime() - byId.createdAt.getTime()
  return since > 0 || (since === 0 && byName.id > byId.id) ? byName : byId
}

async function findLastSessionBy(
  q: Reader,
  by: 'userId' | 'userNameKey',
  idpId: string,
  value: string,
): Promise<LastSession | undefined> {
  const { userSessions: t } = q.tables
  const name = `find_last_session_by_${by === 'userId' ? 'user' : 'name'}`
  const rows = await prepared(q, name, () =>
    q
      .select({ id: t.id, attributes: t.attributes, createdAt: t.createdAt })
      .from(t)
      .where(and(eq(t.idpId, sql.placeholder('idpId')), eq(t[by], sql.placeholder('value'))))
      .orderBy(desc(t.createdAt), desc(t.id))
      .limit(1)
      .prepare(name),
  ).execute({ idpId, value })
  return rows[0]
}

import { and, asc, count, eq, gt, inArray, isNull, ne, notExists, or, sql, type SQL } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { EndReason } from './user-sessions.ts'

/** Whose sessions: of the user's id, and of those who signed in by the name before there was a user. */
export type SessionOwner = { idpId: string; userId: string; userNameKey: string }

/** Ends the sessions of a user that are not over yet; answers how many. Provisioning asks this when it cuts somebody off. */
export async function endSessionsOfUser(tx: Writer, owner: SessionOwner, reason: EndReason, at: Date): Promise<number> {
  const ended = await prepared(tx, 'end_sessions_of_user', () => {
    const { userSessions } = tx.tables
    const end = { endedAt: sql.placeholder('endedAt'), endReason: sql.placeholder('endReason') }
    return tx
      .update(userSessions)
      .set(end as never)
      .where(
        and(
          eq(userSessions.idpId, sql.placeholder('idpId')),
          isNull(userSessions.endedAt),
          gt(userSessions.expiresAt, sql.param(sql.placeholder('endedAt'), userSessions.expiresAt)),
          or(
            eq(userSessions.userId, sql.placeholder('userId')),
            eq(userSessions.userNameKey, sql.placeholder('userNameKey')),
          ),
        ),
      )
      .returning({ id: userSessions.id })
      .prepare('end_sessions_of_user')
  }).execute({ ...owner, endedAt: at, endReason: reason })
  return ended.length
}

/** Sessions that are ended together with a change of their IdP; more would keep provisioning waiting. */
const AT_ONCE = 10_000

/**
 * Ends sessions of an IdP that are not over yet, `limit` at most; answers how many. An IdP that is not enabled lets nobody
 * in meanwhile, and a sweep ends what is left (`listIdpsToEnd`).
 */
export async function endSessionsOfIdp(
  tx: Writer,
  idpId: string,
  reason: EndReason,
  at: Date,
  limit = AT_ONCE,
): Promise<number> {
  const { userSessions } = tx.tables
  const some = tx
    .select({ id: userSessions.id })
    .from(userSessions)
    .where(and(eq(userSessions.idpId, idpId), isNull(userSessions.endedAt), gt(userSessions.expiresAt, at)))
    .limit(limit)
  const ended = await tx
    .update(userSessions)
    .set({ endedAt: at, endReason: reason })
    .where(inArray(userSessions.id, some))
    .returning({ id: userSessions.id })
  return ended.length
}

/** IdPs that are not enabled any more and have sessions that are not over. */
export async function listIdpsToEnd(q: Reader, now: Date): Promise<string[]> {
  const { idps, userSessions } = q.tables
  const closed = await q.select({ id: idps.id }).from(idps).where(ne(idps.status, 'enabled')).orderBy(asc(idps.id))
  const found: string[] = []
  for (const { id } of closed) {
    const [open] = await q
      .select({ id: userSessions.id })
      .from(userSessions)
      .where(and(eq(userSessions.idpId, id), isNull(userSessions.endedAt), gt(userSessions.expiresAt, now)))
      .limit(1)
    if (open) found.push(id)
  }
  return found
}

/** Sessions of an IdP that are not over, of people who are no active user of it: the SCIM check would refuse them now. */
function withoutUser(q: Reader, idpId: string, at: Date): SQL | undefined {
  const { userSessions: t, users } = q.tables
  const user = q
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.idpId, t.idpId), eq(users.userNameKey, t.userNameKey), eq(users.active, true)))
  return and(eq(t.idpId, idpId), isNull(t.endedAt), gt(t.expiresAt, at), notExists(user))
}

export async function countSessionsWithoutUser(q: Reader, idpId: string, at: Date): Promise<number> {
  const [row] = await q
    .select({ count: count() })
    .from(q.tables.userSessions)
    .where(withoutUser(q, idpId, at))
  return row?.count ?? 0
}

/** Ends them, `limit` at most, and answers how many: the rest is for the sweep (`listIdpsToCheck`). */
export async function endSessionsWithoutUser(tx: Writer, idpId: string, at: Date, limit = AT_ONCE): Promise<number> {
  const { userSessions: t } = tx.tables
  const some = tx
    .select({ id: t.id })
    .from(t)
    .where(withoutUser(tx, idpId, at))
    .limit(limit)
  const ended = await tx
    .update(t)
    .set({ endedAt: at, endReason: 'not-provisioned' })
    .where(inArray(t.id, some))
    .returning({ id: t.id })
  return ended.length
}

/** IdPs with SCIM Sync on that have open sessions of people who were no users at sign-in: of before it was on. */
export async function listIdpsToCheck(q: Reader, now: Date): Promise<string[]> {
  const { idps, userSessions: t } = q.tables
  const synced = await q.select({ id: idps.id }).from(idps).where(eq(idps.scimSync, true)).orderBy(asc(idps.id))
  const found: string[] = []
  for (const { id } of synced) {
    const [open] = await q
      .select({ id: t.id })
      .from(t)
      .where(and(isNull(t.userId), withoutUser(q, id, now)))
      .limit(1)
    if (open) found.push(id)
  }
  return found
}

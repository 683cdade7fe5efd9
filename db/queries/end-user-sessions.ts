import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Writer } from '../store.ts'
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

/** Ends every session of an IdP that is not over yet; answers how many. */
export async function endSessionsOfIdp(tx: Writer, idpId: string, reason: EndReason, at: Date): Promise<number> {
  const { userSessions } = tx.tables
  const ended = await tx
    .update(userSessions)
    .set({ endedAt: at, endReason: reason })
    .where(and(eq(userSessions.idpId, idpId), isNull(userSessions.endedAt)))
    .returning({ id: userSessions.id })
  return ended.length
}

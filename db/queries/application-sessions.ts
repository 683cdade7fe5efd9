import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import type { UserSessionRow } from './user-sessions.ts'

export type HandOverCodeRow = Reader['tables']['handOverCodes']['$inferSelect']
export type ApplicationSessionRow = Reader['tables']['applicationSessions']['$inferSelect']

export async function insertHandOverCode(tx: Writer, row: HandOverCodeRow): Promise<void> {
  await tx.insert(tx.tables.handOverCodes).values(row)
}

/** Takes a code out, by its SHA-256: whoever gets the row is the only one who does. */
export async function takeHandOverCode(tx: Writer, hash: string): Promise<HandOverCodeRow | undefined> {
  const { handOverCodes: t } = tx.tables
  const [row] = await tx.delete(t).where(eq(t.hash, hash)).returning()
  return row
}

export async function insertApplicationSession(tx: Writer, row: ApplicationSessionRow): Promise<void> {
  await tx.insert(tx.tables.applicationSessions).values(row)
}

/** A session at an application's host, and what counts of the user session that it stands on. */
export type FoundApplicationSession = {
  at: Pick<ApplicationSessionRow, 'hash' | 'host' | 'lastSeenAt'>
  session: Pick<UserSessionRow, 'id' | 'idpId' | 'userName' | 'createdAt' | 'lastSeenAt' | 'expiresAt' | 'endedAt'>
}

/** By the SHA-256 of its reference. */
export async function findApplicationSession(q: Reader, hash: string): Promise<FoundApplicationSession | undefined> {
  const { applicationSessions: at, userSessions: of } = q.tables
  const rows = await prepared(q, 'find_application_session', () =>
    q
      .select({
        at: { hash: at.hash, host: at.host, lastSeenAt: at.lastSeenAt },
        session: {
          id: of.id,
          idpId: of.idpId,
          userName: of.userName,
          createdAt: of.createdAt,
          lastSeenAt: of.lastSeenAt,
          expiresAt: of.expiresAt,
          endedAt: of.endedAt,
        },
      })
      .from(at)
      .innerJoin(of, eq(of.id, at.userSessionId))
      .where(eq(at.hash, sql.placeholder('hash')))
      .prepare('find_application_session'),
  ).execute({ hash })
  return rows[0]
}

/** Notes that sessions at applications were used; never sets one back. */
export async function touchApplicationSession(tx: Writer, hash: string, lastSeenAt: Date): Promise<void> {
  const { applicationSessions: t } = tx.tables
  await tx
    .update(t)
    .set({ lastSeenAt })
    .where(and(eq(t.hash, hash), lt(t.lastSeenAt, lastSeenAt)))
}

export async function deleteApplicationSession(tx: Writer, hash: string): Promise<void> {
  const { applicationSessions: t } = tx.tables
  await tx.delete(t).where(eq(t.hash, hash))
}

/** Deletes up to `limit` codes that nobody came for, and as many sessions at applications that cannot be used any more; answers how many. */
export async function deleteStaleHandOvers(tx: Writer, now: Date, limit: number): Promise<number> {
  const { handOverCodes, applicationSessions } = tx.tables
  const codes = tx
    .select({ hash: handOverCodes.hash })
    .from(handOverCodes)
    .where(lt(handOverCodes.expiresAt, now))
    .limit(limit)
  const sessions = tx
    .select({ hash: applicationSessions.hash })
    .from(applicationSessions)
    .where(lt(applicationSessions.expiresAt, now))
    .limit(limit)
  const [gone, over] = [
    await tx.delete(handOverCodes).where(inArray(handOverCodes.hash, codes)).returning({ hash: handOverCodes.hash }),
    await tx
      .delete(applicationSessions)
      .where(inArray(applicationSessions.hash, sessions))
      .returning({ hash: applicationSessions.hash }),
  ]
  return gone.length + over.length
}

/** Whether there is anything for `deleteStaleHandOvers`. */
export async function hasStaleHandOvers(q: Reader, now: Date): Promise<boolean> {
  const { handOverCodes, applicationSessions } = q.tables
  for (const t of [handOverCodes, applicationSessions]) {
    const rows = await q.select({ hash: t.hash }).from(t).where(lt(t.expiresAt, now)).limit(1)
    if (rows.length > 0) return true
  }
  return false
}

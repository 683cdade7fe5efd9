import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

export type UserSessionRow = Reader['tables']['userSessions']['$inferSelect']
export type EndReason = NonNullable<UserSessionRow['endReason']>

export async function insertUserSession(tx: Writer, row: UserSessionRow): Promise<void> {
  await tx.insert(tx.tables.userSessions).values(row)
}

/** By the SHA-256 of the cookie's reference, hex; over or not. */
export async function findUserSession(q: Reader, hash: string): Promise<UserSessionRow | undefined> {
  const { userSessions: t } = q.tables
  const [row] = await q.select().from(t).where(eq(t.hash, hash))
  return row
}

export async function findUserSessionById(q: Reader, id: string): Promise<UserSessionRow | undefined> {
  const { userSessions: t } = q.tables
  const [row] = await q.select().from(t).where(eq(t.id, id))
  return row
}

export async function touchUserSession(tx: Writer, id: string, lastSeenAt: Date): Promise<void> {
  const { userSessions: t } = tx.tables
  await tx
    .update(t)
    .set({ lastSeenAt })
    .where(and(eq(t.id, id), isNull(t.endedAt)))
}

/** Ends those of these sessions that are not over yet; answers their ids. */
export async function endUserSessions(
  tx: Writer,
  ids: readonly string[],
  end: { at: Date; reason: EndReason },
): Promise<string[]> {
  const { userSessions: t } = tx.tables
  if (ids.length === 0) return []
  const ended = await tx
    .update(t)
    .set({ endedAt: end.at, endReason: end.reason })
    .where(and(inArray(t.id, [...ids]), isNull(t.endedAt)))
    .returning({ id: t.id })
  return ended.map((row) => row.id)
}

/**
 * The open sessions that an IdP's logout is about: those of one NameID, and of these session indexes unless there are none.
 * `userNameKey` where the NameID is the login name: it has the index.
 */
export async function listLogoutSessions(
  q: Reader,
  idpId: string,
  who: { nameId: string; userNameKey: string | undefined; sessionIndexes: readonly string[] },
): Promise<{ id: string }[]> {
  const { userSessions: t } = q.tables
  return q
    .select({ id: t.id })
    .from(t)
    .where(
      and(
        eq(t.idpId, idpId),
        who.userNameKey === undefined ? undefined : eq(t.userNameKey, who.userNameKey),
        eq(t.nameId, who.nameId),
        who.sessionIndexes.length === 0 ? undefined : inArray(t.sessionIndex, [...who.sessionIndexes]),
        isNull(t.endedAt),
      ),
    )
}

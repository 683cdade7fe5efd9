import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

/** The administrators' sessions that an IdP's logout is about: of one NameID, and of these session indexes if there are any. */
export async function listSessionsOfIdp(
  q: Reader,
  idpId: string,
  which: { nameId: string; sessionIndexes: readonly string[] },
): Promise<{ id: string; administratorId: string; email: string }[]> {
  const { sessions, administrators } = q.tables
  return q
    .select({ id: sessions.id, administratorId: administrators.id, email: administrators.email })
    .from(sessions)
    .innerJoin(administrators, eq(administrators.id, sessions.administratorId))
    .where(
      and(
        eq(sessions.idpId, idpId),
        eq(sessions.nameId, which.nameId),
        which.sessionIndexes.length === 0 ? undefined : inArray(sessions.sessionIndex, [...which.sessionIndexes]),
      ),
    )
}

export async function deleteSessions(tx: Writer, ids: readonly string[]): Promise<void> {
  const { sessions } = tx.tables
  if (ids.length > 0) await tx.delete(sessions).where(inArray(sessions.id, [...ids]))
}

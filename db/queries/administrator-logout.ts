import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'

/** The administrators' sessions that an IdP opened, of one e-mail address (folded) or of these session indexes, or both. */
export async function listSessionsOfIdp(
  q: Reader,
  idpId: string,
  which: { emailKey: string | undefined; sessionIndexes: readonly string[] },
): Promise<{ id: string; administratorId: string; email: string }[]> {
  const { sessions, administrators } = q.tables
  if (which.emailKey === undefined && which.sessionIndexes.length === 0) return []
  return q
    .select({ id: sessions.id, administratorId: administrators.id, email: administrators.email })
    .from(sessions)
    .innerJoin(administrators, eq(administrators.id, sessions.administratorId))
    .where(
      and(
        eq(sessions.idpId, idpId),
        which.emailKey === undefined ? undefined : eq(administrators.emailKey, which.emailKey),
        which.sessionIndexes.length === 0 ? undefined : inArray(sessions.sessionIndex, [...which.sessionIndexes]),
      ),
    )
}

export async function deleteSessions(tx: Writer, ids: readonly string[]): Promise<void> {
  const { sessions } = tx.tables
  if (ids.length > 0) await tx.delete(sessions).where(inArray(sessions.id, [...ids]))
}

import { and, desc, eq, gte, lt, ne, notInArray, or, type SQL } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { AdministratorRow } from './administrators.ts'

export type SessionRow = Reader['tables']['sessions']['$inferSelect']

export async function insertSession(tx: Writer, row: SessionRow): Promise<void> {
  await tx.insert(tx.tables.sessions).values(row)
}

/** The session with its administrator: one lookup for every request of the portal. */
export async function findSession(
  q: Reader,
  id: string,
): Promise<{ session: SessionRow; administrator: AdministratorRow } | undefined> {
  const { sessions, administrators } = q.tables
  const [row] = await q
    .select({ session: sessions, administrator: administrators })
    .from(sessions)
    .innerJoin(administrators, eq(administrators.id, sessions.administratorId))
    .where(eq(sessions.id, id))
  return row
}

export async function touchSession(tx: Writer, id: string, lastSeenAt: Date): Promise<void> {
  const { sessions } = tx.tables
  await tx.update(sessions).set({ lastSeenAt }).where(eq(sessions.id, id))
}

export async function deleteSession(tx: Writer, id: string): Promise<SessionRow | undefined> {
  const { sessions } = tx.tables
  const [row] = await tx.delete(sessions).where(eq(sessions.id, id)).returning()
  return row
}

/** Somebody proved again who they are. */
export async function confirmSession(tx: Writer, id: string, confirmedAt: Date): Promise<void> {
  const { sessions } = tx.tables
  await tx.update(sessions).set({ confirmedAt, lastSeenAt: confirmedAt }).where(eq(sessions.id, id))
}

/** An administrator's sessions that are not over, the one used last first. */
export async function listSessionsOf(
  q: Reader,
  administratorId: string,
  stale: { now: Date; idleSince: Date },
): Promise<SessionRow[]> {
  const { sessions: t } = q.tables
  return q
    .select()
    .from(t)
    .where(and(eq(t.administratorId, administratorId), gte(t.expiresAt, stale.now), gte(t.lastSeenAt, stale.idleSince)))
    .orderBy(desc(t.lastSeenAt), desc(t.id))
}

/** Ends an administrator's sessions, all or all but one; answers how many. */
export async function deleteSessionsOf(tx: Writer, administratorId: string, except?: string): Promise<number> {
  const { sessions } = tx.tables
  const ended = await tx
    .delete(sessions)
    .where(
      and(eq(sessions.administratorId, administratorId), except === undefined ? undefined : ne(sessions.id, except)),
    )
    .returning({ id: sessions.id })
  return ended.length
}

/** Ends every session that was not opened by SAML, but one and those of one administrator; answers how many. */
export async function deleteLocalSessions(
  tx: Writer,
  keep: { exceptSession: string; exceptAdministrator: string },
): Promise<number> {
  const { sessions: t } = tx.tables
  const ended = await tx
    .delete(t)
    .where(and(ne(t.method, 'saml'), ne(t.id, keep.exceptSession), ne(t.administratorId, keep.exceptAdministrator)))
    .returning({ id: t.id })
  return ended.length
}

/** Ends every session that was not opened by SSO, but those of these administrators. */
export async function deleteOtherLocalSessions(tx: Writer, administratorIds: readonly string[]): Promise<void> {
  const { sessions: t } = tx.tables
  await tx.delete(t).where(and(ne(t.method, 'saml'), notInArray(t.administratorId, [...administratorIds])))
}

/** Removes an administrator's sessions that are past their lifetime, or unused since `idleSince`. */
export async function deleteStaleSessions(
  tx: Writer,
  administratorId: string,
  stale: { now: Date; idleSince: Date },
): Promise<void> {
  const { sessions } = tx.tables
  await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.administratorId, administratorId),
        or(lt(sessions.expiresAt, stale.now), lt(sessions.lastSeenAt, stale.idleSince)),
      ),
    )
}

/** Records that a challenge was answered. False when it was before. Those that have expired go at the same time. */
export async function spendChallenge(tx: Writer, row: { id: string; expiresAt: Date }, now: Date): Promise<boolean> {
  const { signInChallenges: t } = tx.tables
  await tx.delete(t).where(lt(t.expiresAt, now))
  const spent = await tx.insert(t).values(row).onConflictDoNothing().returning({ id: t.id })
  return spent.length > 0
}

export type SignInAttemptRow = Reader['tables']['signInAttempts']['$inferSelect']

export async function insertSignInAttempt(tx: Writer, row: SignInAttemptRow): Promise<void> {
  await tx.insert(tx.tables.signInAttempts).values(row)
}

export async function updateSignInAttempt(tx: Writer, id: string, outcome: SignInAttemptRow['outcome']): Promise<void> {
  const { signInAttempts } = tx.tables
  await tx.update(signInAttempts).set({ outcome }).where(eq(signInAttempts.id, id))
}

/** Attempts older than `id`, a UUIDv7 of the moment to keep from: ids order by time. */
export async function deleteSignInAttemptsBefore(tx: Writer, id: string): Promise<void> {
  const { signInAttempts } = tx.tables
  await tx.delete(signInAttempts).where(lt(signInAttempts.id, id))
}

/** The newest attempts, newest first, of an account, an address or the two together, without the attempt `except`. */
export async function listSignInAttempts(
  q: Reader,
  which: {
    emailKey?: string
    address?: string
    outcome?: SignInAttemptRow['outcome']
    since: Date
    except?: string | undefined
    limit: number
  },
): Promise<SignInAttemptRow[]> {
  const { signInAttempts: t } = q.tables
  const conditions: (SQL | undefined)[] = [
    gte(t.at, which.since),
    which.emailKey === undefined ? undefined : eq(t.emailKey, which.emailKey),
    which.address === undefined ? undefined : eq(t.address, which.address),
    which.outcome === undefined ? undefined : eq(t.outcome, which.outcome),
    which.except === undefined ? undefined : ne(t.id, which.except),
  ]
  return q
    .select()
    .from(t)
    .where(and(...conditions))
    .orderBy(desc(t.at), desc(t.id))
    .limit(which.limit)
}

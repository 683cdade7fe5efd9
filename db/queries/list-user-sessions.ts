import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { SessionState, userSessions as table } from '#lib/table/user-sessions.ts'
import { containsText } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import type { UserSessionRow } from './user-sessions.ts'

/** What a session that nobody ended must satisfy to be open still. */
export type OpenBounds = {
  now: Date
  /** It began after this: Authentication Frequency and Force Reauthentication. */
  startedAfter: Date
  /** It was used after this. */
  seenAfter: Date
}

/** A session as lists have it: without the hash of its reference. */
export type ListedSession = Omit<UserSessionRow, 'hash' | 'userNameKey'> & { state: SessionState }

/** How the table of User Sessions is answered. */
export function sessionPlan(q: Reader, bounds: OpenBounds): ListPlan<typeof table> {
  const { userSessions: t } = q.tables
  const states: Record<string, SQL | undefined> = {
    open: isOpen(t, bounds),
    ended: isNotNull(t.endedAt),
    expired: and(isNull(t.endedAt), not(isOpen(t, bounds))),
  }
  return {
    table: t,
    scope: sql`1 = 1`,
    filters: {
      userName: ([text]) => containsText(t.userNameKey, fold(text ?? '')),
      provider: (values) => inArray(t.idpId, [...values]),
      state: (values) => or(...values.map((value) => states[value])),
      reason: (values) => inArray(sql`${t.endReason}`, [...values]),
      // SQLite's lower() folds ASCII alone, so values in other scripts are matched as they are written.
      attribute: ([text]) => containsText(sql`lower(${t.attributes})`, fold(text ?? '')),
      address: ([text]) => containsText(t.address, fold(text ?? '')),
      userId: ([id]) => eq(t.userId, id ?? ''),
    },
    sort: {
      userName: t.userNameKey,
      createdAt: t.createdAt,
      lastSeenAt: t.lastSeenAt,
      authenticatedAt: t.authenticatedAt,
      expiresAt: t.expiresAt,
    },
    id: t.id,
    range: ({ from, to }) => and(from && gte(t.createdAt, from), to && lte(t.createdAt, to)),
  }
}

export async function listUserSessionPage(
  q: Reader,
  query: ListQuery,
  bounds: OpenBounds,
): Promise<ListPage<ListedSession>> {
  const { userSessions: t } = q.tables
  const page = await listPage<typeof table, UserSessionRow>(
    q,
    query,
    sessionPlan(q, bounds),
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
  return { ...page, rows: page.rows.map((row) => listed(row, bounds)) }
}

export async function findListedSession(q: Reader, id: string, bounds: OpenBounds): Promise<ListedSession | undefined> {
  const { userSessions: t } = q.tables
  const [row] = await q.select().from(t).where(eq(t.id, id))
  return row && listed(row, bounds)
}

/** Sessions of a user that are open, and those before them, the latest first; `limit` at most. */
export async function listSessionsOfUser(
  q: Reader,
  { idpId, userId, userNameKey }: { idpId: string; userId: string; userNameKey: string },
  bounds: OpenBounds,
  limit: number,
): Promise<ListedSession[]> {
  const { userSessions: t } = q.tables
  const rows = await q
    .select()
    .from(t)
    .where(and(eq(t.idpId, idpId), or(eq(t.userId, userId), and(isNull(t.userId), eq(t.userNameKey, userNameKey)))))
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(limit)
  return rows.map((row) => listed(row, bounds))
}

/** Sessions that nobody has ended and that have not expired, of a user or of a whole IdP; `limit` at most. */
export async function listUnended(
  q: Reader,
  { idpId, userId, userNameKey }: { idpId: string; userId?: string | undefined; userNameKey?: string | undefined },
  bounds: OpenBounds,
  limit: number,
): Promise<ListedSession[]> {
  const { userSessions: t } = q.tables
  const owners = or(
    userId === undefined ? undefined : eq(t.userId, userId),
    userNameKey === undefined ? undefined : eq(t.userNameKey, userNameKey),
  )
  const rows = await q
    .select()
    .from(t)
    .where(and(eq(t.idpId, idpId), isNull(t.endedAt), gt(t.expiresAt, bounds.now), owners))
    .limit(limit)
  return rows.map((row) => listed(row, bounds))
}

/** How many sessions of an IdP are open. */
export async function countOpenSessions(q: Reader, bounds: OpenBounds): Promise<Map<string, number>> {
  const { userSessions: t } = q.tables
  // An expression, since grouped by the bare column SQLite walks an index of all sessions instead of the latest.
  const idpId = sql<string>`${t.idpId} || ''`
  const rows = await q
    .select({ idpId: idpId.as('idp'), count: sql<number>`count(*)`.mapWith(Number) })
    .from(t)
    .where(isOpen(t, bounds))
    .groupBy(idpId)
  return new Map(rows.map(({ idpId, count }) => [idpId, count]))
}

const isOpen = (t: Writer['tables']['userSessions'], { now, startedAfter, seenAfter }: OpenBounds): SQL =>
  and(isNull(t.endedAt), gt(t.expiresAt, now), gte(t.createdAt, startedAfter), gt(t.lastSeenAt, seenAfter)) ??
  sql`false`

function listed({ hash: _hash, userNameKey: _key, ...row }: UserSessionRow, bounds: OpenBounds): ListedSession {
  const { now, startedAfter, seenAfter } = bounds
  const isUsable = row.expiresAt > now && row.createdAt >= startedAfter && row.lastSeenAt > seenAfter
  return { ...row, state: row.endedAt ? 'ended' : isUsable ? 'open' : 'expired' }
}

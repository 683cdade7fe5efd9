import { and, asc, between, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { chunks } from './chunks.ts'
import { isGroup } from './members.ts'

// People of an IdP by pages, and what policies ask about them, read for a whole page at once.

export type PersonRow = { id: string; userName: string; userNameKey: string; active: boolean; document: string | null }

/** The users behind `after`, in the order of their ids. `document`: with their SCIM documents. */
export async function listPeople(
  q: Reader,
  idpId: string,
  { after, limit, document }: { after: string; limit: number; document: boolean },
): Promise<PersonRow[]> {
  const { users: t } = q.tables
  const columns = { id: t.id, userName: t.userName, userNameKey: t.userNameKey, active: t.active }
  const where = and(eq(t.idpId, idpId), gt(t.id, after))
  if (document) {
    return q
      .select({ ...columns, document: t.document })
      .from(t)
      .where(where)
      .orderBy(asc(t.id))
      .limit(limit)
  }
  const rows = await q.select(columns).from(t).where(where).orderBy(asc(t.id)).limit(limit)
  return rows.map((row) => ({ ...row, document: null }))
}

/** People who have signed in through an IdP that has no user for them, by folded name behind `after`. */
export async function listStrangers(
  q: Reader,
  idpId: string,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const { userSessions: t } = q.tables
  const rows = await q
    .selectDistinct({ key: t.userNameKey })
    .from(t)
    .where(and(eq(t.idpId, idpId), isNull(t.userId), gt(t.userNameKey, after)))
    .orderBy(asc(t.userNameKey))
    .limit(limit)
  return rows.map(({ key }) => key)
}

/** Which of these folded names an IdP has users of. */
export async function listUserNameKeys(q: Reader, idpId: string, keys: readonly string[]): Promise<Set<string>> {
  const { users: t } = q.tables
  const found = new Set<string>()
  for (const some of chunks([...keys])) {
    const rows = await q
      .select({ key: t.userNameKey })
      .from(t)
      .where(and(eq(t.idpId, idpId), inArray(t.userNameKey, some)))
    for (const { key } of rows) found.add(key)
  }
  return found
}

type Membership = { memberId: string; groupId: string }

/** So many memberships are read at once: somebody may be in thousands of groups. */
const MEMBERSHIPS_AT_ONCE = 20_000

/** The groups that the users (or groups) of these ids, from the first to the last, are in directly. */
export async function* walkMemberships(
  q: Reader,
  idpId: string,
  { from, to }: { from: string; to: string },
): AsyncGenerator<Membership[]> {
  const { members: t } = q.tables
  let seen: Membership | undefined
  for (;;) {
    const behind: Membership | undefined = seen
    const rows: Membership[] = await q
      .select({ memberId: t.memberId, groupId: t.groupId })
      .from(t)
      .where(
        and(
          eq(t.idpId, idpId),
          between(t.memberId, behind?.memberId ?? from, to),
          behind && or(gt(t.memberId, behind.memberId), gt(t.groupId, behind.groupId)),
        ),
      )
      .orderBy(asc(t.memberId), asc(t.groupId))
      .limit(MEMBERSHIPS_AT_ONCE)
    yield rows
    if (rows.length < MEMBERSHIPS_AT_ONCE) return
    seen = rows.at(-1)
  }
}

/** The groups that are in these groups, with the one that each is in. */
export async function listGroupsWithin(q: Reader, idpId: string, groupIds: readonly string[]): Promise<Membership[]> {
  const { members: t } = q.tables
  const found: Membership[] = []
  for (const some of chunks([...groupIds])) {
    const rows = await q
      .select({ memberId: t.memberId, groupId: t.groupId })
      .from(t)
      .where(and(eq(t.idpId, idpId), inArray(t.groupId, some), isGroup(t)))
    found.push(...rows)
  }
  return found
}

/** The users of these ids, from the first to the last, whom an administrator blocks. */
export async function listBlockedIds(
  q: Reader,
  idpId: string,
  { from, to }: { from: string; to: string },
): Promise<Set<string>> {
  const { userBlocks: t } = q.tables
  const rows = await q
    .select({ userId: t.userId })
    .from(t)
    .where(and(eq(t.idpId, idpId), between(t.userId, from, to)))
  return new Set(rows.map(({ userId }) => userId))
}

export type SessionMoment = { id: string; userId: string | null; userNameKey: string; createdAt: Date }

/** All sessions, over or not, of these users: by their ids, or by the folded names that they signed in with. */
export async function listSessionMoments(
  q: Reader,
  idpId: string,
  { userIds, userNameKeys }: { userIds: readonly string[]; userNameKeys: readonly string[] },
): Promise<SessionMoment[]> {
  const { userSessions: t } = q.tables
  const columns = { id: t.id, userId: t.userId, userNameKey: t.userNameKey, createdAt: t.createdAt }
  const found: SessionMoment[] = []
  for (const [column, keys] of [
    [t.userId, userIds],
    [t.userNameKey, userNameKeys],
  ] as const) {
    for (const some of chunks([...keys])) {
      found.push(
        ...(await q
          .select(columns)
          .from(t)
          .where(and(eq(t.idpId, idpId), inArray(column, some)))),
      )
    }
  }
  return found
}

/** JSON of what the IdP asserted, and the name signed in with, by session id. */
export async function listAsserted(
  q: Reader,
  ids: readonly string[],
): Promise<Map<string, { attributes: string; userName: string }>> {
  const { userSessions: t } = q.tables
  const found = new Map<string, { attributes: string; userName: string }>()
  for (const some of chunks([...ids])) {
    const rows = await q
      .select({ id: t.id, attributes: t.attributes, userName: t.userName })
      .from(t)
      .where(inArray(t.id, some))
    for (const { id, ...rest } of rows) found.set(id, rest)
  }
  return found
}

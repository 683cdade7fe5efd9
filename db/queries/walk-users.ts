import { and, asc, count, desc, eq, gt, gte, lte } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { lowestIdAt } from './sync-log-ids.ts'

/** A user as far as lists of people tell; e-mail addresses folded, the primary one first. */
export type WalkedUser = {
  id: string
  userName: string
  externalId: string | null
  active: boolean
  displayName: string | null
  givenName: string | null
  familyName: string | null
  department: string | null
  title: string | null
  emails: string[]
}

/** Everybody of an IdP, page by page, each once however much changes meanwhile. Ask `store().report`. */
export async function* walkUsers(q: Reader, idpId: string, size: number): AsyncGenerator<WalkedUser[]> {
  const { users: t, userEmails } = q.tables
  for (let after = ''; ;) {
    const rows = await q
      .select({
        id: t.id,
        userName: t.userName,
        externalId: t.externalId,
        active: t.active,
        displayName: t.displayName,
        givenName: t.givenName,
        familyName: t.familyName,
        department: t.department,
        title: t.title,
      })
      .from(t)
      .where(and(eq(t.idpId, idpId), gt(t.id, after)))
      .orderBy(asc(t.id))
      .limit(size)
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return
    const emails = await q
      .select({ userId: userEmails.userId, key: userEmails.valueKey })
      .from(userEmails)
      .where(and(eq(userEmails.idpId, idpId), gte(userEmails.userId, first.id), lte(userEmails.userId, last.id)))
      .orderBy(asc(userEmails.userId), desc(userEmails.isPrimary), asc(userEmails.position))
    const byUser = Map.groupBy(emails, (email) => email.userId)
    yield rows.map((row) => ({ ...row, emails: (byUser.get(row.id) ?? []).map(({ key }) => key) }))
    if (rows.length < size) return
    after = last.id
  }
}

/** Users made since; ids tell the moment. */
export async function countNewUsers(q: Reader, idpId: string, since: Date): Promise<number> {
  const { users: t } = q.tables
  const rows = await q
    .select({ count: count() })
    .from(t)
    .where(and(eq(t.idpId, idpId), gte(t.id, lowestIdAt(since))))
  return rows[0]?.count ?? 0
}

/** When the oldest user was made, since a moment or ever, and the newest group. */
export async function findMoments(
  q: Reader,
  idpId: string,
  since: Date,
): Promise<{ firstUserAt: Date | undefined; firstUserSince: Date | undefined; lastGroupAt: Date | undefined }> {
  const { users, groups } = q.tables
  const oldest = async (from: string) =>
    (
      await q
        .select({ at: users.createdAt })
        .from(users)
        .where(and(eq(users.idpId, idpId), gte(users.id, from)))
        .orderBy(asc(users.id))
        .limit(1)
    )[0]?.at
  const [newest] = await q
    .select({ at: groups.createdAt })
    .from(groups)
    .where(eq(groups.idpId, idpId))
    .orderBy(desc(groups.id))
    .limit(1)
  return {
    firstUserAt: await oldest(''),
    firstUserSince: await oldest(lowestIdAt(since)),
    lastGroupAt: newest?.at,
  }
}

import { and, count, eq, inArray, type SQL } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { chunks } from './chunks.ts'
import { afterPosition, orderTerms, type Order, type Position } from './directory-order.ts'
import type { GroupRow } from './groups.ts'
import { servedUser, type ServedUser } from './users.ts'

// Pages over an IdP's users and groups, in the order of their ids unless another is given; that is the order of their
// creation. Ids make every order unique, so that no page repeats or skips a row. Long reads: hand them `store().report`.

export type Page = { where: SQL | undefined; limit: number; offset?: number; after?: Position; order?: Order }

export function listUserPage(
  q: Reader,
  idpId: string,
  { where, limit, offset = 0, after, order }: Page,
): Promise<ServedUser[]> {
  const { users } = q.tables
  return q
    .select(servedUser(q.tables))
    .from(users)
    .where(and(eq(users.idpId, idpId), where, after && afterPosition(users.id, order, after)))
    .orderBy(...orderTerms(users.id, order))
    .limit(limit)
    .offset(offset)
}

export function listGroupPage(
  q: Reader,
  idpId: string,
  { where, limit, offset = 0, after, order }: Page,
): Promise<GroupRow[]> {
  const { groups } = q.tables
  return q
    .select()
    .from(groups)
    .where(and(eq(groups.idpId, idpId), where, after && afterPosition(groups.id, order, after)))
    .orderBy(...orderTerms(groups.id, order))
    .limit(limit)
    .offset(offset)
}

/** The users of these ids that are there, in no particular order. */
export async function listUsersById(q: Reader, idpId: string, ids: string[]): Promise<ServedUser[]> {
  const { users } = q.tables
  const found: ServedUser[] = []
  for (const some of chunks(ids)) {
    const rows = await q
      .select(servedUser(q.tables))
      .from(users)
      .where(and(eq(users.idpId, idpId), inArray(users.id, some)))
    found.push(...rows)
  }
  return found
}

/** The groups of these ids that are there, in no particular order. */
export async function listGroupsById(q: Reader, idpId: string, ids: string[]): Promise<GroupRow[]> {
  const { groups } = q.tables
  const found: GroupRow[] = []
  for (const some of chunks(ids)) {
    const rows = await q
      .select()
      .from(groups)
      .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
    found.push(...rows)
  }
  return found
}

export async function countUsers(q: Reader, idpId: string, where: SQL | undefined): Promise<number> {
  const { users } = q.tables
  const [row] = await q
    .select({ n: count() })
    .from(users)
    .where(and(eq(users.idpId, idpId), where))
  return row?.n ?? 0
}

export async function countGroups(q: Reader, idpId: string, where: SQL | undefined): Promise<number> {
  const { groups } = q.tables
  const [row] = await q
    .select({ n: count() })
    .from(groups)
    .where(and(eq(groups.idpId, idpId), where))
  return row?.n ?? 0
}

import { and, asc, count, eq, gt, type SQL } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import type { GroupRow } from './groups.ts'
import { servedUser, type ServedUser } from './users.ts'

// Pages over an IdP's users and groups in the order of their ids, which is that of their creation: always unique, so
// that no page repeats or skips a row. Long reads: hand them `store().report`.

export type Page = { where: SQL | undefined; limit: number; offset?: number; afterId?: string }

export function listUserPage(
  q: Reader,
  idpId: string,
  { where, limit, offset = 0, afterId }: Page,
): Promise<ServedUser[]> {
  const { users } = q.tables
  return q
    .select(servedUser(q.tables))
    .from(users)
    .where(and(eq(users.idpId, idpId), where, afterId === undefined ? undefined : gt(users.id, afterId)))
    .orderBy(asc(users.id))
    .limit(limit)
    .offset(offset)
}

export function listGroupPage(
  q: Reader,
  idpId: string,
  { where, limit, offset = 0, afterId }: Page,
): Promise<GroupRow[]> {
  const { groups } = q.tables
  return q
    .select()
    .from(groups)
    .where(and(eq(groups.idpId, idpId), where, afterId === undefined ? undefined : gt(groups.id, afterId)))
    .orderBy(asc(groups.id))
    .limit(limit)
    .offset(offset)
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

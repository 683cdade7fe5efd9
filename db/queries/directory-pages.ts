import { and, asc, count, eq, gt, inArray, type SQL } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { orderedParts, type Order, type Position } from './directory-order.ts'
import type { GroupRow } from './groups.ts'
import { servedUser, type ServedUser } from './users.ts'

// Pages over an IdP's users and groups, in the order of their ids unless another is given; that is the order of their
// creation. Ids make every order unique, so that no page repeats or skips a row. Long reads: hand them `store().report`.

export type Page = { where: SQL | undefined; limit: number; offset?: number; after?: Position; order?: Order }

export async function listUserPage(q: Reader, idpId: string, page: Page): Promise<ServedUser[]> {
  const { users } = q.tables
  const { where, limit, offset = 0, after } = page
  if (page.order)
    return inOrder(await listOrderedIds(q, users, idpId, page, page.order), (ids) => listUsersById(q, idpId, ids))
  return q
    .select(servedUser(q.tables))
    .from(users)
    .where(and(eq(users.idpId, idpId), where, after && gt(users.id, after.id)))
    .orderBy(asc(users.id))
    .limit(limit)
    .offset(offset)
}

export async function listGroupPage(q: Reader, idpId: string, page: Page): Promise<GroupRow[]> {
  const { groups } = q.tables
  const { where, limit, offset = 0, after } = page
  if (page.order)
    return inOrder(await listOrderedIds(q, groups, idpId, page, page.order), (ids) => listGroupsById(q, idpId, ids))
  return q
    .select()
    .from(groups)
    .where(and(eq(groups.idpId, idpId), where, after && gt(groups.id, after.id)))
    .orderBy(asc(groups.id))
    .limit(limit)
    .offset(offset)
}

/** Ids alone, from the index where there is one: to sort whole documents would take as long as to read them all. */
async function listOrderedIds(
  q: Reader,
  table: Tables['users'] | Tables['groups'],
  idpId: string,
  { where, limit, offset = 0, after }: Page,
  order: Order,
): Promise<string[]> {
  const ids: string[] = []
  let skip = offset
  for (const part of orderedParts(table.id, order, after)) {
    if (ids.length >= limit) break
    const condition = and(eq(table.idpId, idpId), where, part.where)
    const rows = await q
      .select({ id: table.id })
      .from(table as Tables['users'])
      .where(condition)
      .orderBy(...part.terms)
      .limit(limit - ids.length)
      .offset(skip)
    ids.push(...rows.map((row) => row.id))
    if (rows.length > 0) skip = 0
    else if (skip > 0) {
      const [counted] = await q
        .select({ n: count() })
        .from(table as Tables['users'])
        .where(condition)
      skip = Math.max(0, skip - (counted?.n ?? 0))
    }
  }
  return ids
}

async function inOrder<R extends { id: string }>(ids: string[], load: (ids: string[]) => Promise<R[]>): Promise<R[]> {
  const rows = new Map((await load(ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
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

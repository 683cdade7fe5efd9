import { and, count, eq, exists, gte, inArray, isNotNull, isNull, lte, not, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { notProvisioned as table } from '#lib/table/not-provisioned.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import type { NotProvisionedRow } from './not-provisioned.ts'

export type ListedNotProvisioned = Omit<NotProvisionedRow, 'userNameKey'> & {
  /** For addresses: of the IdP's id and the folded name. */
  id: string
}

/** Whoever has come meanwhile, and is active, is in the list no longer. */
export function notProvisionedPlan(q: Reader): ListPlan<typeof table> {
  const { notProvisioned: t } = q.tables
  return {
    table: t,
    scope: not(hasCome(q)),
    filters: {
      userName: ([text]) => containsText(t.userNameKey, fold(text ?? '')),
      provider: (values) => inArray(t.idpId, [...values]),
      reason: (values) => inArray(sql`${t.reason}`, [...values]),
      nearMiss: ([value]) => (value === 'yes' ? isNotNull(t.nearMiss) : isNull(t.nearMiss)),
    },
    sort: { userName: t.userNameKey, attempts: t.attempts, lastAt: t.lastAt, firstAt: t.firstAt },
    id: keyIn(q),
    range: ({ from, to }) => and(from && gte(t.lastAt, from), to && lte(t.lastAt, to)),
  }
}

export async function listNotProvisionedPage(q: Reader, query: ListQuery): Promise<ListPage<ListedNotProvisioned>> {
  const { ids, walk, ...rest } = query
  const keyed: ListQuery = {
    ...rest,
    ...(ids && { ids: ids.map(keyOf) }),
    ...(walk && { walk: { ...walk, ...(walk.after !== undefined && { after: keyOf(walk.after) }) } }),
  }
  const page = await listPage<typeof table, NotProvisionedRow>(
    q,
    keyed,
    notProvisionedPlan(q),
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(q.tables.notProvisioned)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
  return { ...page, rows: page.rows.map(listed) }
}

/** One of them by the id of its row. */
export async function findListedNotProvisioned(q: Reader, id: string): Promise<ListedNotProvisioned | undefined> {
  const { notProvisioned: t } = q.tables
  const [row] = await q
    .select()
    .from(t)
    .where(eq(keyIn(q), keyOf(id)))
  return row && listed(row)
}

/** By IdP: how many people were refused since then because SCIM has not brought them, and still has not. */
export async function countAbsentSince(q: Reader, since: Date): Promise<Map<string, number>> {
  const { notProvisioned: t } = q.tables
  const rows = await q
    .select({ idpId: t.idpId, count: count() })
    .from(t)
    .where(and(eq(t.reason, 'absent'), gte(t.lastAt, since), not(hasCome(q))))
    .groupBy(t.idpId)
  return new Map(rows.map((row) => [row.idpId, row.count]))
}

/** A name may hold anything, which an address may not: rows go by a text of both that it may. */
function listed({ userNameKey, ...row }: NotProvisionedRow): ListedNotProvisioned {
  return { ...row, id: Buffer.from(`${row.idpId}:${userNameKey}`).toString('base64url') }
}

const keyOf = (id: string): string => Buffer.from(id, 'base64url').toString().replaceAll('\0', '')

const keyIn = (q: Reader): SQL<string> => {
  const { notProvisioned: t } = q.tables
  return sql<string>`(${t.idpId} || ':' || ${t.userNameKey})`
}

const hasCome = (q: Reader): SQL => {
  const { users, notProvisioned: t } = q.tables
  return exists(
    q
      .select({ one: sql`1` })
      .from(users)
      .where(and(eq(users.idpId, t.idpId), eq(users.userNameKey, t.userNameKey), eq(users.active, true))),
  )
}

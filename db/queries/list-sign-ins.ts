import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { signInLog as table } from '#lib/table/sign-in-log.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListPlan, type ListQuery } from './list.ts'
import type { SamlSignInRow } from './saml-requests.ts'
import { lowestIdAt } from './sync-log-ids.ts'

/** How the table of the sign-in log is answered. An id is the UUIDv7 of its row's time: ordering and ranges go by it. */
export function signInPlan(q: Reader): ListPlan<typeof table> {
  const { samlSignIns: t } = q.tables
  return {
    table: t,
    scope: sql`1 = 1`,
    filters: {
      userName: ([text]) => containsText(t.userNameKey, fold(text ?? '')),
      provider: (values) => inArray(t.idpId, [...values]),
      outcome: (values) => inArray(sql`${t.outcome}`, [...values]),
      refusal: (values) => inArray(sql`${t.refusal}`, [...values]),
      purpose: (values) => inArray(sql`${t.purpose}`, [...values]),
      address: ([text]) => containsText(t.address, fold(text ?? '')),
      signInId: ([id]) => eq(t.id, (id ?? '').trim().toLowerCase()),
    },
    sort: { at: t.id },
    id: t.id,
    range: ({ from, to }) =>
      and(from && gte(t.id, lowestIdAt(from)), to && lt(t.id, lowestIdAt(new Date(to.getTime() + 1)))),
  }
}

export async function listSignInPage(q: Reader, query: ListQuery): Promise<ListPage<SamlSignInRow>> {
  const { samlSignIns: t } = q.tables
  return listPage<typeof table, SamlSignInRow>(q, query, signInPlan(q), ({ where, orderBy, limit, offset }) =>
    q
      .select()
      .from(t)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset),
  )
}

export async function findSignIn(q: Reader, id: string): Promise<SamlSignInRow | undefined> {
  const { samlSignIns: t } = q.tables
  const [row] = await q.select().from(t).where(eq(t.id, id))
  return row
}

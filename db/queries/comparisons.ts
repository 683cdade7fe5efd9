import { and, asc, desc, eq, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { comparedPeople as definition } from '#lib/table/compared-people.ts'
import { containsText, locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import { insertMissing } from './insert.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'

export type ComparisonRow = Reader['tables']['comparisons']['$inferSelect']
export type ComparedPersonRow = Reader['tables']['comparedPeople']['$inferSelect']

export async function insertComparison(tx: Writer, row: ComparisonRow): Promise<void> {
  await tx.insert(tx.tables.comparisons).values(row)
}

export async function findComparison(q: Reader, id: string): Promise<ComparisonRow | undefined> {
  const { comparisons: t } = q.tables
  return (await q.select().from(t).where(eq(t.id, id)))[0]
}

export async function lockComparison(tx: Writer, id: string): Promise<ComparisonRow | undefined> {
  const { comparisons: t } = tx.tables
  return (await locked(tx, tx.select().from(t).where(eq(t.id, id))))[0]
}

/** The comparisons of an IdP, the newest first. */
export async function listComparisons(q: Reader, idpId: string): Promise<ComparisonRow[]> {
  const { comparisons: t } = q.tables
  return q.select().from(t).where(eq(t.idpId, idpId)).orderBy(desc(t.startedAt), desc(t.id)).limit(20)
}

/** Changes a comparison that goes on; answers whether it does. */
export async function updateGoingOn(
  tx: Writer,
  id: string,
  change: Partial<Omit<ComparisonRow, 'id'>>,
): Promise<boolean> {
  const { comparisons: t } = tx.tables
  const rows = await tx
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), inArray(t.status, ['reading', 'comparing'])))
    .returning({ id: t.id })
  return rows.length > 0
}

export const insertComparedPeople = (tx: Writer, rows: ComparedPersonRow[]): Promise<void> =>
  insertMissing(tx, 'comparedPeople', rows)

/** A page of who is not alike. */
export async function listComparedPeoplePage(
  q: Reader,
  comparisonId: string,
  query: ListQuery,
): Promise<ListPage<ComparedPersonRow>> {
  const { comparedPeople: t } = q.tables
  return listPage<typeof definition, ComparedPersonRow>(
    q,
    query,
    {
      table: t,
      scope: eq(t.comparisonId, comparisonId),
      filters: {
        kind: (kinds) => inArray(t.kind, kinds as ComparedPersonRow['kind'][]),
        name: ([name]) => containsText(t.nameKey, fold(name ?? '')),
      },
      sort: { name: t.nameKey },
      id: t.number,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

/** Comparisons that began before, or of IdPs that are no more; oldest first. */
export async function listStaleComparisons(q: Reader, before: Date): Promise<string[]> {
  const { comparisons: t, idps } = q.tables
  const isGone = sql`not exists (select 1 from ${idps} where ${idps.id} = ${t.idpId} and ${idps.status} <> 'deleting')`
  const rows = await q
    .select({ id: t.id })
    .from(t)
    .where(or(lt(t.updatedAt, before), isGone))
    .orderBy(asc(t.startedAt))
  return rows.map(({ id }) => id)
}

/** Deletes a comparison by pieces: up to `batch` people, and itself with the last of them. Answers whether more is left. */
export async function deleteSomeOfComparison(tx: Writer, id: string, batch: number): Promise<boolean> {
  const { comparisons, comparedPeople: t } = tx.tables
  const rows = await tx
    .select({ number: t.number })
    .from(t)
    .where(eq(t.comparisonId, id))
    .orderBy(asc(t.number))
    .limit(batch)
  const last = rows.at(-1)?.number
  if (last !== undefined) await tx.delete(t).where(and(eq(t.comparisonId, id), lte(t.number, last)))
  if (rows.length === batch) return true
  await tx.delete(comparisons).where(eq(comparisons.id, id))
  return false
}

import { and, eq, inArray, sql } from 'drizzle-orm'
import { hasOneWriter } from '../dialect.ts'
import { newId } from '../ids.ts'
import { prepared } from '../prepared.ts'
import type { Reader, Writer } from '../store.ts'
import { chunks } from './chunks.ts'

export type Totals = { users: number; activeUsers: number; groups: number }

/**
 * Adds a change to the IdP's totals, in the transaction that causes it: to the one row where one lane writes, and as a row
 * of its own where transactions would wait for one another.
 */
export async function addToTotals(tx: Writer, idpId: string, change: Partial<Totals>): Promise<void> {
  await prepared(tx, 'add_to_totals', () => {
    const { totals } = tx.tables
    const added = (name: keyof Totals) => sql`${totals[name]} + ${sql.placeholder(name)}`
    return tx
      .insert(totals)
      .values({
        idpId: sql.placeholder('idpId'),
        id: sql.placeholder('id'),
        users: sql.placeholder('users'),
        activeUsers: sql.placeholder('activeUsers'),
        groups: sql.placeholder('groups'),
      })
      .onConflictDoUpdate({
        target: [totals.idpId, totals.id],
        set: { users: added('users'), activeUsers: added('activeUsers'), groups: added('groups') },
      })
      .prepare('add_to_totals')
  }).execute({ idpId, id: hasOneWriter(tx) ? ONLY_ROW : newId(), users: 0, activeUsers: 0, groups: 0, ...change })
}

const ONLY_ROW = 'sum'

const sum = (column: unknown) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number)

/** The IdP's totals: all changes added up. */
export async function getTotals(q: Reader, idpId: string): Promise<Totals> {
  const rows = await prepared(q, 'totals_of_idp', () => {
    const { totals } = q.tables
    return q
      .select({ users: sum(totals.users), activeUsers: sum(totals.activeUsers), groups: sum(totals.groups) })
      .from(totals)
      .where(eq(totals.idpId, sql.placeholder('idpId')))
      .prepare('totals_of_idp')
  }).execute({ idpId })
  return rows[0] ?? { users: 0, activeUsers: 0, groups: 0 }
}

/** IdPs with more than `atLeast` rows of changes: worth folding. */
export async function listUnfoldedTotals(q: Reader, atLeast: number): Promise<string[]> {
  const { totals } = q.tables
  const rows = await q
    .select({ idpId: totals.idpId })
    .from(totals)
    .groupBy(totals.idpId)
    .having(sql`count(*) > ${atLeast}`)
  return rows.map((row) => row.idpId)
}

/** Replaces up to `limit` of the IdP's change rows by their sum; returns how many went. */
export async function foldTotals(tx: Writer, idpId: string, limit: number): Promise<number> {
  const { totals } = tx.tables
  const rows = await tx.select().from(totals).where(eq(totals.idpId, idpId)).limit(limit)
  if (rows.length < 2) return 0
  const folded = rows.reduce(
    (all, row) => ({
      users: all.users + row.users,
      activeUsers: all.activeUsers + row.activeUsers,
      groups: all.groups + row.groups,
    }),
    { users: 0, activeUsers: 0, groups: 0 },
  )
  let deleted = 0
  for (const some of chunks(rows.map((row) => row.id))) {
    const gone = await tx
      .delete(totals)
      .where(and(eq(totals.idpId, idpId), inArray(totals.id, some)))
      .returning({ id: totals.id })
    deleted += gone.length
  }
  // Another process folded some of the same rows a moment ago: undo this fold, the next sweep does it.
  if (deleted !== rows.length) throw Object.assign(new Error('totals were folded elsewhere'), { code: '40001' })
  await addToTotals(tx, idpId, folded)
  return deleted
}

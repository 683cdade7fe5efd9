import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { insertMissing } from './insert.ts'
import { lowestIdAt } from './sync-log-ids.ts'

export type DecisionRow = Tables['decisionLogs']['$inferSelect']
export type DecisionLogSettingsRow = Tables['decisionLogSettings']['$inferSelect']
type CountRow = Tables['decisionCounts']['$inferSelect']
export type CountedOutcome = CountRow['outcome']

export async function insertDecisions(tx: Writer, rows: DecisionRow[]): Promise<void> {
  await insertMissing(tx, 'decisionLogs', rows)
}

/** So many more were like the one with this id. */
export async function addToDecision(
  tx: Writer,
  { id, count, lastAt }: Pick<DecisionRow, 'id' | 'count' | 'lastAt'>,
): Promise<void> {
  const { decisionLogs: t } = tx.tables
  await tx
    .update(t)
    .set({ count: sql`${t.count} + ${count}`, lastAt })
    .where(eq(t.id, id))
}

/** Adds to the counts of minutes, in one order, whoever writes: two processes must not wait for each other crosswise. */
export async function addDecisionCounts(tx: Writer, counts: readonly CountRow[]): Promise<void> {
  const { decisionCounts: t } = tx.tables
  for (const { minute, outcome, count } of counts.toSorted(
    (a, b) => a.minute - b.minute || (a.outcome < b.outcome ? -1 : 1),
  )) {
    await tx
      .insert(t)
      .values({ minute, outcome, count })
      .onConflictDoUpdate({ target: [t.minute, t.outcome], set: { count: sql`${t.count} + ${count}` } })
  }
}

/** How many decisions there were from one minute on, up to before another, by outcome. */
export async function sumDecisions(
  q: Reader,
  { from, to }: { from: number; to: number },
): Promise<Partial<Record<CountedOutcome, number>>> {
  const { decisionCounts: t } = q.tables
  const rows = await q
    .select({ outcome: t.outcome, count: sql<number>`sum(${t.count})`.mapWith(Number) })
    .from(t)
    .where(and(gte(t.minute, from), lt(t.minute, to)))
    .groupBy(t.outcome)
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
}

export async function findDecisionLogSettings(q: Reader): Promise<DecisionLogSettingsRow | undefined> {
  return (await q.select().from(q.tables.decisionLogSettings).limit(1))[0]
}

export async function putDecisionLogSettings(tx: Writer, row: DecisionLogSettingsRow): Promise<void> {
  const { decisionLogSettings: t } = tx.tables
  const { id: _id, ...set } = row
  await tx.insert(t).values(row).onConflictDoUpdate({ target: t.id, set })
}

/** The ids of the oldest decisions that were made before a moment. */
export async function listOldDecisions(q: Reader, before: Date, limit: number): Promise<string[]> {
  const { decisionLogs: t } = q.tables
  const rows = await q
    .select({ id: t.id })
    .from(t)
    .where(lt(t.id, lowestIdAt(before)))
    .orderBy(asc(t.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

export async function deleteDecisions(tx: Writer, ids: readonly string[]): Promise<void> {
  const { decisionLogs: t } = tx.tables
  await tx.delete(t).where(inArray(t.id, [...ids]))
}

/** The last of the first `limit` minutes with counts before `before`. */
export async function findOldDecisionCounts(q: Reader, before: number, limit: number): Promise<number | undefined> {
  const { decisionCounts: t } = q.tables
  const rows = await q
    .select({ minute: t.minute })
    .from(t)
    .where(lt(t.minute, before))
    .orderBy(asc(t.minute))
    .limit(limit)
  return rows.at(-1)?.minute
}

export async function deleteDecisionCounts(tx: Writer, to: number): Promise<void> {
  const { decisionCounts: t } = tx.tables
  await tx.delete(t).where(lt(t.minute, to + 1))
}

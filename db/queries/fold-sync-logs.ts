import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import { minuteOf } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import { namedLogFacets } from './sync-log-facets.ts'

export type CountRow = Reader['tables']['syncLogCounts']['$inferInsert']

/** A piece of the log, counted: what is to be added to the roll-ups when the mark moves from `from` to `to`. */
export type CountedPiece = { idpId: string; from: string | undefined; to: string; rows: CountRow[]; isLast: boolean }

/** How far the log is folded: ids below it are in the counts. Undefined: nothing is yet. */
export async function findMark(q: Reader, idpId: string): Promise<string | undefined> {
  const { syncLogMarks: marks } = q.tables
  return (await q.select({ foldedTo: marks.foldedTo }).from(marks).where(eq(marks.idpId, idpId)))[0]?.foldedTo
}

/**
 * Counts up to `limit` of the rows that are not folded yet and whose ids are below `before`, by minute. Reads the log, so
 * ask `store().report`. Rows below `before` must be there for good: none may be committed later.
 */
export async function countUnfolded(q: Reader, idpId: string, before: string, limit: number): Promise<CountedPiece> {
  const { syncLogs: log } = q.tables
  const from = await findMark(q, idpId)
  const piece = q
    .select({ id: log.id, minute: minuteOf(q, log.at).as('minute'), ...namedLogFacets(q) })
    .from(log)
    .where(and(eq(log.idpId, idpId), from === undefined ? undefined : gte(log.id, from), lt(log.id, before)))
    .orderBy(asc(log.id))
    .limit(limit)
    .as('piece')
  const by = [
    piece.minute,
    piece.outcome,
    piece.method,
    piece.status,
    piece.entityType,
    piece.client,
    piece.scimType,
    piece.duration,
  ] as const
  const found = await q
    .select({
      bucket: sql<number>`${piece.minute}`.mapWith(Number),
      outcome: sql<CountRow['outcome']>`${piece.outcome}`,
      method: sql<string>`${piece.method}`,
      status: sql<number>`${piece.status}`.mapWith(Number),
      entityType: sql<string>`${piece.entityType}`,
      client: sql<string>`${piece.client}`,
      scimType: sql<string>`${piece.scimType}`,
      duration: sql<number>`${piece.duration}`.mapWith(Number),
      count: sql<number>`count(*)`.mapWith(Number),
      last: sql<string>`max(${piece.id})`,
    })
    .from(piece)
    .groupBy(...by)
  const counted = found.reduce((sum, row) => sum + row.count, 0)
  const last = found.reduce((most, row) => (row.last > most ? row.last : most), '')
  const isLast = counted < limit
  const rows = found.map((row): CountRow => {
    const { last: _, ...counts } = row
    return { ...counts, idpId, grain: 1 }
  })
  // "~" comes after every character of an id: the mark lies right behind the last one.
  return { idpId, from, to: isLast ? before : `${last}~`, rows, isLast }
}

/** Adds a counted piece to the roll-ups; false when another process has done so meanwhile, and nothing was added. */
export async function foldPiece(tx: Writer, { idpId, from, to, rows }: CountedPiece): Promise<boolean> {
  const { syncLogMarks: marks, syncLogCounts: counts } = tx.tables
  const moved =
    from === undefined
      ? await tx.insert(marks).values({ idpId, foldedTo: to }).onConflictDoNothing().returning({ id: marks.idpId })
      : await tx
          .update(marks)
          .set({ foldedTo: to })
          .where(and(eq(marks.idpId, idpId), eq(marks.foldedTo, from)))
          .returning({ id: marks.idpId })
  if (moved.length === 0) return false
  const all = [...rows, ...byHour(rows)]
  for (let start = 0; start < all.length; start += 500) {
    await tx
      .insert(counts)
      .values(all.slice(start, start + 500))
      .onConflictDoUpdate({
        target: [
          counts.idpId,
          counts.grain,
          counts.bucket,
          counts.outcome,
          counts.method,
          counts.status,
          counts.entityType,
          counts.client,
          counts.scimType,
          counts.duration,
        ],
        set: { count: sql`${counts.count} + excluded.count` },
      })
  }
  return true
}

/** Forgets an IdP's roll-ups, to be counted anew: rows with times in the past came in. */
export async function forgetCounts(tx: Writer, idpId: string): Promise<void> {
  await tx.delete(tx.tables.syncLogCounts).where(eq(tx.tables.syncLogCounts.idpId, idpId))
  await tx.delete(tx.tables.syncLogMarks).where(eq(tx.tables.syncLogMarks.idpId, idpId))
}

/** The minutes of an hour that are alike in everything else, as one row. */
const byHour = (minutes: readonly CountRow[]): CountRow[] => {
  const hours = new Map<string, CountRow>()
  for (const { count, ...rest } of minutes) {
    const row = { ...rest, grain: 60, bucket: rest.bucket - (rest.bucket % 60) }
    const key = JSON.stringify(row)
    hours.set(key, { ...row, count: (hours.get(key)?.count ?? 0) + count })
  }
  return [...hours.values()]
}

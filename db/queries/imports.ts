import { and, asc, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { importLines as definition } from '#lib/table/import-lines.ts'
import { containsText, locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import { chunks } from './chunks.ts'
import { insertMissing } from './insert.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'

export type ImportRow = Reader['tables']['imports']['$inferSelect']
export type ImportLineRow = Reader['tables']['importLines']['$inferSelect']
export type Outcome = ImportLineRow['outcome']

export async function insertImport(tx: Writer, row: ImportRow): Promise<void> {
  await tx.insert(tx.tables.imports).values(row)
}

export async function findImport(q: Reader, id: string): Promise<ImportRow | undefined> {
  const { imports } = q.tables
  return (await q.select().from(imports).where(eq(imports.id, id)))[0]
}

/** The import, locked: two who apply one import take turns. */
export async function lockImport(tx: Writer, id: string): Promise<ImportRow | undefined> {
  const { imports } = tx.tables
  return (await locked(tx, tx.select().from(imports).where(eq(imports.id, id))))[0]
}

export async function updateImport(tx: Writer, id: string, change: Partial<Omit<ImportRow, 'id'>>): Promise<void> {
  const { imports } = tx.tables
  await tx.update(imports).set(change).where(eq(imports.id, id))
}

export const insertImportLines = (tx: Writer, rows: ImportLineRow[]): Promise<void> =>
  insertMissing(tx, 'importLines', rows)

/** The first lines of an import that are about these names, folded. */
export async function listFirstLines(
  q: Reader,
  importId: string,
  nameKeys: readonly string[],
): Promise<Map<string, number>> {
  const { importLines } = q.tables
  const found = new Map<string, number>()
  for (const some of chunks([...nameKeys])) {
    const rows = await q
      .select({ key: importLines.nameKey, line: sql<number>`min(${importLines.line})`.mapWith(Number) })
      .from(importLines)
      .where(and(eq(importLines.importId, importId), inArray(importLines.nameKey, some)))
      .groupBy(importLines.nameKey)
    for (const { key, line } of rows) found.set(key, line)
  }
  return found
}

/** Lines after `line` that have something to apply, in order. */
export async function listOpenLines(
  q: Reader,
  importId: string,
  line: number,
  limit: number,
): Promise<ImportLineRow[]> {
  const { importLines } = q.tables
  return q
    .select()
    .from(importLines)
    .where(
      and(
        eq(importLines.importId, importId),
        gt(importLines.line, line),
        inArray(importLines.outcome, ['create', 'update']),
        eq(importLines.isApplied, false),
      ),
    )
    .orderBy(asc(importLines.line))
    .limit(limit)
}

export async function markApplied(
  tx: Writer,
  importId: string,
  line: number,
  change: Pick<ImportLineRow, 'outcome' | 'findings'>,
): Promise<void> {
  const { importLines } = tx.tables
  await tx
    .update(importLines)
    .set({ ...change, isApplied: true })
    .where(and(eq(importLines.importId, importId), eq(importLines.line, line)))
}

/** How many lines have each outcome. */
export async function countOutcomes(q: Reader, importId: string): Promise<Record<Outcome, number>> {
  const { importLines } = q.tables
  const rows = await q
    .select({ outcome: importLines.outcome, count: sql<number>`count(*)`.mapWith(Number) })
    .from(importLines)
    .where(eq(importLines.importId, importId))
    .groupBy(importLines.outcome)
  const counts: Record<Outcome, number> = { create: 0, update: 0, unchanged: 0, conflict: 0, error: 0 }
  for (const { outcome, count } of rows) counts[outcome] = count
  return counts
}

/** A page of what an import's lines would change. */
export async function listImportLinePage(
  q: Reader,
  importId: string,
  lines: number,
  query: ListQuery,
): Promise<ListPage<ImportLineRow>> {
  const { importLines } = q.tables
  return listPage<typeof definition, ImportLineRow>(
    q,
    query,
    {
      table: importLines,
      scope: eq(importLines.importId, importId),
      filters: {
        outcome: (values) => inArray(importLines.outcome, values as Outcome[]),
        name: ([name]) => containsText(importLines.nameKey, fold(name ?? '')),
      },
      sort: { line: importLines.line },
      id: importLines.line,
      unfilteredTotal: async () => lines,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(importLines)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

/** Imports that nobody has touched since, oldest first. */
export async function listStaleImports(q: Reader, before: Date): Promise<string[]> {
  const { imports } = q.tables
  const rows = await q
    .select({ id: imports.id })
    .from(imports)
    .where(lt(imports.updatedAt, before))
    .orderBy(asc(imports.updatedAt))
  return rows.map((row) => row.id)
}

/** Deletes an import by pieces: up to `batch` lines, and the import with the last of them. Answers whether more is left. */
export async function deleteSomeOfImport(tx: Writer, id: string, batch: number): Promise<boolean> {
  const { imports, importLines } = tx.tables
  const rows = await tx
    .select({ line: importLines.line })
    .from(importLines)
    .where(eq(importLines.importId, id))
    .orderBy(asc(importLines.line))
    .limit(batch)
  const last = rows.at(-1)?.line
  if (last !== undefined) {
    await tx.delete(importLines).where(and(eq(importLines.importId, id), lte(importLines.line, last)))
  }
  if (rows.length === batch) return true
  await tx.delete(imports).where(eq(imports.id, id))
  return false
}

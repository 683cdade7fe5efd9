import { and, eq, inArray, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { containsText, unplanned } from './dialect.ts'
import { prepared } from './prepared.ts'
import type { Reader, Writer } from './store.ts'

// The part of the dialect that finds text: SQLite's index is a table of its own, PostgreSQL's an index like any other.

/**
 * SQLite's text index of `search_entries`: FTS5 over trigrams, made by the migration, since Drizzle knows no virtual
 * tables. PostgreSQL has an index on the entries themselves. A slot's rows have ids of their own range, so that a search
 * begins and ends there.
 */
const searchText = sqliteTable('search_text', {
  id: integer('rowid'),
  text: text('text'),
  entityId: text('entity_id'),
  command: text('search_text'),
  rank: integer('rank'),
}) as unknown as PgTable & Record<'id' | 'text' | 'entityId' | 'command' | 'rank', PgColumn>

// As a bigint, for a number above 31 bits would arrive as a floating one, which FTS5 takes for no bound at all.
const rowId = (slot: number, number: number): bigint => (BigInt(slot) << 32n) + BigInt(number)
const textId = (slot: number, number: number): SQL => sql`${rowId(slot, number)}`

type ById = { idpId: AnyColumn; id: AnyColumn }
type NumberedText = { number: number; entityId: string; text: string }

/** Adds texts to the text index of a slot. */
export async function indexTexts(tx: Writer, slot: number, rows: readonly NumberedText[]): Promise<void> {
  if (tx.engine === 'postgres' || rows.length === 0) return
  // Prepared, since it goes on between the requests of a sync: building the statement cost as much as the index itself.
  const insert = prepared(tx, 'index_text', () =>
    tx
      .insert(searchText)
      .values({ id: sql.placeholder('id'), text: sql.placeholder('text'), entityId: sql.placeholder('entityId') })
      .prepare('index_text'),
  )
  for (const { number, entityId, text } of rows) await insert.execute({ id: rowId(slot, number), text, entityId })
}

/** Takes texts out of the text index of a slot. */
export async function unindexTexts(tx: Writer, slot: number, numbers: readonly number[]): Promise<void> {
  if (tx.engine === 'postgres' || numbers.length === 0) return
  const ids = numbers.map((number) => textId(slot, number))
  await tx.delete(searchText).where(inArray(searchText.id, ids))
}

/** Merges some pages of what many small additions left in pieces: measured, FTS5 by itself does it in long bursts. */
export async function tidyTexts(tx: Writer): Promise<void> {
  if (tx.engine === 'sqlite') await tx.insert(searchText).values({ command: 'merge', rank: 32 } as never)
}

/** Ids of up to `limit` entries of a slot whose text contains `wanted`: three characters at least, folded. */
export async function listMatchingTexts(
  q: Reader,
  { idpId, kind, slot }: { idpId: string; kind: 'User' | 'Group'; slot: number },
  wanted: string,
  limit: number,
): Promise<string[]> {
  const { searchEntries } = q.tables
  const rows =
    q.engine === 'postgres'
      ? await q
          .select({ id: searchEntries.entityId })
          .from(searchEntries)
          .where(
            and(eq(searchEntries.idpId, idpId), eq(searchEntries.kind, kind), containsText(searchEntries.text, wanted)),
          )
          .limit(limit)
      : await q
          .select({ id: sql<string>`${searchText.entityId}` })
          .from(searchText)
          .where(
            and(
              sql`${searchText.command} match ${trigrams(wanted)}`,
              sql`${searchText.id} between ${textId(slot, 0)} and ${textId(slot + 1, -1)}`,
              containsText(sql`${searchText.text}`, wanted),
            ),
          )
          .limit(limit)
  return rows.map(({ id }) => id)
}

/** FTS5's query for the trigrams of a text; the rest of a long one is left to the comparison with the text itself. */
const trigrams = (wanted: string): string => {
  const points = Array.from(wanted)
  const found = points.slice(2).map((_, at) => points.slice(at, at + 3).join(''))
  return [...new Set(found)]
    .slice(0, 32)
    .map((three) => `"${three.replaceAll('"', '""')}"`)
    .join(' AND ')
}

/** The rows of one IdP, where `areAmong` says which. */
export const ofIdp = (q: Reader, table: ById, idpId: string): SQL => sql`${unplanned(q, table.idpId)} = ${idpId}`

/** The rows of one IdP with one of `ids`, of which there may be thousands: one variable rather than one each. */
export const areAmong = (q: Reader, table: ById, idpId: string, ids: readonly string[]): SQL =>
  q.engine === 'postgres'
    ? sql`${table.id} = any(${sql.param(ids)}::text[])`
    : sql`(${table.idpId}, ${table.id}) in (select ${idpId}, value from json_each(${JSON.stringify(ids)}))`

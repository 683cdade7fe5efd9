import { and, asc, desc, eq, gt, gte, inArray, lte, max, or } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { indexTexts, tidyTexts, unindexTexts } from '../text-index.ts'

export type SearchKind = 'User' | 'Group'
export type SearchSlot = Tables['searchSlots']['$inferSelect']

/** A place in the order of (updatedAt, id). */
export type Mark = { at: Date; id: string }

/** A row whose text may have changed. `text` is what it is searched by now; `entry` what the index has. */
export type Candidate = Mark & { text: string; entry: { number: number; text: string } | undefined }

/** More than any name or address is long; what a resource with hundreds of addresses has beyond is not searched. */
const LONGEST_TEXT = 8_000

/** What a resource is searched by: folded, one value a line. */
export const searchText = (values: readonly (string | null)[]): string =>
  values
    .filter((value) => value !== null && value !== '')
    .map((value) => fold(value ?? '').replaceAll('\0', ''))
    .join('\n')
    .slice(0, LONGEST_TEXT)

export async function findSearchSlot(q: Reader, idpId: string, kind: SearchKind): Promise<SearchSlot | undefined> {
  const { searchSlots } = q.tables
  const rows = await q
    .select()
    .from(searchSlots)
    .where(and(eq(searchSlots.idpId, idpId), eq(searchSlots.kind, kind)))
  return rows[0]
}

/** Ids of up to `limit` rows that changed after the slot's mark, the last first: what the index has not been fed with yet. */
export async function listUnreadIds(q: Reader, slot: SearchSlot, limit: number): Promise<string[]> {
  const table = slot.kind === 'User' ? q.tables.users : q.tables.groups
  const rows = await q
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.idpId, slot.idpId),
        gte(table.updatedAt, slot.seenAt),
        or(gt(table.updatedAt, slot.seenAt), gt(table.id, slot.seenId)),
      ),
    )
    .orderBy(desc(table.updatedAt), desc(table.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Makes the slot of an IdP's users or groups, unless another process just did. */
export async function insertSearchSlot(tx: Writer, idpId: string, kind: SearchKind): Promise<void> {
  const { searchSlots } = tx.tables
  const [last] = await tx.select({ slot: max(searchSlots.slot) }).from(searchSlots)
  const [begin, slot] = [new Date(0), (last?.slot ?? 0) + 1]
  await tx
    .insert(searchSlots)
    .values({ idpId, kind, slot, next: 1, seenAt: begin, seenId: '', sureAt: begin, sureId: '' })
    .onConflictDoNothing()
}

/** The `limit` rows that follow `after` in the order of their changes, up to `until`. Ask `store().report`. */
export async function listChangedRows(
  q: Reader,
  { idpId, kind }: Pick<SearchSlot, 'idpId' | 'kind'>,
  after: Mark,
  until: Date,
  limit: number,
): Promise<Candidate[]> {
  const { users, groups, searchEntries } = q.tables
  const table = kind === 'User' ? users : groups
  const where = and(
    eq(table.idpId, idpId),
    gte(table.updatedAt, after.at),
    lte(table.updatedAt, until),
    or(gt(table.updatedAt, after.at), gt(table.id, after.id)),
  )
  const order = [asc(table.updatedAt), asc(table.id)]
  const rows: { id: string; at: Date; values: (string | null)[] }[] =
    kind === 'User'
      ? (
          await q
            .select({
              id: users.id,
              at: users.updatedAt,
              userName: users.userName,
              displayName: users.displayName,
              externalId: users.externalId,
            })
            .from(users)
            .where(where)
            .orderBy(...order)
            .limit(limit)
        ).map(({ id, at, userName, displayName, externalId }) => ({
          id,
          at,
          values: [userName, displayName, externalId],
        }))
      : (
          await q
            .select({ id: groups.id, at: groups.updatedAt, name: groups.displayName, externalId: groups.externalId })
            .from(groups)
            .where(where)
            .orderBy(...order)
            .limit(limit)
        ).map(({ id, at, name, externalId }) => ({ id, at, values: [name, externalId] }))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [emails, entries] = await Promise.all([
    kind === 'User' ? listAddresses(q, idpId, ids) : new Map<string, string[]>(),
    q
      .select({ id: searchEntries.entityId, number: searchEntries.number, text: searchEntries.text })
      .from(searchEntries)
      .where(and(eq(searchEntries.idpId, idpId), eq(searchEntries.kind, kind), inArray(searchEntries.entityId, ids))),
  ])
  const byId = new Map(entries.map(({ id, ...entry }) => [id, entry]))
  return rows.map(({ id, at, values }) => ({
    id,
    at,
    text: searchText([...values, ...(emails.get(id) ?? [])]),
    entry: byId.get(id),
  }))
}

async function listAddresses(q: Reader, idpId: string, userIds: string[]): Promise<Map<string, string[]>> {
  const { userEmails } = q.tables
  const rows = await q
    .select({ userId: userEmails.userId, value: userEmails.valueKey })
    .from(userEmails)
    .where(and(eq(userEmails.idpId, idpId), inArray(userEmails.userId, userIds)))
    .orderBy(asc(userEmails.userId), asc(userEmails.position))
  const found = new Map<string, string[]>()
  for (const { userId, value } of rows) found.set(userId, [...(found.get(userId) ?? []), value])
  return found
}

/**
 * Brings the entries of `rows` up to date and moves the slot's mark on to the last of them. Answers false, having done
 * nothing, when another process moved it meanwhile or the IdP's slot is gone.
 */
export async function writeSearchEntries(
  tx: Writer,
  read: SearchSlot,
  mark: 'seen' | 'sure',
  rows: readonly Candidate[],
): Promise<boolean> {
  const { searchSlots, searchEntries } = tx.tables
  const last = rows.at(-1)
  const slot = await lockSlot(tx, read)
  const [at, id] = mark === 'seen' ? (['seenAt', 'seenId'] as const) : (['sureAt', 'sureId'] as const)
  if (!last || !slot || slot[at].getTime() !== read[at].getTime() || slot[id] !== read[id]) return false
  const changed = rows.filter(({ entry, text }) => entry?.text !== text)
  const { idpId, kind } = slot
  await removeEntries(
    tx,
    slot,
    changed.filter(({ entry }) => entry !== undefined).map((row) => row.id),
  )
  const entries = changed.map((row, index) => ({ entityId: row.id, number: slot.next + index, text: row.text }))
  if (entries.length > 0) {
    await tx.insert(searchEntries).values(entries.map((entry) => ({ idpId, kind, ...entry })))
    await indexTexts(tx, slot.slot, entries)
    await tidyTexts(tx)
  }
  await tx
    .update(searchSlots)
    .set({ next: slot.next + entries.length, [at]: last.at, [id]: last.id })
    .where(and(eq(searchSlots.idpId, idpId), eq(searchSlots.kind, kind)))
  return true
}

/** Of the `limit` entries after `afterId`: those whose row is gone, and where to go on (undefined at the end). */
export async function listStaleEntries(
  q: Reader,
  { idpId, kind }: Pick<SearchSlot, 'idpId' | 'kind'>,
  afterId: string,
  limit: number,
): Promise<{ ids: string[]; next: string | undefined }> {
  const { searchEntries, users, groups } = q.tables
  const table = kind === 'User' ? users : groups
  const rows = await q
    .select({ id: searchEntries.entityId, found: table.id })
    .from(searchEntries)
    .leftJoin(table, and(eq(table.idpId, searchEntries.idpId), eq(table.id, searchEntries.entityId)))
    .where(and(eq(searchEntries.idpId, idpId), eq(searchEntries.kind, kind), gt(searchEntries.entityId, afterId)))
    .orderBy(asc(searchEntries.entityId))
    .limit(limit)
  return {
    ids: rows.filter(({ found }) => found === null).map(({ id }) => id),
    next: rows.length < limit ? undefined : rows.at(-1)?.id,
  }
}

/** Removes entries of deleted rows. An id is never given twice, so that none of them can be back. */
export async function deleteSearchEntries(tx: Writer, read: SearchSlot, ids: readonly string[]): Promise<void> {
  const slot = await lockSlot(tx, read)
  if (slot) await removeEntries(tx, slot, ids)
}

async function removeEntries(tx: Writer, { idpId, kind, slot }: SearchSlot, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { searchEntries } = tx.tables
  const gone = await tx
    .delete(searchEntries)
    .where(and(eq(searchEntries.idpId, idpId), eq(searchEntries.kind, kind), inArray(searchEntries.entityId, [...ids])))
    .returning({ number: searchEntries.number })
  await unindexTexts(
    tx,
    slot,
    gone.map(({ number }) => number),
  )
}

async function lockSlot(tx: Writer, { idpId, kind }: SearchSlot): Promise<SearchSlot | undefined> {
  const { searchSlots } = tx.tables
  const rows = await locked(
    tx,
    tx
      .select()
      .from(searchSlots)
      .where(and(eq(searchSlots.idpId, idpId), eq(searchSlots.kind, kind))),
  )
  return rows[0]
}

import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { containsText } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { listIndexedValues } from './indexed-values.ts'

export type ObservedCount = Tables['observedCounts']['$inferSelect']
export type ObservedAttribute = Omit<Tables['observedAttributes']['$inferSelect'], 'idpId'>
export type ObservedValue = {
  value: string
  /** Users that have it; undefined where the values come straight from the users. */
  users: number | undefined
}

export async function findObservedCount(q: Reader, idpId: string): Promise<ObservedCount | undefined> {
  const { observedCounts } = q.tables
  return (await q.select().from(observedCounts).where(eq(observedCounts.idpId, idpId)))[0]
}

/** What was counted of each attribute, by its path. An attribute that nobody has is absent. */
export async function listObservedAttributes(q: Reader, idpId: string): Promise<Map<string, ObservedAttribute>> {
  const { observedAttributes } = q.tables
  const rows = await q.select().from(observedAttributes).where(eq(observedAttributes.idpId, idpId))
  return new Map(
    rows.map(({ attribute, users, values, isCapped }) => [attribute, { attribute, users, values, isCapped }]),
  )
}

/**
 * Values that users of an IdP have of an attribute (its path as SCIM Attributes writes it), by value, without regard to
 * case; `search` is a part of them, `after` the `next` of the page before. As of `findObservedCount`'s `countedAt`, and
 * only the first 5,000 where there are more (`isCapped`), but userName, displayName and emails.value, which are then
 * listed from the users themselves. Ask `store().report`.
 */
export async function listObservedValues(
  q: Reader,
  idpId: string,
  attribute: string,
  { search = '', after, limit }: { search?: string; after?: string | undefined; limit: number },
): Promise<{ values: ObservedValue[]; next: string | undefined; isCapped: boolean }> {
  const { observedValues } = q.tables
  const isCapped = await isAttributeCapped(q, idpId, attribute)
  const indexed = isCapped ? await listIndexedValues(q, idpId, attribute, { search, after, limit }) : undefined
  if (indexed) return { ...indexed, isCapped: false }
  const rows = await q
    .select({ key: observedValues.valueKey, value: observedValues.value, users: observedValues.users })
    .from(observedValues)
    .where(and(of(q, idpId, attribute, search), after === undefined ? undefined : gt(observedValues.valueKey, after)))
    .orderBy(asc(observedValues.valueKey))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  return {
    values: shown.map(({ value, users }) => ({ value, users })),
    next: rows.length > limit ? shown.at(-1)?.key : undefined,
    isCapped,
  }
}

/** A page of the same values, those that most users have first, and how many there are. */
export async function listObservedValuePage(
  q: Reader,
  idpId: string,
  attribute: string,
  { search = '', page, size }: { search?: string; page: number; size: number },
): Promise<{ values: { value: string; users: number }[]; total: number; isCapped: boolean }> {
  const { observedValues } = q.tables
  const where = of(q, idpId, attribute, search)
  const [values, total, isCapped] = await Promise.all([
    q
      .select({ value: observedValues.value, users: observedValues.users })
      .from(observedValues)
      .where(where)
      .orderBy(desc(observedValues.users), asc(observedValues.valueKey))
      .limit(size)
      .offset((page - 1) * size),
    q.$count(observedValues, where),
    isAttributeCapped(q, idpId, attribute),
  ])
  return { values, total, isCapped }
}

const of = (q: Reader, idpId: string, attribute: string, search: string) => {
  const { observedValues } = q.tables
  const wanted = fold(search.trim())
  return and(
    eq(observedValues.idpId, idpId),
    eq(observedValues.attribute, attribute),
    wanted === '' ? undefined : containsText(observedValues.valueKey, wanted),
  )
}

async function isAttributeCapped(q: Reader, idpId: string, attribute: string): Promise<boolean> {
  const { observedAttributes } = q.tables
  const rows = await q
    .select({ isCapped: observedAttributes.isCapped })
    .from(observedAttributes)
    .where(and(eq(observedAttributes.idpId, idpId), eq(observedAttributes.attribute, attribute)))
  return rows[0]?.isCapped ?? false
}

/** Takes the counting of an IdP's values until `until`; false when another process has it. */
export async function claimObservedCount(tx: Writer, idpId: string, now: Date, until: Date): Promise<boolean> {
  const { observedCounts } = tx.tables
  const never = new Date(0)
  await tx
    .insert(observedCounts)
    .values({ idpId, users: 0, countedAt: never, tookMs: 0, claimedUntil: never })
    .onConflictDoNothing()
  const claimed = await tx
    .update(observedCounts)
    .set({ claimedUntil: until })
    .where(and(eq(observedCounts.idpId, idpId), lte(observedCounts.claimedUntil, now)))
    .returning({ idpId: observedCounts.idpId })
  return claimed.length > 0
}

export async function finishObservedCount(
  tx: Writer,
  idpId: string,
  count: Pick<ObservedCount, 'users' | 'countedAt' | 'tookMs'>,
  attributes: readonly ObservedAttribute[],
): Promise<void> {
  const { observedCounts, observedAttributes } = tx.tables
  await tx.delete(observedAttributes).where(eq(observedAttributes.idpId, idpId))
  if (attributes.length > 0) {
    await tx.insert(observedAttributes).values(attributes.map((attribute) => ({ idpId, ...attribute })))
  }
  await tx
    .update(observedCounts)
    .set({ ...count, claimedUntil: count.countedAt })
    .where(eq(observedCounts.idpId, idpId))
}

/** The values kept of an attribute, by their keys. */
export async function readObservedValues(
  q: Reader,
  idpId: string,
  attribute: string,
): Promise<Map<string, { value: string; users: number }>> {
  const { observedValues } = q.tables
  const rows = await q
    .select({ key: observedValues.valueKey, value: observedValues.value, users: observedValues.users })
    .from(observedValues)
    .where(and(eq(observedValues.idpId, idpId), eq(observedValues.attribute, attribute)))
  return new Map(rows.map(({ key, ...rest }) => [key, rest]))
}

/** Writes values that are new or have another number, and removes `gone`. */
export async function saveObservedValues(
  tx: Writer,
  idpId: string,
  attribute: string,
  changed: readonly { valueKey: string; value: string; users: number }[],
  gone: readonly string[],
): Promise<void> {
  const { observedValues } = tx.tables
  if (gone.length > 0) {
    await tx
      .delete(observedValues)
      .where(
        and(
          eq(observedValues.idpId, idpId),
          eq(observedValues.attribute, attribute),
          inArray(observedValues.valueKey, [...gone]),
        ),
      )
  }
  if (changed.length === 0) return
  await tx
    .insert(observedValues)
    .values(changed.map((value) => ({ idpId, attribute, ...value })))
    .onConflictDoUpdate({
      target: [observedValues.idpId, observedValues.attribute, observedValues.valueKey],
      set: { value: sql`excluded.value`, users: sql`excluded.users` },
    })
}

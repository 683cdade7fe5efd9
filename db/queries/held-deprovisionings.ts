import { and, asc, count, desc, eq, exists, isNull, lte, ne, not, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { containsText } from '../dialect.ts'
import { foldedText } from '../dialect-documents.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type HeldRow = Tables['heldDeprovisionings']['$inferSelect']
export type HeldKey = Pick<HeldRow, 'entityId' | 'kind'>

/** The held requests for one user or group: one of each kind at most. */
export const findHeld = (q: Reader, idpId: string, entityId: string): Promise<HeldRow[]> => {
  const { heldDeprovisionings: t } = q.tables
  return q
    .select()
    .from(t)
    .where(and(eq(t.idpId, idpId), eq(t.entityId, entityId)))
}

/** Keeps a held request, or that it came again. A decision stays, unless it has run out. */
export async function putHeld(
  tx: Writer,
  row: Pick<HeldRow, 'idpId' | 'entityId' | 'kind' | 'entityType' | 'name' | 'people'>,
  at: Date,
): Promise<void> {
  const { heldDeprovisionings: t } = tx.tables
  const isOver = sql`${t.decision} = 'refused' and ${t.decidedUntil} <= ${sql.param(at, t.decidedUntil)}`
  const unlessOver = (column: (typeof t)[keyof HeldRow]) => sql`case when ${isOver} then null else ${column} end`
  await tx
    .insert(t)
    .values({ ...row, times: 1, firstAskedAt: at, lastAskedAt: at })
    .onConflictDoUpdate({
      target: [t.idpId, t.entityId, t.kind],
      set: {
        name: row.name,
        people: row.people,
        times: sql`${t.times} + 1`,
        lastAskedAt: at,
        decision: unlessOver(t.decision),
        decidedBy: unlessOver(t.decidedBy),
        decidedAt: unlessOver(t.decidedAt),
        decidedUntil: unlessOver(t.decidedUntil),
      },
    })
}

/** What was held has been applied: of this kind, or, for a user or group that is gone, of any. */
export async function deleteHeld(tx: Writer, idpId: string, { entityId, kind }: HeldKey): Promise<void> {
  const { heldDeprovisionings: t } = tx.tables
  await tx
    .delete(t)
    .where(and(eq(t.idpId, idpId), eq(t.entityId, entityId), kind === 'delete' ? undefined : eq(t.kind, kind)))
}

/** `undecided` of all the held requests, and how many people these would take access from. */
export type HeldCount = { requests: number; undecided: number; people: number }

const countColumns = ({ heldDeprovisionings: t }: Tables) => ({
  requests: count(),
  undecided: sql<number>`coalesce(sum(case when ${t.decision} is null then 1 else 0 end), 0)`.mapWith(Number),
  people: sql<number>`coalesce(sum(case when ${t.decision} is null then ${t.people} else 0 end), 0)`.mapWith(Number),
})

/** `but`: leaves this one out. */
export async function countHeld(q: Reader, idpId: string, but?: HeldKey): Promise<HeldCount> {
  const { heldDeprovisionings: t } = q.tables
  const others = but && or(ne(t.entityId, but.entityId), ne(t.kind, but.kind))
  const rows = await q
    .select(countColumns(q.tables))
    .from(t)
    .where(and(eq(t.idpId, idpId), others))
  return rows[0] ?? { requests: 0, undecided: 0, people: 0 }
}

/**
 * Who would lose access if all that waits were allowed, each once, whether by name or in a group. `countHeld` adds up what
 * the requests would do one by one.
 */
export async function countHeldPeople(q: Reader, idpId: string): Promise<number> {
  const { heldDeprovisionings: t, members, users } = q.tables
  const waits = and(eq(t.idpId, idpId), isNull(t.decision))
  const byName = q
    .select({ id: t.entityId })
    .from(t)
    .where(and(waits, eq(t.entityType, 'User')))
  const inGroup = q
    .select({ id: members.memberId })
    .from(t)
    .innerJoin(members, and(eq(members.idpId, t.idpId), eq(members.groupId, t.entityId)))
    .innerJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId), eq(users.active, true)))
    .where(and(waits, eq(t.entityType, 'Group')))
  const rows = await q.select({ people: count() }).from(byName.union(inGroup).as('people'))
  return rows[0]?.people ?? 0
}

/** What waits in each IdP, and whom it would take access from. */
export async function countHeldByIdp(q: Reader): Promise<Map<string, { requests: number; people: number }>> {
  const { heldDeprovisionings: t } = q.tables
  const rows = await q.select({ idpId: t.idpId, requests: count() }).from(t).where(isNull(t.decision)).groupBy(t.idpId)
  const found = new Map<string, { requests: number; people: number }>()
  for (const { idpId, requests } of rows) found.set(idpId, { requests, people: await countHeldPeople(q, idpId) })
  return found
}

/** A page of them, of those whose name contains `search`: those that wait for a decision first, then the newest. */
export function listHeld(q: Reader, idpId: string, limit: number, offset = 0, search = ''): Promise<HeldRow[]> {
  const { heldDeprovisionings: t } = q.tables
  const key = fold(search)
  const isNamed = containsText(foldedText(q.engine, sql`${t.name}`, key), key)
  return q
    .select()
    .from(t)
    .where(and(eq(t.idpId, idpId), search === '' ? undefined : isNamed))
    .orderBy(sql`case when ${t.decision} is null then 0 else 1 end`, desc(t.lastAskedAt), asc(t.name), asc(t.entityId))
    .limit(limit)
    .offset(offset)
}

export type Decision = {
  decision: 'allowed' | 'refused'
  decidedBy: string
  decidedAt: Date
  decidedUntil: Date | null
}

/**
 * Decides on what waits and had been asked by `seenAt`, or on one request whatever was decided before. Answers how many
 * requests that were.
 */
export async function decideHeld(
  tx: Writer,
  idpId: string,
  which: HeldKey | { seenAt: Date },
  decision: Decision,
): Promise<number> {
  const { heldDeprovisionings: t } = tx.tables
  const chosen: SQL | undefined =
    'seenAt' in which
      ? and(isNull(t.decision), lte(t.firstAskedAt, which.seenAt))
      : and(eq(t.entityId, which.entityId), eq(t.kind, which.kind))
  const rows = await tx
    .update(t)
    .set(decision)
    .where(and(eq(t.idpId, idpId), chosen))
    .returning({ id: t.entityId })
  return rows.length
}

/** The decision that was made last. */
export async function findLastDecision(q: Reader, idpId: string): Promise<HeldRow | undefined> {
  const { heldDeprovisionings: t } = q.tables
  const rows = await q
    .select()
    .from(t)
    .where(and(eq(t.idpId, idpId), not(isNull(t.decision))))
    .orderBy(desc(t.decidedAt))
    .limit(1)
  return rows[0]
}

/**
 * Deletes what nobody waits for any more: not asked for since `since`, or done meanwhile in another way, such as by hand.
 * Answers how many went.
 */
export async function deleteStaleHeld(tx: Writer, idpId: string, since: Date): Promise<number> {
  const { heldDeprovisionings: t, users, members } = tx.tables
  const activeUser = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.idpId, t.idpId), eq(users.id, t.entityId), eq(users.active, true)))
  const member = tx
    .select({ id: members.memberId })
    .from(members)
    .where(and(eq(members.idpId, t.idpId), eq(members.groupId, t.entityId)))
  const rows = await tx
    .delete(t)
    .where(
      and(
        eq(t.idpId, idpId),
        or(
          lte(t.lastAskedAt, since),
          and(eq(t.entityType, 'User'), not(exists(activeUser))),
          and(eq(t.entityType, 'Group'), not(exists(member))),
        ),
      ),
    )
    .returning({ id: t.entityId })
  return rows.length
}

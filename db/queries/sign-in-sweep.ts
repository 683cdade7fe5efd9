import { and, asc, eq, exists, inArray, lt, or } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import { lowestIdAt } from './sync-log-ids.ts'

/** What of sign-ins nobody needs any more: of one kind, some rows, and how they are deleted. */
type Sweep = {
  find(q: Reader, at: { now: Date; oldest: Date }, limit: number): Promise<string[]>
  remove(tx: Writer, keys: string[]): Promise<unknown>
}

/** Requests, arrivals and assertions by their expiry; sessions that are over, sign-ins and refusals by their age. */
export const signInSweeps: readonly Sweep[] = [
  {
    find: async (q, { now }, limit) => {
      const { samlRequests: t } = q.tables
      return keysOf(await q.select({ key: t.id }).from(t).where(lt(t.expiresAt, now)).limit(limit))
    },
    remove: (tx, ids) => tx.delete(tx.tables.samlRequests).where(inArray(tx.tables.samlRequests.id, ids)),
  },
  {
    find: async (q, { now }, limit) => {
      const { samlArrivals: t } = q.tables
      return keysOf(await q.select({ key: t.id }).from(t).where(lt(t.expiresAt, now)).limit(limit))
    },
    remove: (tx, ids) => tx.delete(tx.tables.samlArrivals).where(inArray(tx.tables.samlArrivals.id, ids)),
  },
  {
    find: async (q, { oldest }, limit) => {
      const { userSessions: t } = q.tables
      const isOver = or(lt(t.endedAt, oldest), lt(t.expiresAt, oldest))
      return keysOf(
        await q
          .select({ key: t.id })
          .from(t)
          .where(and(lt(t.createdAt, oldest), isOver))
          .limit(limit),
      )
    },
    remove: (tx, ids) => tx.delete(tx.tables.userSessions).where(inArray(tx.tables.userSessions.id, ids)),
  },
  {
    find: async (q, { oldest }, limit) => {
      const { samlSignIns: t } = q.tables
      return keysOf(
        await q
          .select({ key: t.id })
          .from(t)
          .where(lt(t.id, lowestIdAt(oldest)))
          .orderBy(asc(t.id))
          .limit(limit),
      )
    },
    remove: (tx, ids) => tx.delete(tx.tables.samlSignIns).where(inArray(tx.tables.samlSignIns.id, ids)),
  },
]

/** Assertions that would be refused as expired by now. Their ids are unique with their IdP only. */
export async function listExpiredAssertions(
  q: Reader,
  now: Date,
  limit: number,
): Promise<{ idpId: string; assertionId: string }[]> {
  const { samlAssertions: t } = q.tables
  return q.select({ idpId: t.idpId, assertionId: t.assertionId }).from(t).where(lt(t.expiresAt, now)).limit(limit)
}

export async function deleteAssertions(tx: Writer, idpId: string, assertionIds: string[]): Promise<void> {
  const { samlAssertions: t } = tx.tables
  await tx.delete(t).where(and(eq(t.idpId, idpId), inArray(t.assertionId, assertionIds)))
}

/** People who were not provisioned, and have come since, or have not tried for long. */
export async function listSettledRefusals(
  q: Reader,
  oldest: Date,
  limit: number,
): Promise<{ idpId: string; userNameKey: string }[]> {
  const { notProvisioned: t, users } = q.tables
  const hasCome = exists(
    q
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.idpId, t.idpId), eq(users.userNameKey, t.userNameKey), eq(users.active, true))),
  )
  return q
    .select({ idpId: t.idpId, userNameKey: t.userNameKey })
    .from(t)
    .where(or(lt(t.lastAt, oldest), hasCome))
    .limit(limit)
}

const keysOf = (rows: { key: string }[]): string[] => rows.map(({ key }) => key)

import { and, asc, count, countDistinct, desc, eq, gte, inArray, lt, max, or, sql } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { countRequests } from './sync-log-counts.ts'
import { lowestIdAt, MINUTE_MS } from './sync-log-ids.ts'

// What alerts are raised by. Ask `store().report`.

/** An IdP that may be alerted about. */
export type WatchedIdp = {
  id: string
  name: string
  scimSync: boolean
  guardsDeprovisioning: boolean
  guardPercent: number
  guardMinimum: number
}

/** IdPs that are enabled: of others nothing is expected. */
export const listWatchedIdps = (q: Reader): Promise<WatchedIdp[]> => {
  const { idps: t } = q.tables
  return q
    .select({
      id: t.id,
      name: t.name,
      scimSync: t.scimSync,
      guardsDeprovisioning: t.guardsDeprovisioning,
      guardPercent: t.guardPercent,
      guardMinimum: t.guardMinimum,
    })
    .from(t)
    .where(eq(t.status, 'enabled'))
    .orderBy(asc(t.id))
}

export type WatchedCertificate = { id: string; idpId: string; purpose: 'idp' | 'signing' | 'decryption'; validTo: Date }

/** Certificates of IdPs, and Rollcall's own that are in use. */
export async function listWatchedCertificates(q: Reader): Promise<WatchedCertificate[]> {
  const { idpCertificates: theirs, spCertificates: ours } = q.tables
  const [idps, own] = await Promise.all([
    q.select({ id: theirs.id, idpId: theirs.idpId, validTo: theirs.validTo }).from(theirs).orderBy(asc(theirs.id)),
    q
      .select({ id: ours.id, idpId: ours.idpId, purpose: ours.purpose, validTo: ours.validTo })
      .from(ours)
      .where(eq(ours.state, 'current'))
      .orderBy(asc(ours.id)),
  ])
  return [...idps.map((each) => ({ ...each, purpose: 'idp' as const })), ...own]
}

/** What anonymous callers can have answered: not taken for a sign of life of the IdP. */
const STRANGE = '401'

/** The newest request of the IdP that was let in: by the log, whose newest rows may be gone, and by its roll-ups. */
export async function findLastTraffic(q: Reader, idpId: string): Promise<Date | undefined> {
  const { syncLogs: log, syncLogCounts: counts } = q.tables
  const [[row], [hour]] = await Promise.all([
    q
      .select({ at: log.at })
      .from(log)
      .where(and(eq(log.idpId, idpId), sql`${log.status} <> 401`))
      .orderBy(desc(log.id))
      .limit(1),
    q
      .select({ bucket: max(counts.bucket) })
      .from(counts)
      .where(and(eq(counts.idpId, idpId), eq(counts.grain, 60), sql`${counts.status} <> 401`)),
  ])
  const folded = hour?.bucket === null || hour === undefined ? undefined : new Date(hour.bucket * MINUTE_MS)
  if (!row || !folded) return row?.at ?? folded
  return row.at > folded ? row.at : folded
}

/** The hours, in minutes since 1970, in which the IdP sent anything that was let in. */
export async function listActiveHours(q: Reader, idpId: string, range: { from: Date; to: Date }): Promise<number[]> {
  const { buckets } = await countRequests(q, { idpId, range, facets: {}, stepMinutes: 60, by: 'status' })
  return [...new Set(buckets.flatMap(({ start, value }) => (value === STRANGE ? [] : start)))].sort((a, b) => a - b)
}

/** How many requests were answered with each status since then. */
export async function countStatuses(q: Reader, idpId: string, from: Date): Promise<Map<number, number>> {
  const { buckets } = await countRequests(q, {
    idpId,
    range: { from, to: undefined },
    facets: {},
    stepMinutes: 60,
    by: 'status',
  })
  const found = new Map<number, number>()
  for (const { value, count: some } of buckets) found.set(Number(value), (found.get(Number(value)) ?? 0) + some)
  return found
}

/**
 * Users that the IdP deactivated or deleted since then. Counts in the log, but only when the users, of whom an index tells
 * which were touched, and the roll-ups say that it may be `atLeast`; fewer are 0.
 */
export async function countDeprovisioned(q: Reader, idpId: string, since: Date, atLeast: number): Promise<number> {
  const { users, syncLogs: log } = q.tables
  const [[touched], deleted] = await Promise.all([
    q
      .select({ people: count() })
      .from(users)
      .where(and(eq(users.idpId, idpId), gte(users.updatedAt, since), eq(users.active, false))),
    countRequests(q, {
      idpId,
      range: { from: since, to: undefined },
      facets: { method: ['DELETE'], entityType: ['User'] },
      stepMinutes: 60,
      by: 'outcome',
    }),
  ])
  const deletions = deleted.buckets.reduce((all, { value, count: some }) => (value === 'changed' ? all + some : all), 0)
  if ((touched?.people ?? 0) + deletions < atLeast) return 0
  const rows = await q
    .select({ people: countDistinct(log.entityId) })
    .from(log)
    .where(
      and(
        eq(log.idpId, idpId),
        gte(log.id, lowestIdAt(since)),
        eq(log.entityType, 'User'),
        lt(log.status, 400),
        or(eq(log.method, 'DELETE'), sql`${log.changes} like '%"path":"active","before":true,"after":false%'`),
      ),
    )
  const people = rows[0]?.people ?? 0
  return people < atLeast ? 0 : people
}

/** When any of these bearer tokens and secrets, or what a secret was exchanged for, was last used. */
export async function listSecretUses(q: Reader, secretIds: readonly string[]): Promise<Map<string, Date>> {
  if (secretIds.length === 0) return new Map()
  const { scimTokens: tokens, scimTokenUses: uses } = q.tables
  const rows = await q
    .select({ secretId: tokens.secretId, at: max(uses.lastUsedAt) })
    .from(tokens)
    .innerJoin(uses, eq(uses.tokenId, tokens.id))
    .where(inArray(tokens.secretId, [...secretIds]))
    .groupBy(tokens.secretId)
  return new Map(rows.flatMap(({ secretId, at }) => (secretId && at ? [[secretId, new Date(at)] as const] : [])))
}

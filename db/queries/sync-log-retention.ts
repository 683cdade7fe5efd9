import { and, asc, eq, lt, lte, ne, sql } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import { unknownIdpId } from './sync-log-ids.ts'

/** Whose logs there are, and for how many days: every IdP's that is not being deleted, and the organisation's own. */
export async function listRetentions(q: Reader): Promise<{ idpId: string; days: number }[]> {
  const { idps } = q.tables
  const rows = await q
    .select({ idpId: idps.id, days: idps.logRetentionDays })
    .from(idps)
    .where(ne(idps.status, 'deleting'))
    .orderBy(asc(idps.id))
  return [...rows, { idpId: unknownIdpId, days: UNKNOWN_IDP_DAYS }]
}

/** How long requests to an unknown IdP are kept. */
export const UNKNOWN_IDP_DAYS = 14

/** How long an IdP's logs are kept, in days; undefined when there is no such IdP. */
export async function findRetention(q: Reader, idpId: string): Promise<number | undefined> {
  if (idpId === unknownIdpId) return UNKNOWN_IDP_DAYS
  const { idps } = q.tables
  return (await q.select({ days: idps.logRetentionDays }).from(idps).where(eq(idps.id, idpId)))[0]?.days
}

/** The id that ends the first `batch` rows below `below`: what one turn deletes. Undefined: there are none. */
export async function findOldLogs(q: Reader, idpId: string, below: string, batch: number): Promise<string | undefined> {
  const { syncLogs: log } = q.tables
  const rows = await q
    .select({ id: log.id })
    .from(log)
    .where(and(eq(log.idpId, idpId), lt(log.id, below)))
    .orderBy(asc(log.id))
    .limit(batch)
  return rows.at(-1)?.id
}

/** Deletes an IdP's log rows to this id, itself included. */
export async function deleteLogsTo(tx: Writer, idpId: string, id: string): Promise<void> {
  const { syncLogs: log } = tx.tables
  await tx.delete(log).where(and(eq(log.idpId, idpId), lte(log.id, id)))
}

/** The last bucket of the first `batch` counts of a grain that are older than `below`. Undefined: there are none. */
export async function findOldCounts(
  q: Reader,
  idpId: string,
  grain: 1 | 60,
  below: number,
  batch: number,
): Promise<number | undefined> {
  const { syncLogCounts: counts } = q.tables
  const rows = await q
    .select({ bucket: counts.bucket })
    .from(counts)
    .where(and(eq(counts.idpId, idpId), eq(counts.grain, grain), lt(counts.bucket, below)))
    .orderBy(asc(counts.bucket))
    .limit(batch)
  return rows.at(-1)?.bucket
}

/** Deletes an IdP's counts of a grain to this bucket, itself included. */
export async function deleteCountsTo(tx: Writer, idpId: string, grain: 1 | 60, bucket: number): Promise<void> {
  const { syncLogCounts: counts } = tx.tables
  await tx.delete(counts).where(and(eq(counts.idpId, idpId), eq(counts.grain, grain), lte(counts.bucket, bucket)))
}

/** An entry of the side table of entities that payloads name. */
export type NamedEntity = { entityId: string; logId: string }

/** The entries after one, in the order of the table's key. */
export async function listNamedEntities(
  q: Reader,
  idpId: string,
  after: NamedEntity | undefined,
  limit: number,
): Promise<NamedEntity[]> {
  const { syncLogEntities: named } = q.tables
  const isAfter = after && sql`(${named.entityId}, ${named.logId}) > (${after.entityId}, ${after.logId})`
  return q
    .select({ entityId: named.entityId, logId: named.logId })
    .from(named)
    .where(and(eq(named.idpId, idpId), isAfter))
    .orderBy(asc(named.entityId), asc(named.logId))
    .limit(limit)
}

/** Deletes, of the entries after one to another, those whose log rows are older than `below`. */
export async function deleteNamedEntities(
  tx: Writer,
  idpId: string,
  after: NamedEntity | undefined,
  to: NamedEntity,
  below: string,
): Promise<void> {
  const { syncLogEntities: named } = tx.tables
  const isAfter = after && sql`(${named.entityId}, ${named.logId}) > (${after.entityId}, ${after.logId})`
  const isTo = sql`(${named.entityId}, ${named.logId}) <= (${to.entityId}, ${to.logId})`
  await tx.delete(named).where(and(eq(named.idpId, idpId), isAfter, isTo, lt(named.logId, below)))
}

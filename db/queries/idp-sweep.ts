import { and, asc, eq, inArray, lt, lte, or } from 'drizzle-orm'
import { drafted } from '../drafted.ts'
import type { Writer } from '../store.ts'
import { sweepSearch } from './search-sweep.ts'

/** Deletes up to `batch` rows (or one entity's worth) of one table; answers whether there may be more. */
export type SweepStep = (tx: Writer, idpId: string, batch: number) => Promise<boolean>

/** Everything that hangs on an IdP, but its own row. Every step may run again after an interruption. */
export const idpSweepSteps: readonly SweepStep[] = [
  async (tx, idpId, batch) => {
    const { members } = tx.tables
    const first = await tx
      .select({ groupId: members.groupId, memberId: members.memberId })
      .from(members)
      .where(eq(members.idpId, idpId))
      .orderBy(asc(members.groupId), asc(members.memberId))
      .limit(batch)
    const groupId = first[0]?.groupId
    if (groupId === undefined) return false
    const ids = first.filter((row) => row.groupId === groupId).map((row) => row.memberId)
    await tx
      .delete(members)
      .where(and(eq(members.idpId, idpId), eq(members.groupId, groupId), inArray(members.memberId, ids)))
    return true
  },
  async (tx, idpId, batch) => {
    const { users, userEmails } = tx.tables
    const last = await lastOf(tx, users, idpId, batch)
    if (last === undefined) return false
    await tx.delete(userEmails).where(and(eq(userEmails.idpId, idpId), lte(userEmails.userId, last)))
    await tx.delete(users).where(and(eq(users.idpId, idpId), lte(users.id, last)))
    return true
  },
  (tx, idpId, batch) => sweepById(tx, tx.tables.groups, idpId, batch),
  (tx, idpId, batch) => sweepById(tx, tx.tables.annotations, idpId, batch),
  (tx, idpId, batch) => sweepById(tx, tx.tables.deletedResources, idpId, batch),
  (tx, idpId, batch) => sweepById(tx, tx.tables.totals, idpId, batch),
  async (tx, idpId, batch) => {
    const { syncLogEntities } = tx.tables
    const first = await tx
      .select({ entityId: syncLogEntities.entityId })
      .from(syncLogEntities)
      .where(eq(syncLogEntities.idpId, idpId))
      .orderBy(asc(syncLogEntities.entityId))
      .limit(Math.ceil(batch / 10))
    const last = first.at(-1)?.entityId
    if (last === undefined) return false
    await tx.delete(syncLogEntities).where(and(eq(syncLogEntities.idpId, idpId), lte(syncLogEntities.entityId, last)))
    return true
  },
  (tx, idpId, batch) => sweepById(tx, tx.tables.syncLogs, idpId, batch),
  (tx, idpId, batch) => sweepById(tx, tx.tables.scimArrivals, idpId, batch),
  async (tx, idpId, batch) => {
    const { syncLogCounts: counts } = tx.tables
    const first = await tx
      .select({ grain: counts.grain, bucket: counts.bucket })
      .from(counts)
      .where(eq(counts.idpId, idpId))
      .orderBy(asc(counts.grain), asc(counts.bucket))
      .limit(batch)
    const last = first.at(-1)
    if (last === undefined) return false
    const { grain, bucket } = last
    const isUpToLast = or(lt(counts.grain, grain), and(eq(counts.grain, grain), lte(counts.bucket, bucket)))
    await tx.delete(counts).where(and(eq(counts.idpId, idpId), isUpToLast))
    return true
  },
  (tx, idpId, batch) => sweepUserSessions(tx, idpId, batch),
  (tx, idpId, batch) => sweepApplicationSessions(tx, idpId, batch),
  (tx, idpId, batch) => sweepSignIns(tx, idpId, batch),
  (tx, idpId, batch) => sweepNotProvisioned(tx, idpId, batch),
  (tx, idpId, batch) => sweepById(tx, tx.tables.decisionLogs, idpId, batch),
  (tx, idpId, batch) => sweepLosses(tx, idpId, batch),
  async (tx, idpId) => {
    const { accessLossCounts, heldDeprovisionings, deprovisionGuards } = tx.tables
    await tx.delete(accessLossCounts).where(eq(accessLossCounts.idpId, idpId))
    await tx.delete(heldDeprovisionings).where(eq(heldDeprovisionings.idpId, idpId))
    await tx.delete(deprovisionGuards).where(eq(deprovisionGuards.idpId, idpId))
    return false
  },
  async (tx, idpId) => {
    const { samlRequests, samlArrivals, samlAssertions, userBlocks } = tx.tables
    await tx.delete(samlRequests).where(eq(samlRequests.idpId, idpId))
    await tx.delete(samlArrivals).where(eq(samlArrivals.idpId, idpId))
    await tx.delete(samlAssertions).where(eq(samlAssertions.idpId, idpId))
    await tx.delete(userBlocks).where(eq(userBlocks.idpId, idpId))
    return false
  },
  async (tx, idpId) => {
    // Of what is published, and of a draft.
    for (const { samlAttributes, idpCertificates, idpRoles, locations } of [tx.tables, drafted(tx).tables]) {
      await tx.delete(samlAttributes).where(eq(samlAttributes.idpId, idpId))
      await tx.delete(idpCertificates).where(eq(idpCertificates.idpId, idpId))
      await tx.delete(idpRoles).where(eq(idpRoles.idpId, idpId))
      // Their traffic is the default IdP's from now on.
      await tx.update(locations).set({ idpId: null }).where(eq(locations.idpId, idpId))
    }
    return false
  },
  sweepSearch,
  async (tx, idpId) => {
    const { spCertificates, scimTokens, scimTokenUses, requestCounts, syncLogMarks, expectedNumbers, alertMutes } =
      tx.tables
    await tx.delete(syncLogMarks).where(eq(syncLogMarks.idpId, idpId))
    await tx.delete(expectedNumbers).where(eq(expectedNumbers.idpId, idpId))
    await tx.delete(alertMutes).where(eq(alertMutes.idpId, idpId))
    await tx.delete(requestCounts).where(eq(requestCounts.key, `scim:${idpId}`))
    await tx.delete(spCertificates).where(eq(spCertificates.idpId, idpId))
    await tx.delete(scimTokens).where(eq(scimTokens.idpId, idpId))
    await tx.delete(scimTokenUses).where(eq(scimTokenUses.idpId, idpId))
    return false
  },
]

type ById =
  | Writer['tables']['users']
  | Writer['tables']['groups']
  | Writer['tables']['annotations']
  | Writer['tables']['deletedResources']
  | Writer['tables']['totals']
  | Writer['tables']['syncLogs']
  | Writer['tables']['scimArrivals']
  | Writer['tables']['decisionLogs']

async function lastOf(tx: Writer, table: ById, idpId: string, batch: number): Promise<string | undefined> {
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(eq(table.idpId, idpId))
    .orderBy(asc(table.id))
    .limit(batch)
  return rows.at(-1)?.id
}

/** By ranges of the primary key, which costs no look-up a row. */
async function sweepById(tx: Writer, table: ById, idpId: string, batch: number): Promise<boolean> {
  const last = await lastOf(tx, table, idpId, batch)
  if (last === undefined) return false
  await tx.delete(table).where(and(eq(table.idpId, idpId), lte(table.id, last)))
  return true
}

async function sweepUserSessions(tx: Writer, idpId: string, batch: number): Promise<boolean> {
  const { userSessions } = tx.tables
  const rows = await tx
    .select({ id: userSessions.id })
    .from(userSessions)
    .where(eq(userSessions.idpId, idpId))
    .limit(batch)
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await tx.delete(userSessions).where(inArray(userSessions.id, ids))
  return ids.length > 0
}

async function sweepApplicationSessions(tx: Writer, idpId: string, batch: number): Promise<boolean> {
  const { applicationSessions: t } = tx.tables
  const rows = await tx.select({ hash: t.hash }).from(t).where(eq(t.idpId, idpId)).limit(batch)
  const hashes = rows.map((row) => row.hash)
  if (hashes.length > 0) await tx.delete(t).where(inArray(t.hash, hashes))
  return hashes.length > 0
}

async function sweepSignIns(tx: Writer, idpId: string, batch: number): Promise<boolean> {
  const { samlSignIns } = tx.tables
  const rows = await tx
    .select({ id: samlSignIns.id })
    .from(samlSignIns)
    .where(eq(samlSignIns.idpId, idpId))
    .orderBy(asc(samlSignIns.id))
    .limit(batch)
  const last = rows.at(-1)?.id
  if (last === undefined) return false
  await tx.delete(samlSignIns).where(and(eq(samlSignIns.idpId, idpId), lte(samlSignIns.id, last)))
  return true
}

async function sweepNotProvisioned(tx: Writer, idpId: string, batch: number): Promise<boolean> {
  const { notProvisioned } = tx.tables
  const rows = await tx
    .select({ key: notProvisioned.userNameKey })
    .from(notProvisioned)
    .where(eq(notProvisioned.idpId, idpId))
    .orderBy(asc(notProvisioned.userNameKey))
    .limit(batch)
  const last = rows.at(-1)?.key
  if (last === undefined) return false
  await tx.delete(notProvisioned).where(and(eq(notProvisioned.idpId, idpId), lte(notProvisioned.userNameKey, last)))
  return true
}

async function sweepLosses(tx: Writer, idpId: string, batch: number): Promise<boolean> {
  const { accessLosses } = tx.tables
  const rows = await tx
    .select({ id: accessLosses.userId })
    .from(accessLosses)
    .where(eq(accessLosses.idpId, idpId))
    .orderBy(asc(accessLosses.userId))
    .limit(batch)
  const last = rows.at(-1)?.id
  if (last === undefined) return false
  await tx.delete(accessLosses).where(and(eq(accessLosses.idpId, idpId), lte(accessLosses.userId, last)))
  return true
}

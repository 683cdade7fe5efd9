import { and, asc, desc, eq, inArray, lte, ne, sum } from 'drizzle-orm'
import { drafted } from '../drafted.ts'
import type { Reader, Writer } from '../store.ts'

export type IdpRow = Reader['tables']['idps']['$inferSelect']
export type IdpCertificateRow = Reader['tables']['idpCertificates']['$inferSelect']
export type SpCertificateRow = Reader['tables']['spCertificates']['$inferSelect']

/** The IdP, unless it is being deleted. */
export async function findIdp(q: Reader, id: string): Promise<IdpRow | undefined> {
  const { idps } = q.tables
  return (
    await q
      .select()
      .from(idps)
      .where(and(eq(idps.id, id), ne(idps.status, 'deleting')))
  )[0]
}

export async function findIdpByNameKey(q: Reader, nameKey: string): Promise<IdpRow | undefined> {
  const { idps } = q.tables
  return (await q.select().from(idps).where(eq(idps.nameKey, nameKey)))[0]
}

/** The IdP that is used with arbitrary domains: one in the organisation at most. */
export async function findArbitraryDomainsIdp(q: Reader): Promise<IdpRow | undefined> {
  const { idps } = q.tables
  return (
    await q
      .select()
      .from(idps)
      .where(and(eq(idps.usesArbitraryDomains, true), ne(idps.status, 'deleting')))
      .limit(1)
  )[0]
}

/** Which of these exist, be it in a draft alone. */
export async function listExistingIdps(q: Reader, ids: readonly string[]): Promise<string[]> {
  const found = [q, drafted(q)].map(({ tables: { idps } }) =>
    q
      .select({ id: idps.id })
      .from(idps)
      .where(and(inArray(idps.id, [...ids]), ne(idps.status, 'deleting'))),
  )
  return (await Promise.all(found)).flat().map(({ id }) => id)
}

/** By name, without those being deleted. */
export async function listIdpRows(q: Reader): Promise<IdpRow[]> {
  const { idps } = q.tables
  return q.select().from(idps).where(ne(idps.status, 'deleting')).orderBy(asc(idps.nameKey), asc(idps.id))
}

/** Those whose deletion was asked for by this moment. */
export async function listDeletingIdps(q: Reader, before: Date): Promise<IdpRow[]> {
  const { idps } = q.tables
  return q
    .select()
    .from(idps)
    .where(and(eq(idps.status, 'deleting'), lte(idps.updatedAt, before)))
    .orderBy(asc(idps.id))
}

export async function insertIdp(tx: Writer, row: IdpRow): Promise<void> {
  await tx.insert(tx.tables.idps).values(row)
}

export async function updateIdp(tx: Writer, id: string, change: Partial<Omit<IdpRow, 'id'>>): Promise<void> {
  await tx.update(tx.tables.idps).set(change).where(eq(tx.tables.idps.id, id))
}

/** Notes what Rollcall found out about an IdP by itself: of what is published and, where there is a draft, of that. */
export async function updateIdpState(
  tx: Writer,
  id: string,
  change: Partial<Pick<IdpRow, 'metadataCheckedAt' | 'metadataProblem' | 'pendingMetadata'>>,
): Promise<void> {
  await updateIdp(tx, id, change)
  await updateIdp(drafted(tx), id, change)
}

/** The row goes from what is published, and from the draft. */
export async function deleteIdpRow(tx: Writer, id: string): Promise<void> {
  for (const { idps } of [tx.tables, drafted(tx).tables]) await tx.delete(idps).where(eq(idps.id, id))
}

/** `{ domain, idpId }` of one IdP, or of all. */
export async function listIdpDomains(q: Reader, idpId?: string): Promise<{ domain: string; idpId: string }[]> {
  const { idpDomains } = q.tables
  return q
    .select()
    .from(idpDomains)
    .where(idpId === undefined ? undefined : eq(idpDomains.idpId, idpId))
    .orderBy(asc(idpDomains.domain))
}

/** The first of these domains that belongs to another IdP, and that IdP's name. */
export async function findTakenDomain(
  q: Reader,
  domains: readonly string[],
  exceptIdpId: string,
): Promise<{ domain: string; idpName: string } | undefined> {
  const { idpDomains, idps } = q.tables
  if (domains.length === 0) return undefined
  return (
    await q
      .select({ domain: idpDomains.domain, idpName: idps.name })
      .from(idpDomains)
      .innerJoin(idps, eq(idps.id, idpDomains.idpId))
      .where(and(inArray(idpDomains.domain, [...domains]), ne(idpDomains.idpId, exceptIdpId)))
      .orderBy(asc(idpDomains.domain))
      .limit(1)
  )[0]
}

export async function replaceDomains(tx: Writer, idpId: string, domains: readonly string[]): Promise<void> {
  const { idpDomains } = tx.tables
  await tx.delete(idpDomains).where(eq(idpDomains.idpId, idpId))
  if (domains.length > 0) await tx.insert(idpDomains).values(domains.map((domain) => ({ domain, idpId })))
}

/** Of one IdP, or of all; the one that ends first comes first. */
export async function listIdpCertificates(q: Reader, idpId?: string): Promise<IdpCertificateRow[]> {
  const { idpCertificates } = q.tables
  return q
    .select()
    .from(idpCertificates)
    .where(idpId === undefined ? undefined : eq(idpCertificates.idpId, idpId))
    .orderBy(asc(idpCertificates.validTo), asc(idpCertificates.id))
}

export async function replaceIdpCertificates(
  tx: Writer,
  idpId: string,
  rows: readonly IdpCertificateRow[],
): Promise<void> {
  const { idpCertificates } = tx.tables
  await tx.delete(idpCertificates).where(eq(idpCertificates.idpId, idpId))
  if (rows.length > 0) await tx.insert(idpCertificates).values([...rows])
}

/** The service provider's newest certificate for an IdP. */
export async function findSpCertificate(q: Reader, idpId: string): Promise<SpCertificateRow | undefined> {
  const { spCertificates } = q.tables
  return (
    await q
      .select()
      .from(spCertificates)
      .where(eq(spCertificates.idpId, idpId))
      .orderBy(desc(spCertificates.createdAt), desc(spCertificates.id))
      .limit(1)
  )[0]
}

export async function insertSpCertificate(tx: Writer, row: SpCertificateRow): Promise<void> {
  await tx.insert(tx.tables.spCertificates).values(row)
}

export async function deleteSpCertificates(tx: Writer, idpId: string): Promise<void> {
  await tx.delete(tx.tables.spCertificates).where(eq(tx.tables.spCertificates.idpId, idpId))
}

export type IdpTotals = { users: number; activeUsers: number; groups: number }

/** Users and groups by IdP id, of one IdP or of all. An IdP without any is absent. */
export async function sumTotals(q: Reader, idpId?: string): Promise<Map<string, IdpTotals>> {
  const { totals } = q.tables
  const rows = await q
    .select({
      idpId: totals.idpId,
      users: sum(totals.users).mapWith(Number),
      activeUsers: sum(totals.activeUsers).mapWith(Number),
      groups: sum(totals.groups).mapWith(Number),
    })
    .from(totals)
    .where(idpId === undefined ? undefined : eq(totals.idpId, idpId))
    .groupBy(totals.idpId)
  return new Map(rows.map(({ idpId, users, activeUsers, groups }) => [idpId, { users, activeUsers, groups }]))
}

export async function countMemberships(q: Reader, idpId: string): Promise<number> {
  return q.$count(q.tables.members, eq(q.tables.members.idpId, idpId))
}

export async function countSyncLogs(q: Reader, idpId: string): Promise<number> {
  return q.$count(q.tables.syncLogs, eq(q.tables.syncLogs.idpId, idpId))
}

/** When the newest logged request came. */
export async function findNewestLogAt(q: Reader, idpId: string): Promise<Date | undefined> {
  const { syncLogs } = q.tables
  const rows = await q
    .select({ at: syncLogs.at })
    .from(syncLogs)
    .where(eq(syncLogs.idpId, idpId))
    .orderBy(desc(syncLogs.id))
    .limit(1)
  return rows[0]?.at
}

/** When the newest user was made: ids order by the moment of creation. */
export async function findNewestUserAt(q: Reader, idpId: string): Promise<Date | undefined> {
  const { users } = q.tables
  const rows = await q
    .select({ at: users.createdAt })
    .from(users)
    .where(eq(users.idpId, idpId))
    .orderBy(desc(users.id))
    .limit(1)
  return rows[0]?.at
}

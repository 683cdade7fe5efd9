import { and, asc, desc, eq, min, ne, sql } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import type { Totals } from './totals.ts'

const sum = (column: unknown) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number)

/** Every IdP's totals, by its id. An IdP that nothing was ever provisioned to is absent. */
export async function listTotals(q: Reader): Promise<Map<string, Totals>> {
  const { totals } = q.tables
  const rows = await q
    .select({
      idpId: totals.idpId,
      users: sum(totals.users),
      activeUsers: sum(totals.activeUsers),
      groups: sum(totals.groups),
    })
    .from(totals)
    .groupBy(totals.idpId)
  return new Map(rows.map(({ idpId, ...rest }) => [idpId, rest]))
}

export type ScimIdp = { id: string; name: string; additionalAttributes: boolean }

/** IdPs with SCIM Sync on, by name: what the SCIM pages can be about. */
export async function listScimIdps(q: Reader): Promise<ScimIdp[]> {
  const { idps } = q.tables
  return q
    .select({ id: idps.id, name: idps.name, additionalAttributes: idps.additionalAttributes })
    .from(idps)
    .where(and(eq(idps.scimSync, true), ne(idps.status, 'deleting')))
    .orderBy(asc(idps.nameKey), asc(idps.id))
}

export type IdpHealth = {
  id: string
  name: string
  status: 'resume' | 'enabled' | 'disabled'
  scimSync: boolean
  totals: Totals
  /** The last request in the sync log, and how it was answered. */
  lastRequest: { at: Date; status: number } | undefined
  /** Of the certificate that ends first. */
  certificateEnds: Date | undefined
  /** What a refresh of its metadata found and nobody has decided on: JSON (lib/services/idps/found-metadata.ts). */
  pendingMetadata: string | null
  /** Why the last refresh failed. */
  metadataProblem: string | null
}

/** What the Overview shows of each IdP, by name. */
export async function listIdpHealth(q: Reader): Promise<IdpHealth[]> {
  const { idps, idpCertificates } = q.tables
  const [rows, totals, certificates] = await Promise.all([
    q
      .select({
        id: idps.id,
        name: idps.name,
        status: idps.status,
        scimSync: idps.scimSync,
        pendingMetadata: idps.pendingMetadata,
        metadataProblem: idps.metadataProblem,
      })
      .from(idps)
      .where(ne(idps.status, 'deleting'))
      .orderBy(asc(idps.nameKey), asc(idps.id)),
    listTotals(q),
    q
      .select({ idpId: idpCertificates.idpId, validTo: min(idpCertificates.validTo) })
      .from(idpCertificates)
      .groupBy(idpCertificates.idpId),
  ])
  const ends = new Map(certificates.map(({ idpId, validTo }) => [idpId, validTo ?? undefined]))
  return Promise.all(
    rows.flatMap(({ id, name, status, scimSync, pendingMetadata, metadataProblem }) =>
      status === 'deleting'
        ? []
        : [
            findLastRequest(q, id).then((lastRequest) => ({
              id,
              name,
              status,
              scimSync,
              totals: totals.get(id) ?? { users: 0, activeUsers: 0, groups: 0 },
              lastRequest,
              certificateEnds: ends.get(id),
              pendingMetadata,
              metadataProblem,
            })),
          ],
    ),
  )
}

const findLastRequest = async (q: Reader, idpId: string): Promise<{ at: Date; status: number } | undefined> => {
  const { syncLogs } = q.tables
  const rows = await q
    .select({ at: syncLogs.at, status: syncLogs.status })
    .from(syncLogs)
    .where(eq(syncLogs.idpId, idpId))
    .orderBy(desc(syncLogs.id))
    .limit(1)
  return rows[0]
}

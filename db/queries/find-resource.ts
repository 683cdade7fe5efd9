import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Reader } from '../store.ts'

export type IdpOfResource = { id: string; name: string; organisationId: string; scimSync: boolean }
export type DeletedResource = { name: string; deletedAt: Date }

/**
 * The IdP that a user or group belongs to or, when it is gone, belonged to: the one asked for, if there is such an IdP, else
 * whichever knows the id. Undefined when none does.
 */
export async function findIdpOfResource(
  q: Reader,
  kind: 'User' | 'Group',
  id: string,
  asked: string | undefined,
): Promise<IdpOfResource | undefined> {
  const { idps, users, groups, deletedResources } = q.tables
  const all = await q
    .select({ id: idps.id, name: idps.name, organisationId: idps.organisationId, scimSync: idps.scimSync })
    .from(idps)
    .where(ne(idps.status, 'deleting'))
    .orderBy(asc(idps.nameKey), asc(idps.id))
  const found = all.find((idp) => idp.id === asked)
  if (found || all.length === 0) return found
  const ids = all.map((idp) => idp.id)
  const table = kind === 'User' ? users : groups
  const [present, deleted] = await Promise.all([
    q
      .select({ idpId: table.idpId })
      .from(table)
      .where(and(inArray(table.idpId, ids), eq(table.id, id)))
      .limit(1),
    q
      .select({ idpId: deletedResources.idpId })
      .from(deletedResources)
      .where(and(inArray(deletedResources.idpId, ids), eq(deletedResources.id, id)))
      .limit(1),
  ])
  const owner = (present[0] ?? deleted[0])?.idpId
  return all.find((idp) => idp.id === owner)
}

/** What is kept of a resource that was deleted here. */
export async function findDeletedResource(
  q: Reader,
  idpId: string,
  kind: 'User' | 'Group',
  id: string,
): Promise<DeletedResource | undefined> {
  const { deletedResources } = q.tables
  const rows = await q
    .select({ name: deletedResources.name, deletedAt: deletedResources.deletedAt })
    .from(deletedResources)
    .where(and(eq(deletedResources.idpId, idpId), eq(deletedResources.id, id), eq(deletedResources.resourceType, kind)))
  return rows[0]
}

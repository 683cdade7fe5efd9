import { and, eq, inArray } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { listIdpRows } from './idps.ts'

export type Identified = {
  kind: 'User' | 'Group' | 'Log'
  idpId: string
  id: string
  name: string
  detail: string | null
}

/** What has this internal id, whichever IdP's it is: a user, a group or a log row, and the names to show for it. */
export async function listByInternalId(q: Reader, id: string): Promise<Identified[]> {
  const { users, groups, syncLogs } = q.tables
  // Every key is led by its IdP.
  const idpIds = (await listIdpRows(q)).map((idp) => idp.id)
  const [foundUsers, foundGroups, foundLogs] = await Promise.all([
    q
      .select({ idpId: users.idpId, id: users.id, name: users.userName, detail: users.displayName })
      .from(users)
      .where(and(inArray(users.idpId, idpIds), eq(users.id, id))),
    q
      .select({ idpId: groups.idpId, id: groups.id, name: groups.displayName })
      .from(groups)
      .where(and(inArray(groups.idpId, idpIds), eq(groups.id, id))),
    q
      .select({ idpId: syncLogs.idpId, id: syncLogs.id, name: syncLogs.method, detail: syncLogs.url })
      .from(syncLogs)
      .where(and(inArray(syncLogs.idpId, idpIds), eq(syncLogs.id, id))),
  ])
  return [
    ...foundUsers.map((user) => ({ kind: 'User' as const, ...user })),
    ...foundGroups.map((group) => ({ kind: 'Group' as const, detail: null, ...group })),
    ...foundLogs.map((log) => ({ kind: 'Log' as const, ...log })),
  ]
}

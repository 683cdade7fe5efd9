import { attributeValues } from '#components/scim/attribute-values.ts'
import type { UserDetailView } from '#components/scim/user-detail.tsx'
import type { UserView } from '#components/scim/users-table.tsx'
import { findIdp } from '#db/queries/idps.ts'
import { findUserRow, listMemberships } from '#db/queries/list-members.ts'
import type { ListedUser } from '#db/queries/list-users.ts'
import type { Reader } from '#db/store.ts'
import { catalogOf } from '#lib/scim/catalog.ts'
import type { JsonObject } from '#lib/scim/json.ts'

export const userView = (row: ListedUser): UserView => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

const shownGroups = 100

/** Everything the drawer shows of a user; undefined when there is no such user. */
export async function readUserDetail(q: Reader, idpId: string, id: string): Promise<UserDetailView | undefined> {
  const [row, groups, idp] = await Promise.all([
    findUserRow(q, idpId, id),
    listMemberships(q, idpId, id, shownGroups + 1),
    findIdp(q, idpId),
  ])
  if (!row) return undefined
  return {
    idpId,
    id,
    externalId: row.externalId,
    active: row.active,
    isForeignDomain: row.isForeignDomain,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...attributeValues(JSON.parse(row.document) as JsonObject, id, catalogOf(idp)),
    groups: groups.slice(0, shownGroups),
    hasMoreGroups: groups.length > shownGroups,
  }
}

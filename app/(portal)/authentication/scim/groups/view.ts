import type { GroupDetailView } from '#components/scim/group-detail.tsx'
import type { GroupView } from '#components/scim/groups-table.tsx'
import { otherValues } from '#components/scim/attribute-values.ts'
import { countEffectiveMembers, nobody } from '#db/queries/effective-members.ts'
import type { ListedGroup } from '#db/queries/list-groups.ts'
import { findGroupRow, listMemberPage } from '#db/queries/list-members.ts'
import type { Reader } from '#db/store.ts'
import type { JsonObject } from '#lib/scim/json.ts'

export const groupView = (row: ListedGroup): GroupView => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

const membersPerPage = 50

/** Everything the drawer shows of a group; undefined when there is no such group. */
export async function readGroupDetail(
  q: Reader,
  idpId: string,
  id: string,
  membersPage: number,
): Promise<Omit<GroupDetailView, 'parameters'> | undefined> {
  const [row, counts, { members, hasMore }] = await Promise.all([
    findGroupRow(q, idpId, id),
    countEffectiveMembers(q, idpId, [id]),
    listMemberPage(q, idpId, id, { page: membersPage, size: membersPerPage }),
  ])
  if (!row) return undefined
  return {
    idpId,
    id,
    displayName: row.displayName,
    externalId: row.externalId,
    ...(counts.get(id) ?? nobody),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    other: otherValues(JSON.parse(row.document) as JsonObject, ['displayName', 'externalId']),
    members: members.map(({ id, name, type, active }) => ({ id, name, type, isInactive: active === false })),
    membersPage,
    hasMoreMembers: hasMore,
  }
}

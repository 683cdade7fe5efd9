import { otherValues } from '#components/scim/attribute-values.ts'
import type { GroupPageView, GroupRef } from '#components/scim/group-page.tsx'
import type { IdpOfResource } from '#db/queries/find-resource.ts'
import { findGroupRow, listMemberPage, listMemberships, listNestedGroupsOf } from '#db/queries/list-members.ts'
import type { Reader } from '#db/store.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { scimEndpoint } from '#lib/services/idps/endpoint.ts'
import { serveGroup } from '#lib/services/scim/served.ts'
import { partOf } from '../../part.ts'
import { readTimeline } from '../../timeline.ts'

const membersPerPage = 50
const relatedShown = 50
/** A group with more members is shown without them: its JSON would be megabytes. */
export const membersServed = 500

/** Everything the group's page shows but the numbers of its users; undefined when the IdP has no such group. */
export async function readGroupPage(
  q: Reader,
  idp: IdpOfResource,
  id: string,
  parameters: Record<string, string | undefined>,
): Promise<GroupPageView | undefined> {
  const base = scimEndpoint(idp.organisationId, idp.id)
  const page = partOf(parameters['part'])
  const search = parameters['search']?.trim() ?? ''
  const [row, { members, hasMore }, nested, parents, beyond, timeline] = await Promise.all([
    findGroupRow(q, idp.id, id),
    listMemberPage(q, idp.id, id, { page, size: membersPerPage, search }),
    listNestedGroupsOf(q, idp.id, id, relatedShown + 1),
    listMemberships(q, idp.id, id, relatedShown + 1),
    listMemberPage(q, idp.id, id, { page: membersServed + 1, size: 1 }),
    readTimeline(q, idp, id, `/authentication/scim/groups/${id}`, parameters),
  ])
  if (!row) return undefined
  const isWhole = beyond.members.length === 0
  const served = await serveGroup(q, { idpId: idp.id, base }, id, isWhole)
  if (served === undefined) return undefined
  return {
    idp: { id: idp.id, name: idp.name },
    id,
    displayName: row.displayName,
    externalId: row.externalId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    other: otherValues(JSON.parse(row.document) as JsonObject, ['displayName', 'externalId']),
    members: {
      idpId: idp.id,
      groupId: id,
      members: members.map((member) => ({ ...member, isInactive: member.active === false })),
      page,
      hasMore,
      search,
    },
    nested: firstOf(nested),
    parents: firstOf(parents),
    served: {
      request: `GET ${base}/Groups/${id}${isWhole ? '' : '?excludedAttributes=members'}`,
      text: JSON.stringify(JSON.parse(served), null, 2),
      ...(isWhole
        ? {}
        : { note: `Members are left out here: there are more than ${membersServed}. The IdP gets them all.` }),
    },
    timeline,
  }
}

const firstOf = (groups: GroupRef[]) => ({
  groups: groups.slice(0, relatedShown),
  hasMore: groups.length > relatedShown,
})

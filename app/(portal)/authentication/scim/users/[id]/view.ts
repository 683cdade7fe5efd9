import { attributeValues } from '#components/scim/attribute-values.ts'
import type { UserPageView } from '#components/scim/user-page.tsx'
import type { IdpOfResource } from '#db/queries/find-resource.ts'
import { findIdp } from '#db/queries/idps.ts'
import { findUserRow, listMembershipPage } from '#db/queries/list-members.ts'
import type { Reader } from '#db/store.ts'
import { catalogOf } from '#lib/scim/catalog.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { scimEndpoint } from '#lib/services/idps/endpoint.ts'
import { serveUser } from '#lib/services/scim/served.ts'
import { partOf } from '../../part.ts'
import { readTimeline } from '../../timeline.ts'

const groupsPerPage = 20

/** Everything the user's page shows; undefined when the IdP has no such user. */
export async function readUserPage(
  q: Reader,
  idp: IdpOfResource,
  id: string,
  parameters: Record<string, string | undefined>,
): Promise<UserPageView | undefined> {
  const base = scimEndpoint(idp.organisationId, idp.id)
  const page = partOf(parameters['part'])
  const [row, memberships, served, timeline, stored] = await Promise.all([
    findUserRow(q, idp.id, id),
    listMembershipPage(q, idp.id, id, { page, size: groupsPerPage }),
    serveUser(q, { idpId: idp.id, base }, id),
    readTimeline(q, idp, id, `/authentication/scim/users/${id}`, parameters),
    findIdp(q, idp.id),
  ])
  if (!row || served === undefined) return undefined
  return {
    idp: { id: idp.id, name: idp.name },
    id,
    userName: row.userName,
    displayName: row.displayName,
    externalId: row.externalId,
    active: row.active,
    isForeignDomain: row.isForeignDomain,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...attributeValues(JSON.parse(row.document) as JsonObject, id, catalogOf(stored)),
    groups: memberships.groups,
    groupsTotal: memberships.total,
    groupsPage: page,
    hasMoreGroups: memberships.total > page * groupsPerPage,
    parameters,
    served: { request: `GET ${base}/Users/${id}`, text: JSON.stringify(JSON.parse(served), null, 2) },
    timeline,
  }
}

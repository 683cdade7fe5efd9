import { listEffectiveGroups } from '#db/queries/effective-members.ts'
import { findIdp } from '#db/queries/idps.ts'
import { findLastUserSession, findUserBlock } from '#db/queries/policy-subjects.ts'
import { findUser } from '#db/queries/users.ts'
import type { Reader } from '#db/store.ts'
import type { Subject } from '#lib/policy/policy-set.ts'
import { catalogOf, portalAttributesOf } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { valuesAt } from '#lib/scim/values-at.ts'

/** Everything that policies ask about a user of an IdP, as it is now. Undefined when there is no such user. */
export async function findSubject(q: Reader, idpId: string, userId: string): Promise<Subject | undefined> {
  const user = await findUser(q, idpId, userId)
  if (!user) return undefined
  const idp = await findIdp(q, idpId)
  const document: JsonObject = { ...(JSON.parse(user.document) as JsonObject), id: userId }
  const userName = String(document['userName'] ?? '')
  const [groups, block, session] = await Promise.all([
    listEffectiveGroups(q, idpId, userId),
    findUserBlock(q, idpId, userId),
    findLastUserSession(q, idpId, { userId, userNameKey: fold(userName) }),
  ])
  return {
    idpId,
    userName,
    provisioned: document['active'] === false ? 'inactive' : 'active',
    block: block ? { reason: block.reason, by: block.createdBy } : null,
    scim: scimValues(document, idp),
    groups: new Set(groups.map(({ id }) => id)),
    saml: session ? new Map(Object.entries(JSON.parse(session.attributes) as Record<string, string[]>)) : undefined,
    authenticatedAt: session?.createdAt ?? null,
  }
}

/** Values of the attributes that policies may use, by their paths, as they are compared. */
function scimValues(
  document: JsonObject,
  idp: { additionalAttributes: boolean } | undefined,
): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>()
  for (const { path, keys } of portalAttributesOf(catalogOf(idp))) {
    const found = valuesAt(document, keys).map((value) =>
      fold(typeof value === 'string' ? value : JSON.stringify(value)),
    )
    if (found.length > 0) values.set(path, found)
  }
  return values
}

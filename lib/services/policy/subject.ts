import { listEffectiveGroupIds } from '#db/queries/effective-members.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { findLastUserSession, findUserBlock } from '#db/queries/policy-subjects.ts'
import { findUserByUserName } from '#db/queries/users.ts'
import { remembered } from '#db/remembered.ts'
import type { Reader } from '#db/store.ts'
import type { Subject } from '#lib/policy/policy-set.ts'
import { catalogOf, portalAttributesOf } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { valuesAt } from '#lib/scim/values-at.ts'

export type FoundSubject = {
  subject: Subject
  /** Of the users table; undefined when SCIM has not brought them. */
  userId: string | undefined
}

/**
 * Everything that policies ask about somebody whom an IdP calls by this name, as it is now; whoever SCIM has not brought
 * is absent. Undefined when there is no such IdP.
 */
export async function findSubject(q: Reader, idpId: string, userName: string): Promise<FoundSubject | undefined> {
  const idp = await findSubjectIdp(q, idpId)
  if (!idp) return undefined
  const userNameKey = fold(userName)
  const user = await findUserByUserName(q, idpId, userNameKey)
  const [groups, block, session] = await Promise.all([
    user ? listEffectiveGroupIds(q, idpId, user.id) : [],
    user ? findUserBlock(q, idpId, user.id) : undefined,
    findLastUserSession(q, idpId, { userId: user?.id, userNameKey }),
  ])
  const document: JsonObject = user ? { ...(JSON.parse(user.document) as JsonObject), id: user.id } : {}
  return {
    userId: user?.id,
    subject: {
      idpId,
      userName: typeof document['userName'] === 'string' ? document['userName'] : userName,
      provisioned: user ? (document['active'] === false ? 'inactive' : 'active') : 'absent',
      block: block ? { reason: block.reason, by: block.createdBy } : null,
      scim: user ? valuesLately(user.document, document, idp) : new Map(),
      groups: new Set(groups),
      saml: session ? new Map(Object.entries(JSON.parse(session.attributes) as Record<string, string[]>)) : undefined,
      authenticatedAt: session?.createdAt ?? null,
    },
  }
}

/** An IdP as decisions ask for it: with every request. */
export const findSubjectIdp = (q: Reader, idpId: string): Promise<IdpRow | undefined> =>
  remembered(q, `subject-idp ${idpId}`, () => findIdp(q, idpId))

const lately = new Map<string, ReadonlyMap<string, readonly string[]>>()
const MOST_LATELY = 2_000

/** The same for a document that was read a moment ago: whoever is decided about is decided about again soon. */
function valuesLately(text: string, document: JsonObject, idp: IdpRow): ReadonlyMap<string, readonly string[]> {
  if (text.length > 16_384) return scimValues(document, idp)
  const key = `${idp.additionalAttributes} ${document['id'] as string} ${text}`
  const kept = lately.get(key)
  if (kept) return kept
  const values = scimValues(document, idp)
  if (lately.size >= MOST_LATELY) lately.clear()
  lately.set(key, values)
  return values
}

/** Values of the attributes that policies may use, by their paths, as they are compared. `wanted`: of these paths alone. */
export function scimValues(
  document: JsonObject,
  idp: IdpRow,
  wanted?: ReadonlySet<string>,
): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>()
  for (const { path, keys } of portalAttributesOf(catalogOf(idp))) {
    if (wanted?.has(path) === false) continue
    const found = valuesAt(document, keys).map((value) =>
      fold(typeof value === 'string' ? value : JSON.stringify(value)),
    )
    if (found.length > 0) values.set(path, found)
  }
  return values
}

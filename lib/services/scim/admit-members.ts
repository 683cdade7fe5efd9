import { findDeletedIds } from '#db/queries/deleted-resources.ts'
import { findGroupNames } from '#db/queries/groups.ts'
import { listNestedGroups, type MemberRow } from '#db/queries/members.ts'
import { findUserNames } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import { invalidValue } from '#lib/scim/errors.ts'
import type { MemberRef } from '#lib/scim/resource.ts'

export type AdmittedMembers = { rows: MemberRow[]; names: Map<string, string>; notes: string[] }

const NAMED = 20

/**
 * Turns the members that a client names into rows. An id deleted here earlier is skipped and noted: the IdP has not
 * noticed yet. An id that never existed in this IdP (another IdP's ids among them) refuses the request as a whole.
 */
export async function admitMembers(
  tx: Writer,
  idpId: string,
  groupId: string,
  refs: readonly MemberRef[],
  at: Date,
): Promise<AdmittedMembers> {
  const ids = [...new Set(refs.map((ref) => ref.value))]
  const users = await findUserNames(tx, idpId, ids)
  const others = ids.filter((id) => !users.has(id))
  const groups = others.length > 0 ? await findGroupNames(tx, idpId, others) : new Map<string, string>()
  const missing = others.filter((id) => !groups.has(id))
  const deleted = missing.length > 0 ? await findDeletedIds(tx, idpId, missing) : new Set<string>()
  const unknown = missing.filter((id) => !deleted.has(id))
  if (unknown.length > 0) {
    throw invalidValue(
      `members names ${unknown.length === 1 ? 'an id that does' : `${unknown.length} ids that do`} not exist in this identity provider: ${listed(unknown)} · create the users first, then send the group again; nothing of this request was applied`,
    )
  }
  if (groups.size > 0 && (await listNestedGroups(tx, idpId, [...groups.keys()])).has(groupId)) {
    throw invalidValue(
      `The group would become a member of itself through ${listed([...groups.keys()])} · nested groups must not form a circle`,
    )
  }
  return {
    rows: ids
      .filter((id) => users.has(id) || groups.has(id))
      .map((memberId) => ({ idpId, groupId, memberId, type: users.has(memberId) ? 'User' : 'Group', createdAt: at })),
    names: new Map([...users, ...groups]),
    notes:
      deleted.size > 0
        ? [
            `Skipped ${deleted.size === 1 ? 'a member' : `${deleted.size} members`} deleted here earlier: ${listed([...deleted])}.`,
          ]
        : [],
  }
}

const listed = (ids: string[]): string =>
  ids
    .slice(0, NAMED)
    .map((id) => id.slice(0, 64))
    .join(', ') + (ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '')

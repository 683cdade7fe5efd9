import { findDeletedIds } from '#db/queries/deleted-resources.ts'
import { holdGroups } from '#db/queries/groups.ts'
import { findFullMembers, listNestedGroups, lockNesting, type MemberRow } from '#db/queries/members.ts'
import { holdUsers } from '#db/queries/users.ts'
import type { ScimIdp } from '#db/queries/tokens.ts'
import type { Writer } from '#db/store.ts'
import { invalidValue } from '#lib/scim/errors.ts'
import type { MemberRef } from '#lib/scim/resource.ts'

export type AdmittedMembers = { rows: MemberRow[]; names: Map<string, string>; notes: string[] }

/** Ids that a refusal names: a client mends all of them at once. */
const NAMED = 1_000
/** Ids that a note or a circle names. */
const NOTED = 20

/**
 * Turns the members that a client names into rows. An id deleted here earlier is skipped and noted: the IdP has not
 * noticed yet. An id that never existed in this IdP (another IdP's ids among them) refuses the request as a whole, or is
 * skipped and noted too, as the IdP is set up. So is a user who is in as many groups as the IdP's users may be.
 */
export async function admitMembers(
  tx: Writer,
  { id: idpId, onUnknownMember, groupsPerUser }: Pick<ScimIdp, 'id' | 'onUnknownMember' | 'groupsPerUser'>,
  groupId: string,
  refs: readonly MemberRef[],
  at: Date,
): Promise<AdmittedMembers> {
  const ids = [...new Set(refs.map((ref) => ref.value))]
  const users = await holdUsers(tx, idpId, ids)
  const others = ids.filter((id) => !users.has(id))
  const groups = others.length > 0 ? await holdGroups(tx, idpId, others) : new Map<string, string>()
  const missing = others.filter((id) => !groups.has(id))
  const deleted = missing.length > 0 ? await findDeletedIds(tx, idpId, missing) : new Set<string>()
  const unknown = missing.filter((id) => !deleted.has(id))
  if (unknown.length > 0 && onUnknownMember === 'refuse') {
    throw invalidValue(
      `members names ${unknown.length === 1 ? 'an id that does' : `${unknown.length} ids that do`} not exist in this identity provider: ${listed(unknown, NAMED)} · create the users first, then send the group again; nothing of this request was applied`,
    )
  }
  if (groups.size > 0) await lockNesting(tx, idpId)
  if (groups.size > 0 && (await listNestedGroups(tx, idpId, [...groups.keys()])).has(groupId)) {
    throw invalidValue(
      `The group would become a member of itself through ${listed([...groups.keys()])} · nested groups must not form a circle`,
    )
  }
  const full =
    groupsPerUser === null
      ? new Set<string>()
      : await findFullMembers(tx, idpId, groupId, [...users.keys()], groupsPerUser)
  return {
    rows: ids
      .filter((id) => (users.has(id) || groups.has(id)) && !full.has(id))
      .map((memberId) => ({ idpId, groupId, memberId, type: users.has(memberId) ? 'User' : 'Group', createdAt: at })),
    names: new Map([...users, ...groups]),
    notes: [
      ...skipped([...deleted], 'deleted here earlier'),
      ...skipped(unknown, 'unknown to this identity provider'),
      ...skipped([...full], `already in ${groupsPerUser} groups, the most a user may be in here`),
    ],
  }
}

const skipped = (ids: string[], why: string): string[] =>
  ids.length === 0 ? [] : [`Skipped ${ids.length === 1 ? 'a member' : `${ids.length} members`} ${why}: ${listed(ids)}.`]

const listed = (ids: string[], most = NOTED): string =>
  ids
    .slice(0, most)
    .map((id) => id.slice(0, 64))
    .join(', ') + (ids.length > most ? ` and ${ids.length - most} more` : '')

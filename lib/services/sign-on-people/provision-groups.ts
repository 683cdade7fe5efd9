import { newId } from '#db/ids.ts'
import { putAnnotation } from '#db/queries/annotations.ts'
import type { GroupRow } from '#db/queries/groups.ts'
import { touchGroups } from '#db/queries/groups.ts'
import { deleteMembers, insertMembers, listGroupsOf } from '#db/queries/members.ts'
import { insertFreeGroups, listGroupsByKeys, lockGroups, type NamedGroup } from '#db/queries/provisioned-groups.ts'
import type { Writer } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'
import { readGroup } from '#lib/scim/resource.ts'
import type { AdmittingIdp } from './admit-user.ts'

/** Groups of one person, where the IdP has no limit of its own. */
const MOST_GROUPS = 1_000

export type Memberships = {
  /** What they are, by folded name. */
  present: Map<string, { id: string; name: string }>
  /** What they become: folded name to name. */
  wanted: Map<string, string>
  notes: string[]
}

/**
 * What the asserted groups make of somebody's memberships. Of more groups than a person may be in, those stay that they
 * are in already, so that an assertion in another order changes nothing.
 */
export async function planMemberships(
  tx: Writer,
  idp: AdmittingIdp,
  userId: string | undefined,
  asserted: Map<string, string> | undefined,
): Promise<Memberships> {
  const of = userId === undefined ? [] : await listGroupsOf(tx, idp.id, userId)
  const present = new Map(of.map(({ id, display }) => [fold(display), { id, name: display }]))
  if (!asserted) return { present, wanted: new Map([...present].map(([key, { name }]) => [key, name])), notes: [] }
  const most = idp.groupsPerUser ?? MOST_GROUPS
  if (asserted.size <= most) return { present, wanted: asserted, notes: [] }
  const kept = [...asserted].sort(([a], [b]) => Number(present.has(b)) - Number(present.has(a))).slice(0, most)
  return {
    present,
    wanted: new Map(kept),
    notes: [`Left out ${asserted.size - most} groups: a user may be in ${most} here.`],
  }
}

export const isUnchanged = ({ present, wanted }: Memberships): boolean =>
  present.size === wanted.size && [...wanted.keys()].every((key) => present.has(key))

/** The groups to join, those that were missing made, and everything locked that is about to change. */
export async function makeGroups(
  tx: Writer,
  idpId: string,
  { present, wanted }: Memberships,
  at: Date,
): Promise<{ joined: NamedGroup[]; left: { id: string; name: string }[]; made: NamedGroup[] }> {
  // In one order for all: two sign-ins that make the same groups do not wait for each other crosswise.
  const joining = [...wanted.keys()].filter((key) => !present.has(key)).sort()
  const left = [...present].filter(([key]) => !wanted.has(key)).map(([, group]) => group)
  const known = new Set((await listGroupsByKeys(tx, idpId, joining)).map((group) => group.key))
  const rows = joining.filter((key) => !known.has(key)).map((key) => groupRow(idpId, wanted.get(key) ?? key, at))
  await insertFreeGroups(tx, rows)
  const joined = await listGroupsByKeys(tx, idpId, joining)
  const own = new Set(rows.map((row) => row.id))
  const made = joined.filter((group) => own.has(group.id))
  for (const { id } of made) await putAnnotation(tx, { idpId, id, source: 'saml', comments: '' })
  await lockGroups(
    tx,
    idpId,
    [...joined, ...left].map((group) => group.id),
  )
  return { joined, left, made }
}

/** Carries the memberships out as rows; every group of them has changed. */
export async function changeMemberships(
  tx: Writer,
  { idpId, id }: { idpId: string; id: string },
  { joined, left }: { joined: readonly { id: string }[]; left: readonly { id: string }[] },
  at: Date,
): Promise<void> {
  await insertMembers(
    tx,
    joined.map((group) => ({ idpId, groupId: group.id, memberId: id, type: 'User' as const, createdAt: at })),
  )
  for (const group of left) await deleteMembers(tx, idpId, group.id, [id])
  await touchGroups(
    tx,
    idpId,
    [...joined, ...left].map((group) => group.id),
    at,
  )
}

const groupRow = (idpId: string, name: string, at: Date): GroupRow => ({
  idpId,
  id: newId(at),
  displayName: name,
  displayNameKey: fold(name),
  externalId: null,
  document: JSON.stringify(readGroup({ displayName: name }).document),
  version: 1,
  createdAt: at,
  updatedAt: at,
})

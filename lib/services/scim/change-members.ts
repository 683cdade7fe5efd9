import {
  deleteAllMembers,
  deleteMembers,
  findMembers,
  insertMembers,
  listMemberIds,
  listMembers,
} from '#db/queries/members.ts'
import type { Writer } from '#db/store.ts'
import { findAttribute, type Attribute } from '#lib/scim/catalog.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { matchesValue } from '#lib/scim/evaluate.ts'
import type { MemberStep } from '#lib/scim/patch.ts'
import type { MemberRef } from '#lib/scim/resource.ts'
import { admitMembers } from './admit-members.ts'
import type { AdmittedCall } from './call.ts'

export type MembersChange = { added: Set<string>; removed: Set<string>; notes: string[] }

const MEMBERS = findAttribute('Group', 'members') as Attribute

/** How many ids of a change the log row spells out. */
const LOGGED = 200

/** Carries membership steps out as rows, in their order; only what really changes is touched. */
export async function changeMembers(
  tx: Writer,
  { idp, at }: AdmittedCall,
  groupId: string,
  steps: readonly MemberStep[],
): Promise<MembersChange> {
  const change: MembersChange = { added: new Set(), removed: new Set(), notes: [] }
  const add = async (refs: readonly MemberRef[]) => {
    const { rows, notes } = await admitMembers(tx, idp, groupId, refs, at)
    const present = await findMembers(
      tx,
      idp.id,
      groupId,
      rows.map((row) => row.memberId),
    )
    const missing = rows.filter((row) => !present.has(row.memberId))
    await insertMembers(tx, missing)
    for (const { memberId } of missing) if (!change.removed.delete(memberId)) change.added.add(memberId)
    change.notes.push(...notes)
    return rows
  }
  const forget = (ids: Iterable<string>) => {
    for (const id of ids) if (!change.added.delete(id)) change.removed.add(id)
  }
  const remove = async (ids: string[]) => {
    const present = await findMembers(tx, idp.id, groupId, ids)
    await deleteMembers(tx, idp.id, groupId, [...present])
    forget(present)
  }
  for (const step of steps) {
    if (step.kind === 'add') await add(step.members)
    else if (step.kind === 'remove') await remove([...step.ids])
    else if (step.kind === 'clear') {
      forget(await listMemberIds(tx, idp.id, groupId))
      await deleteAllMembers(tx, idp.id, groupId)
    } else if (step.kind === 'replace') {
      const before = await listMemberIds(tx, idp.id, groupId)
      const wanted = new Set((await add(step.members)).map((row) => row.memberId))
      await remove(before.filter((id) => !wanted.has(id)))
    } else {
      const all = await listMembers(tx, idp.id, [groupId])
      const found = all.filter(({ id, type, display }) =>
        matchesValue(step.filter, MEMBERS, { value: id, type, display }),
      )
      await remove(found.map((member) => member.id))
    }
  }
  return change
}

/** The change as the log shows it. */
export const memberChanges = ({ added, removed }: MembersChange): AttributeChange[] => [
  ...(removed.size > 0 ? [{ path: 'members', before: logged(removed) }] : []),
  ...(added.size > 0 ? [{ path: 'members', after: logged(added) }] : []),
]

const logged = (ids: Set<string>): string[] => [
  ...[...ids].slice(0, LOGGED),
  ...(ids.size > LOGGED ? [`… and ${ids.size - LOGGED} more`] : []),
]

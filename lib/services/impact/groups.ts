import { listGroupsWithin } from '#db/queries/impact-people.ts'
import type { Reader } from '#db/store.ts'

/**
 * For each group that leads to one that rules name, by being it or lying within it, the named ones it leads to. Read once
 * for all users: nobody else's nesting matters.
 */
export async function groupsLeadingTo(
  q: Reader,
  idpId: string,
  named: ReadonlySet<string>,
): Promise<Map<string, ReadonlySet<string>>> {
  const leads = new Map<string, Set<string>>([...named].map((id) => [id, new Set([id])]))
  for (let next = [...named]; next.length > 0;) {
    const grown = new Set<string>()
    for (const { memberId, groupId } of await listGroupsWithin(q, idpId, next)) {
      const to = leads.get(memberId) ?? new Set()
      const before = to.size
      for (const id of leads.get(groupId) ?? []) to.add(id)
      leads.set(memberId, to)
      // A circle, should there be one, adds nothing the second time.
      if (to.size > before) grown.add(memberId)
    }
    next = [...grown]
  }
  return leads
}

import { countEffectiveMembers, nobody } from '#db/queries/effective-members.ts'
import { findGroup } from '#db/queries/groups.ts'
import { getTotals, type Totals } from '#db/queries/totals.ts'
import type { Reader } from '#db/store.ts'
import { matchRoute } from '#lib/scim/router.ts'
import { findNamingRules, type NamingRule } from '../policy/view.ts'
import { serveGroup, serveUser } from '../scim/served.ts'

/** A user or group that a request is about. */
export type Named = { type: 'User' | 'Group'; id: string }

/** The IdP's directory as it is at a moment of a rehearsal, as far as a look costs no more than the request. */
export type Look = { totals: Totals; resource: string | undefined }

export async function look(q: Reader, idp: { id: string; base: string }, { type, id }: Partial<Named>): Promise<Look> {
  const endpoint = { idpId: idp.id, base: idp.base }
  const serve = async () => {
    if (id === undefined || type === undefined) return undefined
    // Members may be a hundred thousand: what changes of them is among the changes.
    return type === 'User' ? serveUser(q, endpoint, id) : serveGroup(q, endpoint, id, false)
  }
  return { totals: await getTotals(q, idp.id), resource: await serve() }
}

/** The user or group that a path names. */
export function namedIn(path: string): Named | undefined {
  try {
    const route = matchRoute(path)
    if (route.kind === 'user') return { type: 'User', id: route.id }
    return route.kind === 'group' ? { type: 'Group', id: route.id } : undefined
  } catch {
    return undefined
  }
}

/** What hangs on a group: who is in it, also through groups within, and which rules name it. */
export type GroupUse = { name: string; people: number; active: number; isAtLeast: boolean; rules: NamingRule[] }

/** Counts people, which may take long: ask `store().report`. */
export async function findGroupUse(q: Reader, idpId: string, groupId: string): Promise<GroupUse | undefined> {
  const group = await findGroup(q, idpId, groupId)
  if (!group) return undefined
  const counted = (await countEffectiveMembers(q, idpId, [groupId])).get(groupId) ?? nobody
  return {
    name: group.displayName,
    people: counted.total,
    active: counted.active,
    isAtLeast: counted.isAtLeast,
    rules: await findNamingRules(q, 'scim-group', groupId),
  }
}

import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { startsWithText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listMatchingTexts } from '../text-index.ts'
import { contains, isShort } from './search.ts'
import { listUnreadIds, type SearchKind, type SearchSlot } from './search-entries.ts'

export type Hit = {
  kind: SearchKind
  idpId: string
  id: string
  /** userName, or the group's displayName. */
  name: string
  /** displayName of a user. */
  detail: string | null
  /** Groups are always active. */
  isActive: boolean
}

/** Of those that contain the text somewhere, as many are looked at. */
const LOOKED_AT = 50

/**
 * The `limit` best users and groups for a text, across every IdP: whose name is it, then whose name begins with it, then
 * whatever contains it (from three characters on), each by name. Ask `store().report`.
 */
export async function searchTop(q: Reader, text: string, limit: number): Promise<Hit[]> {
  const wanted = fold(text.trim())
  if (wanted === '') return []
  const found = await Promise.all((await listSlots(q)).map((slot) => searchSlot(q, slot, wanted, limit)))
  const unique = new Map(found.flat().map((hit) => [`${hit.idpId} ${hit.id}`, hit]))
  return [...unique.values()].sort((a, b) => rank(a, wanted) - rank(b, wanted) || byName(a, b)).slice(0, limit)
}

const byName = (a: Hit, b: Hit): number => (fold(a.name) < fold(b.name) ? -1 : 1)

const rank = ({ name, detail }: Hit, wanted: string): number => {
  const names = [fold(name), fold(detail ?? '')]
  if (names.includes(wanted)) return 0
  return names.some((one) => one.startsWith(wanted)) ? 1 : 2
}

const listSlots = async (q: Reader): Promise<SearchSlot[]> => {
  const { searchSlots, idps } = q.tables
  const rows = await q
    .select({ slot: searchSlots })
    .from(searchSlots)
    .innerJoin(idps, eq(idps.id, searchSlots.idpId))
    .where(ne(idps.status, 'deleting'))
  return rows.map(({ slot }) => slot)
}

async function searchSlot(q: Reader, slot: SearchSlot, wanted: string, limit: number): Promise<Hit[]> {
  const ids = isShort(wanted)
    ? []
    : (await Promise.all([listMatchingTexts(q, slot, wanted, LOOKED_AT), listUnreadIds(q, slot, LOOKED_AT)])).flat()
  return slot.kind === 'User'
    ? searchUsers(q, slot.idpId, ids, wanted, limit)
    : searchGroups(q, slot.idpId, ids, wanted, limit)
}

async function searchUsers(q: Reader, idpId: string, ids: string[], wanted: string, limit: number): Promise<Hit[]> {
  const { users } = q.tables
  const hits = q
    .select({ id: users.id, name: users.userName, detail: users.displayName, isActive: users.active })
    .from(users)
  const begins = async (key: typeof users.userNameKey | typeof users.displayNameKey) =>
    q
      .select({ id: users.id, name: users.userName, detail: users.displayName, isActive: users.active })
      .from(users)
      .where(and(eq(users.idpId, idpId), startsWithText(key, wanted)))
      .orderBy(asc(key))
      .limit(limit)
  const rows = await Promise.all([
    begins(users.userNameKey),
    begins(users.displayNameKey),
    ids.length === 0
      ? []
      : hits.where(and(eq(users.idpId, idpId), inArray(users.id, ids), contains(q, 'User', wanted))),
  ])
  return rows.flat().map((row) => ({ kind: 'User', idpId, ...row }))
}

async function searchGroups(q: Reader, idpId: string, ids: string[], wanted: string, limit: number): Promise<Hit[]> {
  const { groups } = q.tables
  const select = () => q.select({ id: groups.id, name: groups.displayName }).from(groups)
  const rows = await Promise.all([
    select()
      .where(and(eq(groups.idpId, idpId), startsWithText(groups.displayNameKey, wanted)))
      .orderBy(asc(groups.displayNameKey))
      .limit(limit),
    ids.length === 0
      ? []
      : select().where(and(eq(groups.idpId, idpId), inArray(groups.id, ids), contains(q, 'Group', wanted))),
  ])
  return rows.flat().map((row) => ({ kind: 'Group', idpId, ...row, detail: null, isActive: true }))
}

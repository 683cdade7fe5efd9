import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Reader } from '../store.ts'
import { chunks } from './chunks.ts'
import { isGroup, listNestedGroups } from './members.ts'

// Groups may be members of groups. Who is in a group *effectively* is in it, or in a group within it, at whatever depth;
// two ways to the same group are one membership. Circles are refused when members are admitted; should one exist all the
// same, each group is still gone through once.

export type EffectiveGroup = { id: string; displayName: string; isDirect: boolean }

/** Every group that a user (or group) is effectively in, by id: what policies and their explanations go by. */
export async function listEffectiveGroups(q: Reader, idpId: string, memberId: string): Promise<EffectiveGroup[]> {
  const { groups } = q.tables
  const direct = await parentsOf(q, idpId, [memberId])
  const all = new Set(direct)
  for (let next = direct; next.length > 0;) {
    const above = await parentsOf(q, idpId, next)
    next = above.filter((id) => !all.has(id))
    for (const id of next) all.add(id)
  }
  const isDirect = new Set(direct)
  const found: EffectiveGroup[] = []
  for (const some of chunks([...all].sort())) {
    const rows = await q
      .select({ id: groups.id, displayName: groups.displayName })
      .from(groups)
      .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
      .orderBy(asc(groups.id))
    found.push(...rows.map((row) => ({ ...row, isDirect: isDirect.has(row.id) })))
  }
  return found
}

/**
 * The same by id alone, for decisions, which are asked for with every request: two short statements, unless the IdP has
 * groups within groups.
 */
export async function listEffectiveGroupIds(q: Reader, idpId: string, memberId: string): Promise<string[]> {
  const { members } = q.tables
  const ofIdp = eq(members.idpId, sql.placeholder('idpId'))
  const nested = await prepared(q, 'has_nested_groups', () =>
    q
      .select({ id: members.groupId })
      .from(members)
      .where(and(ofIdp, isGroup(members)))
      .limit(1)
      .prepare('has_nested_groups'),
  ).execute({ idpId })
  if (nested.length > 0) return (await listEffectiveGroups(q, idpId, memberId)).map(({ id }) => id)
  const direct = await prepared(q, 'direct_group_ids', () =>
    q
      .select({ id: members.groupId })
      .from(members)
      .where(and(ofIdp, eq(members.memberId, sql.placeholder('memberId'))))
      .prepare('direct_group_ids'),
  ).execute({ idpId, memberId })
  return direct.map(({ id }) => id)
}

/** The groups that have one of `memberIds` as a member, each once. */
async function parentsOf(q: Reader, idpId: string, memberIds: string[]): Promise<string[]> {
  const { members } = q.tables
  const found = new Set<string>()
  for (const some of chunks(memberIds)) {
    const rows = await q
      .selectDistinct({ id: members.groupId })
      .from(members)
      .where(and(eq(members.idpId, idpId), inArray(members.memberId, some)))
    for (const { id } of rows) found.add(id)
  }
  return [...found]
}

/** Users of a group, each counted once. */
export type MemberCount = {
  /** Effectively. */
  total: number
  active: number
  /** Members themselves. */
  direct: number
  /** Counting stopped: there are at least as many. */
  isAtLeast: boolean
}

/** Beyond so many users counting the nested groups of one stops; a group's own members are always counted. */
const NESTED_COUNT_CAP = 100_000
/** Beyond so many groups within one, too. */
const MOST_NESTED_GROUPS = 1_000

/**
 * Users in each of these groups, effectively, all and active. A group without any is absent. Groups without groups in
 * them cost one statement together; of the others each costs one a level, and reads `cap` memberships at most.
 */
export async function countEffectiveMembers(
  q: Reader,
  idpId: string,
  groupIds: readonly string[],
  cap = NESTED_COUNT_CAP,
): Promise<Map<string, MemberCount>> {
  if (groupIds.length === 0) return new Map()
  const counts = await countDirectMembers(q, idpId, groupIds)
  for (const id of await withGroupsWithin(q, idpId, groupIds)) {
    const own = counts.get(id) ?? nobody
    const within = [...(await listNestedGroups(q, idpId, [id]))]
    const isCut = within.length > MOST_NESTED_GROUPS
    const nested = await countDistinctUsers(q, idpId, within.slice(0, MOST_NESTED_GROUPS), cap)
    const isAtLeast = isCut || nested.total > cap
    const count = {
      total: Math.max(own.total, Math.min(nested.total, cap)),
      active: Math.max(own.active, Math.min(nested.active, cap)),
      direct: own.direct,
      isAtLeast,
    }
    if (count.total > 0) counts.set(id, count)
  }
  return counts
}

export const nobody: MemberCount = { total: 0, active: 0, direct: 0, isAtLeast: false }

async function countDirectMembers(q: Reader, idpId: string, groupIds: readonly string[]) {
  const { members, users } = q.tables
  const rows = await q
    .select({
      groupId: members.groupId,
      total: sql<number>`count(*)`.mapWith(Number),
      active: activeCount(users.active),
    })
    .from(members)
    .innerJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId)))
    .where(and(eq(members.idpId, idpId), inArray(members.groupId, [...groupIds])))
    .groupBy(members.groupId)
  return new Map<string, MemberCount>(
    rows.map(({ groupId, total, active }) => [groupId, { total, active, direct: total, isAtLeast: false }]),
  )
}

/** Which of these groups have groups in them. */
async function withGroupsWithin(q: Reader, idpId: string, groupIds: readonly string[]): Promise<string[]> {
  const { members } = q.tables
  const rows = await q
    .selectDistinct({ id: members.groupId })
    .from(members)
    .where(and(eq(members.idpId, idpId), inArray(members.groupId, [...groupIds]), isGroup(members)))
  return rows.map((row) => row.id)
}

async function countDistinctUsers(q: Reader, idpId: string, groupIds: string[], cap: number) {
  const { members, users } = q.tables
  const people = q
    .selectDistinct({ id: members.memberId })
    .from(members)
    .where(and(eq(members.idpId, idpId), inArray(members.groupId, groupIds), eq(members.type, 'User')))
    .limit(cap + 1)
    .as('people')
  const [row] = await q
    .select({ total: sql<number>`count(*)`.mapWith(Number), active: activeCount(users.active) })
    .from(people)
    .innerJoin(users, and(eq(users.idpId, idpId), eq(users.id, people.id)))
  return row ?? nobody
}

const activeCount = (active: unknown) =>
  sql<number>`coalesce(sum(case when ${active} then 1 else 0 end), 0)`.mapWith(Number)

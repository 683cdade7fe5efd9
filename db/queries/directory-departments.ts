import { createHash } from 'node:crypto'
import { and, asc, eq, gt, inArray, min, sql } from 'drizzle-orm'
import { compareCodePoints, fold } from '#lib/scim/fold.ts'
import { localDirectory } from '#lib/table/directories.ts'
import type { Reader } from '../store.ts'
import { listDirectories } from './directory-merge.ts'
import { listTotals } from './list-totals.ts'
import type { ListPage, ListQuery } from './list.ts'

export type DepartmentRow = Reader['tables']['departments']['$inferSelect']

export type DirectoryDepartment = {
  /** Of the row: a department made by hand has an id, another is known by a hash of its key. */
  id: string
  /** The folded name: what users and the departments made by hand have in common. */
  key: string
  name: string
  /** Of a department that was made by hand. */
  made: Pick<DepartmentRow, 'id' | 'comments' | 'version'> | undefined
  users: number
  /** There are more users than counted. */
  isCapped: boolean
  /** Directories whose users name it. */
  directoryIds: string[]
}

/** The row id of a department that nobody made by hand: names may be longer than an address takes. */
const idOf = (key: string): string => `named-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`

/** Users are counted to here, department by department. */
const COUNT_CAP = 10_000

/**
 * A page of Departments: those made by hand, and those that users name. Users' departments are distinct values of an
 * index, of which there are few beside the users: they are merged and paged here.
 */
export async function listDirectoryDepartments(q: Reader, query: ListQuery): Promise<ListPage<DirectoryDepartment>> {
  const all = await listDirectories(q)
  const asked = query.filters['directory']
  const ids = all.map(({ id }) => id).filter((id) => asked === undefined || asked.includes(id))
  const [made, named] = await Promise.all([listMade(q), namedBy(q, ids)])
  const name = fold(query.filters['name']?.[0] ?? '')
  const source = query.filters['source']?.[0]
  const keys = [...new Set([...(asked === undefined ? made.keys() : []), ...named.keys()])]
    .filter((key) => key.includes(name))
    .filter((key) => query.ids?.includes(made.get(key)?.id ?? idOf(key)) ?? true)
    .filter((key) => source === undefined || made.has(key) === (source === 'hand'))
    .sort(compareCodePoints)
  if (query.sort[0]?.direction === 'desc') keys.reverse()
  // A walk ends with the id of a row, which stays where it is among the keys.
  const start = query.walk
    ? keys.findIndex((key) => (made.get(key)?.id ?? idOf(key)) === query.walk?.after) + 1
    : (query.page - 1) * query.size
  const shown = keys.slice(start, start + query.size)
  return {
    rows: await readDepartments(q, shown, made, named),
    total: keys.length,
    isTotalCapped: false,
    hasMore: keys.length > start + shown.length,
  }
}

const listMade = async (q: Reader): Promise<Map<string, DepartmentRow>> =>
  new Map((await q.select().from(q.tables.departments)).map((row) => [row.nameKey, row]))

/** Directories by the departments that their users name. */
export async function namedBy(q: Reader, directoryIds: readonly string[]): Promise<Map<string, string[]>> {
  const named = new Map<string, string[]>()
  const totals = await listTotals(q)
  for (const id of directoryIds) {
    const keys = await listDepartmentKeys(q, id, totals.get(id)?.users ?? 0)
    for (const key of keys) named.set(key, [...(named.get(key) ?? []), id])
  }
  return named
}

/** Distinct values that are hopped to one by one, before all of the index is read instead. */
const MOST_HOPS = 100
/** Users whose departments are read as they are. */
const FEW_USERS = 5_000

/** The departments that a directory's users name, folded, in order. `users`: how many there are, as kept. */
export async function listDepartmentKeys(q: Reader, idpId: string, users: number): Promise<string[]> {
  // Forty departments of a million users are forty look-ups; to read them as distinct values would read a million.
  const keys = users > FEW_USERS ? await hop(q, idpId) : []
  if (users > FEW_USERS && keys.length < MOST_HOPS) return keys
  const { users: table } = q.tables
  const rest = await q
    .selectDistinct({ key: table.departmentKey })
    .from(table)
    .where(and(eq(table.idpId, idpId), gt(table.departmentKey, keys.at(-1) ?? '')))
    .orderBy(asc(table.departmentKey))
  return [...keys, ...rest.flatMap(({ key }) => key ?? [])]
}

async function hop(q: Reader, idpId: string): Promise<string[]> {
  const { users } = q.tables
  const keys: string[] = []
  while (keys.length < MOST_HOPS) {
    const [next] = await q
      .select({ key: min(users.departmentKey) })
      .from(users)
      .where(and(eq(users.idpId, idpId), gt(users.departmentKey, keys.at(-1) ?? '')))
    if (typeof next?.key !== 'string') break
    keys.push(next.key)
  }
  return keys
}

type Counted = { name: string | undefined; users: number }

/** The departments of these keys, their users counted: in one statement where a directory is small, else to the cap. */
async function readDepartments(
  q: Reader,
  keys: readonly string[],
  made: ReadonlyMap<string, DepartmentRow>,
  named: ReadonlyMap<string, string[]>,
): Promise<DirectoryDepartment[]> {
  const totals = await listTotals(q)
  const counts = new Map(keys.map((key): [string, Counted] => [key, { name: made.get(key)?.name, users: 0 }]))
  const add = (key: string, name: string | null | undefined, users: number) => {
    const counted = counts.get(key)
    if (!counted) return
    counted.name ??= name ?? undefined
    counted.users += users
  }
  for (const idpId of new Set(keys.flatMap((key) => named.get(key) ?? []))) {
    const here = keys.filter((key) => named.get(key)?.includes(idpId))
    if ((totals.get(idpId)?.users ?? 0) <= FEW_USERS) {
      for (const row of await countGrouped(q, idpId, here)) add(row.key ?? '', row.name, row.users)
      continue
    }
    for (const key of here) {
      const needsName = counts.get(key)?.name === undefined
      add(key, needsName ? await findName(q, idpId, key) : undefined, await countToCap(q, idpId, key))
    }
  }
  return keys.map((key) => {
    const row = made.get(key)
    const { name = key, users = 0 } = counts.get(key) ?? {}
    return {
      id: row?.id ?? idOf(key),
      key,
      name,
      made: row && { id: row.id, comments: row.comments, version: row.version },
      users: Math.min(users, COUNT_CAP),
      isCapped: users > COUNT_CAP,
      directoryIds: named.get(key) ?? [],
    }
  })
}

const countGrouped = (q: Reader, idpId: string, keys: string[]) => {
  const { users } = q.tables
  return q
    .select({
      key: users.departmentKey,
      name: min(users.department),
      users: sql<number>`count(*)`.mapWith(Number),
    })
    .from(users)
    .where(and(eq(users.idpId, idpId), inArray(users.departmentKey, keys)))
    .groupBy(users.departmentKey)
}

const findName = async (q: Reader, idpId: string, key: string): Promise<string | null | undefined> => {
  const { users } = q.tables
  const rows = await q
    .select({ name: users.department })
    .from(users)
    .where(and(eq(users.idpId, idpId), eq(users.departmentKey, key)))
    .limit(1)
  return rows[0]?.name
}

async function countToCap(q: Reader, idpId: string, key: string): Promise<number> {
  const { users } = q.tables
  const some = q
    .select({ one: sql<number>`1`.as('one') })
    .from(users)
    .where(and(eq(users.idpId, idpId), eq(users.departmentKey, key)))
    .limit(COUNT_CAP + 1)
    .as('some')
  const counted = await q.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
  return counted[0]?.count ?? 0
}

/** One department by its row id, and how many of its users were made by hand. */
export async function findDirectoryDepartment(
  q: Reader,
  id: string,
): Promise<(DirectoryDepartment & { usersByHand: number }) | undefined> {
  const ids = (await listDirectories(q)).map((directory) => directory.id)
  const [made, named] = await Promise.all([listMade(q), namedBy(q, ids)])
  const key =
    [...made.values()].find((row) => row.id === id)?.nameKey ?? [...named.keys()].find((one) => idOf(one) === id)
  if (key === undefined) return undefined
  const [department] = await readDepartments(q, [key], made, named)
  return department && { ...department, usersByHand: await countToCap(q, localDirectory.id, key) }
}

/** Departments of these folded names that were made by hand. */
export async function listDepartmentsByKeys(q: Reader, keys: readonly string[]): Promise<DepartmentRow[]> {
  const { departments } = q.tables
  if (keys.length === 0) return []
  return q
    .select()
    .from(departments)
    .where(inArray(departments.nameKey, [...keys]))
}

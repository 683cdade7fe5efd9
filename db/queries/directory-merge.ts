import { and, asc, desc, eq, gt, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { type FilterId, type TableDefinition, totalCap } from '#lib/table/define-table.ts'
import { localDirectory, readRowId } from '#lib/table/directories.ts'
import type { Reader } from '../store.ts'
import type { ListPage, ListQuery } from './list.ts'
import { prepareSearch, type Search } from './search.ts'

/** An IdP, or the local directory. */
export type Directory = { id: string; name: string; scimSync: boolean }

/** The local directory, then every IdP by name, without those being deleted. */
export async function listDirectories(q: Reader): Promise<Directory[]> {
  const { idps } = q.tables
  const rows = await q
    .select({ id: idps.id, name: idps.name, scimSync: idps.scimSync })
    .from(idps)
    .where(ne(idps.status, 'deleting'))
    .orderBy(asc(idps.nameKey), asc(idps.id))
  return [{ ...localDirectory, scimSync: false }, ...rows]
}

type Sortable = { id: string; direction: 'asc' | 'desc' }
type Place = { idpId: string; id: string }

/** One table across directories. A condition is asked for once a directory: subqueries name it as a constant. */
export type MergePlan<D extends TableDefinition> = {
  name: 'users' | 'groups'
  directoryIds: readonly string[]
  filters: Record<FilterId<D>, (values: readonly string[], idpId: string) => SQL | undefined>
  /** By the folded name, or by `updatedAt`. */
  defaultSort: Sortable
  /** The kept total of a directory. */
  unfilteredTotal: (idpId: string) => number
  /** By directory, what the search index says; its totals hold where the search is the only condition. */
  searches?: ReadonlyMap<string, Search>
  /** A directory's rows in other words than a plain `idpId = …`: with which SQLite goes by what a search found. */
  scope?: (idpId: string) => SQL | undefined
}

/** A page across directories and its total, as `listPage` gives them for one. Ask `store().report`. */
export async function mergePage<D extends TableDefinition, Row extends Place>(
  q: Reader,
  query: ListQuery,
  plan: MergePlan<D>,
  find: (idpId: string, ids: string[]) => PromiseLike<Row[]>,
): Promise<ListPage<Row>> {
  const conditions = conditionsOf(q, query, plan)
  if (query.walk) return walkOn(q, query, plan, conditions, find)
  const isFiltered = plan.directoryIds.some((id) => conditions(id) !== undefined)
  const sort = query.sort[0] ?? plan.defaultSort
  const slice = { limit: query.size + 1, offset: (query.page - 1) * query.size }
  const [places, counted] = await Promise.all([
    listPlaces(q, plan, sort, conditions, slice),
    isFiltered
      ? countToCap(q, plan, conditions, isSearchAlone(query) ? plan.searches : undefined)
      : plan.directoryIds.reduce((sum, id) => sum + plan.unfilteredTotal(id), 0),
  ])
  const rows = await inOrder(places.slice(0, query.size), find)
  const isTotalCapped = isFiltered && counted > totalCap
  const seen = places.length === 0 ? 0 : slice.offset + Math.min(places.length, query.size)
  return {
    rows,
    total: isTotalCapped ? totalCap : Math.max(counted, seen),
    isTotalCapped,
    hasMore: places.length > query.size,
  }
}

/** What the search index says of a text, directory by directory. Without a text, nothing. */
export async function searchEach(
  q: Reader,
  name: 'users' | 'groups',
  directoryIds: readonly string[],
  text: string | undefined,
): Promise<Map<string, Search>> {
  if (text === undefined) return new Map()
  const kind = name === 'users' ? 'User' : 'Group'
  return new Map(
    await Promise.all(
      directoryIds.map(async (id): Promise<[string, Search]> => [id, await prepareSearch(q, id, kind, text)]),
    ),
  )
}

/** The scope of the first of these searches that names few rows of the directory. */
export const narrowestScope =
  (...searches: ReadonlyMap<string, Search>[]) =>
  (idpId: string): SQL | undefined =>
    searches.map((each) => each.get(idpId)).find((search) => search !== undefined && search.total === undefined)?.scope

type Conditions = (idpId: string) => SQL | undefined

const conditionsOf = <D extends TableDefinition>(q: Reader, query: ListQuery, plan: MergePlan<D>): Conditions => {
  const filters = Object.entries(plan.filters as Record<string, (values: readonly string[], id: string) => unknown>)
  const chosen = Map.groupBy(
    (query.ids ?? []).flatMap((row) => readRowId(row) ?? []),
    (place) => place.idpId,
  )
  const { id } = plan.name === 'users' ? q.tables.users : q.tables.groups
  return (idpId) =>
    and(
      query.ids && inArray(id, chosen.get(idpId)?.map((place) => place.id) ?? []),
      ...filters.flatMap(([id, condition]) => {
        const values = query.filters[id]
        const asked = values && values.length > 0 ? condition(values, idpId) : undefined
        return asked === undefined ? [] : [asked as SQL]
      }),
    )
}

/** The directories are asked for before, so that they do not count as a condition. */
const isSearchAlone = (query: ListQuery): boolean =>
  query.ids === undefined && Object.keys(query.filters).every((id) => id === 'search' || id === 'directory')

/** The next rows of a walk: directory by directory, by ids. `after` is the id of a row: `rowId`. */
async function walkOn<D extends TableDefinition, Row extends Place>(
  q: Reader,
  { size, walk }: ListQuery,
  { name, directoryIds }: MergePlan<D>,
  conditions: Conditions,
  find: (idpId: string, ids: string[]) => PromiseLike<Row[]>,
): Promise<ListPage<Row>> {
  const table = q.tables[name]
  const after = walk?.after === undefined ? undefined : readRowId(walk.after)
  const isDown = walk?.direction === 'desc'
  const rows: Row[] = []
  for (const idpId of directoryIds.slice(after ? directoryIds.indexOf(after.idpId) : 0)) {
    const beyond = after?.idpId === idpId ? (isDown ? lt : gt)(table.id, after.id) : undefined
    const found = await q
      .select({ idpId: table.idpId, id: table.id })
      .from(table)
      .where(and(eq(table.idpId, idpId), beyond, conditions(idpId)))
      .orderBy(isDown ? desc(table.id) : asc(table.id))
      .limit(size + 1 - rows.length)
    rows.push(...(await inOrder(found, find)))
    if (rows.length > size) break
  }
  return { rows: rows.slice(0, size), total: 0, isTotalCapped: false, hasMore: rows.length > size }
}

/**
 * SQLite takes 500 selects in one statement; beyond, all rows are sorted instead of merged. Nobody has so many IdPs, and
 * the page still comes.
 */
const MOST_BRANCHES = 400

/**
 * Where the rows of a page are, in order, across directories. Every index is led by `idp_id`, so each directory's rows
 * come by its own index and the engine merges the streams: nothing is sorted, however many users there are, and what
 * is skipped is skipped within the index.
 */
async function listPlaces<D extends TableDefinition>(
  q: Reader,
  { name, directoryIds, scope }: MergePlan<D>,
  sort: Sortable,
  conditions: Conditions,
  { limit, offset }: { limit: number; offset: number },
): Promise<Place[]> {
  const table = q.tables[name]
  const text = name === 'users' ? q.tables.users.userNameKey : q.tables.groups.displayNameKey
  const by = sort.direction === 'desc' ? desc : asc
  const isByTime = sort.id === 'updatedAt'
  const order = isByTime ? [by(table.updatedAt), by(table.id), by(table.idpId)] : [by(text), by(table.idpId)]
  const branch = (within: SQL, condition: SQL | undefined) =>
    q
      .select({
        idpId: table.idpId,
        key: isByTime ? table.id : text,
        at: isByTime ? table.updatedAt : sql<Date>`0`.as('nothing'),
      })
      .from(table)
      .where(and(within, condition))
  const [first, second, ...rest] =
    directoryIds.length > MOST_BRANCHES
      ? [branch(or(...directoryIds.map((id) => and(eq(table.idpId, id), conditions(id)))) ?? sql`1 = 0`, undefined)]
      : directoryIds.map((id) => branch(scope?.(id) ?? eq(table.idpId, id), conditions(id)))
  if (!first) return []
  const merged = second ? unionAll(first, second, ...rest) : first
  const places = await merged
    .orderBy(...order)
    .limit(limit)
    .offset(offset)
  if (isByTime) return places.map(({ idpId, key }) => ({ idpId, id: key }))
  return inOrder(
    places.map(({ idpId, key }) => ({ idpId, id: key })),
    async (idpId, keys) => {
      const found = await q
        .select({ id: table.id, key: text })
        .from(table)
        .where(and(eq(table.idpId, idpId), inArray(text, keys)))
      return found.map((row) => ({ idpId, id: row.key, found: row.id }))
    },
  ).then((rows) => rows.map(({ idpId, found }) => ({ idpId, id: found })))
}

/** Rows that were found directory by directory, in the order of their places; one that is gone meanwhile is left out. */
async function inOrder<Row extends Place>(
  places: readonly Place[],
  find: (idpId: string, ids: string[]) => PromiseLike<Row[]>,
): Promise<Row[]> {
  const found = new Map<string, Row>()
  for (const [idpId, some] of Map.groupBy(places, (place) => place.idpId)) {
    const ids = some.map((place) => place.id)
    for (const row of await find(idpId, ids)) found.set(`${idpId}:${row.id}`, row)
  }
  return places.flatMap(({ idpId, id }) => found.get(`${idpId}:${id}`) ?? [])
}

/** Directory by directory, until there are more than a total tells. */
async function countToCap<D extends TableDefinition>(
  q: Reader,
  { name, directoryIds, scope }: MergePlan<D>,
  conditions: Conditions,
  searches: ReadonlyMap<string, Search> | undefined,
): Promise<number> {
  const table = q.tables[name]
  let total = 0
  for (const idpId of directoryIds) {
    const known = await searches?.get(idpId)?.total?.()
    if (known) {
      total += known.isTotalCapped ? totalCap + 1 : known.total
      if (total > totalCap) return total
      continue
    }
    const some = q
      .select({ one: sql<number>`1`.as('one') })
      .from(table)
      .where(and(scope?.(idpId) ?? eq(table.idpId, idpId), conditions(idpId)))
      .limit(totalCap + 1 - total)
      .as('some')
    const [counted] = await q.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
    total += counted?.count ?? 0
    if (total > totalCap) return total
  }
  return total
}

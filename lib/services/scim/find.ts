import { store } from '#db/index.ts'
import { orderColumn, type Order, type Position } from '#db/queries/directory-order.ts'
import { compileFilter } from '#db/queries/scim-filter.ts'
import type { Reader } from '#db/store.ts'
import { tooMany } from '#lib/scim/errors.ts'
import { matches } from '#lib/scim/evaluate.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { parseProjection } from '#lib/scim/projection.ts'
import type { ResolvedFilter } from '#lib/scim/resolve.ts'
import { compareSorted, sortKey, type ResolvedSort, type SortKey } from '#lib/scim/sort.ts'
import type { Kind, Row } from './kinds.ts'
import { findPageEnd, rememberPageEnd } from './page-ends.ts'

/** Resources of one type: which of them, and in what order. */
export type Source = {
  kind: Kind
  filter: ResolvedFilter | undefined
  sort: ResolvedSort | undefined
  /** The filter as the client wrote it. */
  query: string
}
/** A piece of them. `total` given: it is known already and need not be counted. */
export type Wanted = { limit: number; offset: number; after?: Position | undefined; total?: number | undefined }
export type Entry = { kind: Kind; row: Row; key: SortKey }
export type Found = { total: number; entries: Entry[] }

/** Rows that a filter or an order without an index may look at. */
export const SCAN_LIMIT = 50_000
const SCAN_PAGE = 1_000
const EVERYTHING = parseProjection()

export async function find(source: Source, wanted: Wanted): Promise<Found> {
  const { kind, filter, sort } = source
  const few = filter && (await lookUp(kind, filter))
  if (few) {
    const rows = filter.kind === 'compare' ? few : await evaluated(source, store().read, few)
    return window(source, rows, wanted)
  }
  const { tables } = store()
  const { where, isExact } = filter ? compileFilter(tables, kind.type, filter) : { where: undefined, isExact: true }
  const column = sort?.definition && orderColumn(tables, kind.type, sort.definition.path)
  if (!isExact) return scan(source, where, wanted)
  if (sort?.definition && !column) return scan(source, where, wanted)
  return page(source, where, column && sort && { column, descending: sort.descending }, wanted)
}

/** The lookups of every IdP, `userName eq` and its like: one prepared statement each, even beside further conditions. */
async function lookUp(kind: Kind, filter: ResolvedFilter): Promise<Row[] | undefined> {
  const conditions = filter.kind === 'and' ? filter.operands : [filter]
  for (const condition of conditions) {
    if (condition.kind !== 'compare' || condition.op !== 'eq') continue
    const rows = await kind.lookUp(condition)
    if (rows) return rows
  }
  return undefined
}

/** The piece that is wanted of rows that are all there. */
function window(source: Source, rows: Row[], { limit, offset, after }: Wanted): Found {
  const { kind, sort } = source
  if (!sort && !after) return { total: rows.length, entries: entriesOf(kind, rows.slice(offset, offset + limit)) }
  const descending = sort?.descending ?? false
  const all = rows
    .map((row) => ({ kind, row, key: sort && keyOf(kind, sort, row), id: row.id }))
    .sort((a, b) => compareSorted(a, b, descending))
  const later = after ? all.filter((one) => compareSorted(one, { key: after.key, id: after.id }, descending) > 0) : all
  return { total: rows.length, entries: later.slice(offset, offset + limit) }
}

/** By SQL alone. */
async function page(
  { kind, filter, sort, query }: Source,
  where: Where,
  order: Order | undefined,
  wanted: Wanted,
): Promise<Found> {
  const { report } = store()
  const { limit, offset } = wanted
  const total = wanted.total ?? (await (filter ? kind.count(where) : kind.total()))
  // Among types of which this one lacks the attribute: all of it lies on one side of whoever has a value.
  const isBeside = sort && !sort.definition && wanted.after?.key !== undefined
  const after = isBeside ? undefined : wanted.after
  if (limit === 0 || (isBeside && sort.descending)) return { total, entries: [] }
  const isWalk = after === undefined
  const walk = JSON.stringify([kind.type, query, sort?.definition?.path, sort?.descending])
  const grows = filter === undefined && order === undefined
  const end = isWalk && offset > 0 ? findPageEnd(kind.idpId, walk, offset, total, grows) : undefined
  const from = end ? { after: end.after, offset: offset - end.offset } : { offset, ...(after ? { after } : {}) }
  const rows = await kind.page(report, { where, limit, ...from, ...(order ? { order } : {}) })
  const entries = entriesOf(kind, rows, sort && ((row) => keyOf(kind, sort, row)))
  const last = entries.at(-1)
  if (isWalk && last) {
    rememberPageEnd(kind.idpId, walk, offset + rows.length, { id: last.row.id, key: last.key }, total)
  }
  return { total, entries }
}

type Where = ReturnType<typeof compileFilter>['where']

/** By reading every candidate: what no column can answer. */
async function scan(source: Source, where: Where, wanted: Wanted): Promise<Found> {
  const { kind, filter, sort } = source
  const { report } = store()
  const { limit, offset } = wanted
  // In the default order the walk goes on where it was, and only what is wanted is kept.
  const kept: Row[] = []
  const sorted: { id: string; key: SortKey }[] = []
  let total = 0
  let seen = 0
  for (let after = sort ? undefined : wanted.after; ;) {
    const rows = await kind.page(report, { where, limit: SCAN_PAGE, ...(after ? { after } : {}) })
    for (const row of filter ? await evaluated(source, report, rows) : rows) {
      if (sort) sorted.push({ id: row.id, key: keyOf(kind, sort, row) })
      else if (total >= offset && kept.length < limit) kept.push(row)
      total++
    }
    if (rows.length < SCAN_PAGE) break
    if (!sort && wanted.total !== undefined && kept.length >= limit) break
    seen += rows.length
    const last = rows.at(-1)
    after = last && { id: last.id }
    if (seen >= SCAN_LIMIT) throw tooManyToRead(sort !== undefined)
  }
  if (!sort) return { total, entries: entriesOf(kind, kept) }
  const { after } = wanted
  const later = after
    ? sorted.filter((one) => compareSorted(one, { key: after.key, id: after.id }, sort.descending) > 0)
    : sorted
  const chosen = later.sort((a, b) => compareSorted(a, b, sort.descending)).slice(offset, offset + limit)
  const rows = new Map(
    (
      await kind.byId(
        report,
        chosen.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  return {
    total,
    entries: chosen.flatMap(({ id, key }) => {
      const row = rows.get(id)
      return row ? [{ kind, row, key }] : []
    }),
  }
}

const tooManyToRead = (isSorted: boolean) =>
  tooMany(
    isSorted
      ? `The order and filter would take reading more than ${SCAN_LIMIT} resources · order by id, userName, externalId, displayName, title, department, active or meta, or filter on one of them`
      : `The filter has no indexed condition and would look at more than ${SCAN_LIMIT} resources · add one on id, userName, externalId, displayName, emails.value, title, department, active or meta`,
  )

const keyOf = (kind: Kind, sort: ResolvedSort, row: Row): SortKey => sortKey(sort, kind.resource(row))

const entriesOf = (kind: Kind, rows: Row[], key?: (row: Row) => SortKey): Entry[] =>
  rows.map((row) => ({ kind, row, key: key?.(row) }))

/** The rows that meet the filter as the evaluator reads it, on the resources as they would be served. */
async function evaluated({ kind, filter }: Source, q: Reader, rows: Row[]): Promise<Row[]> {
  if (!filter) return rows
  const texts = await kind.render(q, rows, mentions(filter, LISTS[kind.type]) ? EVERYTHING : WITHOUT_LISTS)
  return rows.filter((_, index) => matches(filter, JSON.parse(texts[index] ?? '{}') as JsonObject))
}

// Memberships are rows of their own, a hundred thousand in a group perhaps: read only where a condition asks for them.
const LISTS = { User: 'groups', Group: 'members' } as const
const WITHOUT_LISTS = parseProjection(undefined, Object.values(LISTS))

const mentions = (filter: ResolvedFilter, list: string): boolean => {
  if (filter.kind === 'not') return mentions(filter.operand, list)
  if ('operands' in filter) return filter.operands.some((operand) => mentions(operand, list))
  return filter.attribute === list || filter.attribute.startsWith(`${list}.`)
}

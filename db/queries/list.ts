import { and, asc, desc, inArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { type FilterId, type SortableId, type TableDefinition, totalCap } from '#lib/table/define-table.ts'
import type { Instants } from '#lib/table/range.ts'
import type { Reader } from '../store.ts'

/** What `loadTableQuery` gives; the parts a query needs. */
export type ListQuery = {
  readonly page: number
  readonly size: number
  readonly sort: readonly { readonly id: string; readonly direction: 'asc' | 'desc' }[]
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly range: Instants
  /** Only these rows, where they match at all. */
  readonly ids?: readonly string[]
  /**
   * A walk over all that matches, `size` rows at a time: in the order of ids, which is that of creation, so that each row
   * comes exactly once however much is changed meanwhile. `after` is the id the last step ended with. Nothing is counted.
   */
  readonly walk?: { readonly direction: 'asc' | 'desc'; readonly after?: string }
}

/** How one table's definition is answered in SQL. A filter or sortable column left out does not compile. */
export type ListPlan<D extends TableDefinition> = {
  table: PgTable
  /** Which rows belong here at all: one IdP's. */
  scope: SQL
  filters: Record<FilterId<D>, (values: readonly string[]) => SQL | undefined>
  sort: Record<SortableId<D>, SQLWrapper>
  /** The tie-breaker that ends every order, so that no page repeats or skips a row. */
  id: SQLWrapper
  range?: (instants: Instants) => SQL | undefined
  /** The total without filters, where it is kept; otherwise rows are counted, to the cap. */
  unfilteredTotal?: () => Promise<number>
  /** The total by one filter alone, where something knows it without counting rows; by the filter's id. */
  totalBy?: Readonly<Partial<Record<FilterId<D>, () => Promise<Total>>>>
  /** Of filters with facets: rows by choice when no other condition is set, where that is kept. */
  keptFacets?: Readonly<Partial<Record<FilterId<D>, () => Promise<Readonly<Record<string, number>>>>>>
}

export type Total = { total: number; isTotalCapped: boolean }

export type ListPage<Row> = { rows: Row[]; total: number; isTotalCapped: boolean; hasMore: boolean }

/** The clauses that a page's own select is finished with. */
export type Clauses = { where: SQL; orderBy: SQL[]; limit: number; offset: number }

/** One page of a table and its total: exact to 10,000 when filtered, and known to be more beyond. Ask `store().report`. */
export async function listPage<D extends TableDefinition, Row>(
  q: Reader,
  query: ListQuery,
  plan: ListPlan<D>,
  select: (clauses: Clauses) => PromiseLike<Row[]>,
): Promise<ListPage<Row>> {
  const conditions = [
    ...filterConditions(query, plan),
    plan.range?.(query.range),
    query.ids && inArray(plan.id, [...query.ids]),
  ].filter((condition) => condition !== undefined)
  const where = and(plan.scope, ...conditions) ?? plan.scope
  if (query.walk) return walkOn(query.size, query.walk, plan.id, where, select)
  const [found, { total, isTotalCapped }] = await Promise.all([
    select({ where, orderBy: order(query, plan), limit: query.size + 1, offset: (query.page - 1) * query.size }),
    countPage(q, query, plan, where, conditions.length),
  ])
  const rows = found.slice(0, query.size)
  // A total that is kept may lag behind the rows of this very page by a moment.
  const seen = rows.length === 0 ? 0 : (query.page - 1) * query.size + rows.length
  return {
    rows,
    total: isTotalCapped ? totalCap : Math.max(total, seen),
    isTotalCapped,
    hasMore: found.length > rows.length,
  }
}

const countPage = async <D extends TableDefinition>(
  q: Reader,
  query: ListQuery,
  plan: ListPlan<D>,
  where: SQL,
  conditions: number,
): Promise<Total> => {
  if (conditions === 0 && plan.unfilteredTotal) return { total: await plan.unfilteredTotal(), isTotalCapped: false }
  const set = Object.keys(query.filters).filter((id) => id in plan.filters)
  const totalBy: Readonly<Partial<Record<string, () => Promise<Total>>>> = plan.totalBy ?? {}
  const known = conditions === 1 && set.length === 1 ? totalBy[set[0] ?? ''] : undefined
  if (known) return known()
  const total = await countToCap(q, plan.table, where)
  return { total, isTotalCapped: total > totalCap }
}

/** The next rows of a walk. */
const walkOn = async <Row>(
  size: number,
  { direction, after }: NonNullable<ListQuery['walk']>,
  id: SQLWrapper,
  where: SQL,
  select: (clauses: Clauses) => PromiseLike<Row[]>,
): Promise<ListPage<Row>> => {
  const later = after === undefined ? undefined : sql`${id} ${sql.raw(direction === 'desc' ? '<' : '>')} ${after}`
  const found = await select({
    // First: of two bounds on ids, SQLite looks for the first in its index, and a range's would be where the walk began.
    where: and(later, where) ?? where,
    orderBy: [direction === 'desc' ? desc(id) : asc(id)],
    limit: size + 1,
    offset: 0,
  })
  return { rows: found.slice(0, size), total: 0, isTotalCapped: false, hasMore: found.length > size }
}

/** The condition of each filter that is set. */
export const filterConditions = <D extends TableDefinition>(query: Pick<ListQuery, 'filters'>, plan: ListPlan<D>) =>
  Object.entries(plan.filters as Record<string, (values: readonly string[]) => SQL | undefined>).map(
    ([id, condition]) => {
      const values = query.filters[id]
      return values && values.length > 0 ? condition(values) : undefined
    },
  )

const order = <D extends TableDefinition>(query: ListQuery, plan: ListPlan<D>): SQL[] => {
  const by = plan.sort as Record<string, SQLWrapper>
  const terms = query.sort.flatMap(({ id, direction }) => {
    const term = by[id]
    return term ? [direction === 'desc' ? desc(term) : asc(term)] : []
  })
  // In the direction of the first term, so that an index on (term, id) is walked without a sort.
  return [...terms, query.sort[0]?.direction === 'desc' ? desc(plan.id) : asc(plan.id)]
}

const countToCap = async (q: Reader, table: PgTable, where: SQL): Promise<number> => {
  const some = q
    .select({ one: sql<number>`1`.as('one') })
    .from(table)
    .where(where)
    .limit(totalCap + 1)
    .as('some')
  const counted = await q.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
  return counted[0]?.count ?? 0
}

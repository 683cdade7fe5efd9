import { and, count, sql, type SQL } from 'drizzle-orm'
import { totalCap, type FilterId, type TableDefinition } from '#lib/table/define-table.ts'
import type { Facet, Facets } from '#lib/table/facets.ts'
import type { Reader } from '../store.ts'
import { filterConditions, type ListPage, type ListPlan, type ListQuery } from './list.ts'

/** Rows that are counted at most: what a page of a million takes is no more than what one of this many does. */
export const mostCounted = 50_000

/**
 * How many rows each choice of a filter would show, with every other filter applied and its own left out: with its own, the
 * alternatives would all be none. Counts are exact to 10,000. Ask `store().report`.
 */
export async function countFacets<D extends TableDefinition>(
  q: Reader,
  query: Pick<ListQuery, 'filters' | 'range'>,
  plan: ListPlan<D>,
  filterId: FilterId<D>,
  choices: readonly { readonly value: string }[],
  most = mostCounted,
): Promise<Facets> {
  const { [filterId as string]: _, ...others } = query.filters
  const conditions = [...filterConditions({ filters: others }, plan), plan.range?.(query.range)].filter(
    (condition) => condition !== undefined,
  )
  const kept = conditions.length === 0 ? await plan.keptFacets?.[filterId]?.() : undefined
  const condition = plan.filters[filterId]
  const marks = choices.map(({ value }, at) => ({ value, name: `choice_${at}`, met: condition([value]) ?? sql`false` }))
  const some = q
    .select({
      one: sql<number>`1`.as('one'),
      ...Object.fromEntries(
        marks.map(({ name, met }) => [name, sql<number | null>`case when ${met} then 1 end`.as(name)]),
      ),
    })
    .from(plan.table)
    .where(and(plan.scope, ...conditions))
    .limit(most + 1)
    .as('some')
  const columns = some as unknown as Record<string, SQL>
  const [row = {}] = await q
    .select({
      rows: count(),
      ...Object.fromEntries(marks.map(({ name }) => [name, count(columns[name])])),
    })
    .from(some)
  const counted = row as Record<string, number>
  const isPartial = (counted['rows'] ?? 0) > most
  return {
    isPartial,
    counts: Object.fromEntries(
      marks.flatMap(({ value, name }) => {
        const exact = kept?.[value]
        if (exact !== undefined) return [[value, { count: exact, isAtLeast: false }]]
        const found = counted[name] ?? 0
        if (found === 0) return []
        return [[value, { count: Math.min(found, totalCap), isAtLeast: isPartial || found > totalCap }]]
      }),
    ),
  }
}

/** The same by a table's own totals, one choice after the other: for tables that no single plan answers, with few choices. */
export async function countChoices(
  list: (query: ListQuery) => Promise<Pick<ListPage<unknown>, 'total' | 'isTotalCapped'>>,
  query: ListQuery,
  { id, choices }: { readonly id: string; readonly choices: readonly { readonly value: string }[] },
): Promise<Facets> {
  const counts: Record<string, Facet> = {}
  for (const { value } of choices) {
    const filters = { ...query.filters, [id]: [value] }
    const { total, isTotalCapped } = await list({ ...query, page: 1, size: 1, filters })
    if (total > 0) counts[value] = { count: total, isAtLeast: isTotalCapped }
  }
  return { counts, isPartial: false }
}

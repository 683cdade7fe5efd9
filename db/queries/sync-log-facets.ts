import { inArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Reader } from '../store.ts'

/** What log rows are counted by: the filters that roll-ups can answer. */
export const facetIds = ['outcome', 'method', 'status', 'entityType', 'client', 'scimType', 'duration'] as const
export type FacetId = (typeof facetIds)[number]

/** Accepted values by facet, as the URL has them; a facet that is left out takes any. */
export type Facets = Readonly<Partial<Record<FacetId, readonly string[]>>>

/** Upper bounds of Response Duration in ms, by choice; 0 stands for longer than all of them. */
const durations: Readonly<Record<string, readonly number[]>> = {
  'up-to-200': [200],
  'up-to-500': [200, 500],
  'up-to-1000': [200, 500, 1000],
  'up-to-3000': [200, 500, 1000, 3000],
  'over-3000': [0],
}

/** The choices of a filter that show rows counted under `value`: of Response Duration, all that reach as far. */
export const choicesShowing = (id: FacetId, value: string): string[] =>
  id === 'duration' ? Object.keys(durations).filter((choice) => durations[choice]?.includes(Number(value))) : [value]

/** The facets among a table's filters. */
export const facetsIn = (filters: Readonly<Record<string, readonly string[]>>): Facets =>
  Object.fromEntries(facetIds.flatMap((id) => (filters[id]?.length ? [[id, filters[id]]] : [])))

/** What became of a logged request: the same as `outcomeOf` in lib/scim/explain.ts, of which the log has three. */
export const outcomeSql = (q: Reader): SQL<'changed' | 'no-change' | 'rejected'> => {
  const { status, method, changes } = q.tables.syncLogs
  return sql`case when ${status} >= 400 then 'rejected' when ${method} in ('PUT', 'PATCH') and ${changes} is null then 'no-change' else 'changed' end`
}

/** The facets of a row of the log itself; empty text where it has none, as roll-ups keep it. */
export const logFacets = (q: Reader) => {
  const { syncLogs: log } = q.tables
  return {
    outcome: outcomeSql(q),
    method: sql<string>`${log.method}`,
    status: sql<number>`${log.status}`,
    entityType: sql<string>`coalesce(${log.entityType}, '')`,
    client: sql<string>`coalesce(${log.client}, '')`,
    scimType: sql<string>`coalesce(${log.scimType}, '')`,
    duration: sql<number>`case when ${log.durationMs} <= 200 then 200 when ${log.durationMs} <= 500 then 500 when ${log.durationMs} <= 1000 then 1000 when ${log.durationMs} <= 3000 then 3000 else 0 end`,
  } satisfies Record<FacetId, SQL>
}

/** The same with names, for a select that another one asks. */
export const namedLogFacets = (q: Reader) => {
  const facets = logFacets(q)
  return {
    outcome: facets.outcome.as('outcome'),
    method: facets.method.as('method'),
    status: facets.status.as('status'),
    entityType: facets.entityType.as('entity_type'),
    client: facets.client.as('client'),
    scimType: facets.scimType.as('scim_type'),
    duration: facets.duration.as('duration'),
  }
}

/** Conditions on `columns`, which are a table's or `logFacets`. */
export const facetConditions = (columns: Readonly<Record<FacetId, SQLWrapper>>, facets: Facets): SQL[] =>
  facetIds.flatMap((id) => {
    const values = facets[id]
    return values ? [inArray(columns[id] as SQL, accepted(id, values))] : []
  })

const accepted = (id: FacetId, values: readonly string[]): unknown[] => {
  if (id === 'status') return values.map(Number)
  return id === 'duration' ? values.flatMap((value) => durations[value] ?? []) : [...values]
}

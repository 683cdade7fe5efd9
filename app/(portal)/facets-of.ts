import type { ExportSource } from '#app/export/[table]/source.ts'
import { countChoices } from '#db/queries/facets.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { answerTable, facetOf } from './answer-table.ts'

/**
 * The route that answers how many rows each choice of `facet` would show, under the page's own parameters: of any table
 * whose rows can be exported, by its totals.
 */
export const facetsOf =
  (source: ExportSource) =>
  (request: Request): Promise<Response> =>
    answerTable(
      request,
      source.definition,
      async ({ query, search, parameters }) => {
        const now = new Date()
        const opened = await source.open(query, search, now)
        const definition = opened?.definition ?? source.definition
        const facet = facetOf(definition, parameters)
        if (!opened || !facet) return undefined
        const asked = opened.definition ? await loadTableQuery(definition, search, now) : query
        return countChoices(opened.list, asked, facet)
      },
      source.permission,
    )

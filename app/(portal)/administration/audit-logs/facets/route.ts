import { auditPlan } from '#db/queries/audit-list.ts'
import { countFacets } from '#db/queries/facets.ts'
import { auditLogs } from '#lib/table/audit-logs.ts'
import { answerTable, facetOf } from '../../../answer-table.ts'

/** How many entries each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerTable(request, auditLogs, async ({ q, query, parameters }) => {
    const facet = facetOf(auditLogs, parameters)
    return facet && countFacets(q, query, auditPlan(q), facet.id, facet.choices)
  })

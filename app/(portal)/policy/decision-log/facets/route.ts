import { countFacets } from '#db/queries/facets.ts'
import { decisionPlan } from '#db/queries/list-decisions.ts'
import { answerTable, facetOf } from '../../../answer-table.ts'
import { readAsked } from '../asked.ts'
import { decisionLog } from '#lib/table/decision-log.ts'

/** How many decisions each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerTable(request, decisionLog, async ({ q, parameters }) => {
    const { definition, query } = await readAsked(Promise.resolve(Object.fromEntries(parameters)), new Date())
    const facet = facetOf(definition, parameters)
    return facet && countFacets(q, query, decisionPlan(q), facet.id, facet.choices)
  })

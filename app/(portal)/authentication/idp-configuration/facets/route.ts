import { countFacets } from '#db/queries/facets.ts'
import { idpPlan } from '#db/queries/list-idps.ts'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'
import { answerTable, facetOf } from '../../../answer-table.ts'

/** How many IdP configurations each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerTable(request, idpConfigurations, async ({ q, query, parameters }) => {
    const facet = facetOf(idpConfigurations, parameters)
    return facet && countFacets(q, query, idpPlan(q), facet.id, facet.choices)
  })

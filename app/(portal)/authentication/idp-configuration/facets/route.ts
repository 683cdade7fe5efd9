import { countFacets } from '#db/queries/facets.ts'
import { idpPlan } from '#db/queries/list-idps.ts'
import { edited } from '#lib/services/configuration/index.ts'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'
import { answerTable, facetOf } from '../../../answer-table.ts'

/** How many IdP configurations each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerTable(request, idpConfigurations, async ({ q, query, parameters }) => {
    const facet = facetOf(idpConfigurations, parameters)
    const shown = await edited(q)
    return facet && countFacets(shown, query, idpPlan(shown), facet.id, facet.choices)
  })

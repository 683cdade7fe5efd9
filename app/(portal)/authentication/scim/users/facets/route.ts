import { countFacets } from '#db/queries/facets.ts'
import { userPlan } from '#db/queries/list-users.ts'
import { scimUsers } from '#lib/table/scim-users.ts'
import { facetOf } from '../../../../answer-table.ts'
import { answerReader } from '../../answer-reader.ts'

/** How many rows each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerReader(request, scimUsers, async ({ q, idpId, query, parameters }) => {
    const facet = facetOf(scimUsers, parameters)
    if (!facet) return undefined
    const plan = await userPlan(q, idpId, query.filters)
    return countFacets(q, query, plan, facet.id, facet.choices)
  })

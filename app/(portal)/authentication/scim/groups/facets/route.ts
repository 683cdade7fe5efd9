import { countFacets } from '#db/queries/facets.ts'
import { groupPlan } from '#db/queries/list-groups.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { facetOf } from '../../../../answer-table.ts'
import { answerReader } from '../../answer-reader.ts'

/** How many rows each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerReader(request, scimGroups, async ({ q, idpId, query, parameters }) => {
    const facet = facetOf(scimGroups, parameters)
    if (!facet) return undefined
    const plan = await groupPlan(q, idpId, query.filters)
    return countFacets(q, query, plan, facet.id, facet.choices)
  })

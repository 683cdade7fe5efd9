import { countFacets } from '#db/queries/facets.ts'
import { notProvisionedPlan } from '#db/queries/list-not-provisioned.ts'
import { notProvisioned } from '#lib/table/not-provisioned.ts'
import { answerFacets } from '../../asked.ts'

/** How many people each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerFacets(request, notProvisioned, (q, query, { id, choices }) =>
    countFacets(q, query, notProvisionedPlan(q), id, choices),
  )

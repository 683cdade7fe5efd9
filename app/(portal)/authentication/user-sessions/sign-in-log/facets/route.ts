import { countFacets } from '#db/queries/facets.ts'
import { signInPlan } from '#db/queries/list-sign-ins.ts'
import { signInLog } from '#lib/table/sign-in-log.ts'
import { answerFacets } from '../../asked.ts'

/** How many sign-ins each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerFacets(request, signInLog, (q, query, { id, choices }) => countFacets(q, query, signInPlan(q), id, choices))

import { countFacets } from '#db/queries/facets.ts'
import { sessionPlan } from '#db/queries/list-user-sessions.ts'
import { openBounds } from '#lib/services/sign-on-people/index.ts'
import { userSessions } from '#lib/table/user-sessions.ts'
import { answerFacets } from '../asked.ts'

/** How many sessions each choice of `facet` would show, under the page's own parameters. */
export const GET = (request: Request): Promise<Response> =>
  answerFacets(request, userSessions, async (q, query, { id, choices }, now) =>
    countFacets(q, query, sessionPlan(q, await openBounds(q, now)), id, choices),
  )

import { store } from '#db/index.ts'
import { chartRequests } from '#db/queries/sync-log-chart.ts'
import { choicesShowing, facetIds } from '#db/queries/sync-log-facets.ts'
import type { Facets } from '#lib/table/facets.ts'
import { answerJson } from '../asked.ts'

/** All of a range in one piece. */
const WHOLE = 60_000_000

/** How many requests each choice of the filter `facet` would show, with the others as they are applied. */
export const GET = (request: Request): Promise<Response> =>
  answerJson(request, async ({ choice, query }, parameters) => {
    const facet = facetIds.find((id) => id === parameters.get('facet'))
    if (facet === undefined) return undefined
    const { [facet]: _, ...others } = query.filters
    // As the list has it: unchanged updates are folded unless an outcome is chosen.
    const filters = facet === 'outcome' || others['outcome'] ? others : { ...others, outcome: ['changed', 'rejected'] }
    const { buckets, isPartial } = await chartRequests(
      store().report,
      choice.idp.id,
      { filters, range: query.range },
      WHOLE,
      facet,
    )
    const counts: Record<string, { count: number; isAtLeast: boolean }> = {}
    for (const { value, count } of buckets) {
      for (const choice of choicesShowing(facet, value)) {
        counts[choice] = { count: (counts[choice]?.count ?? 0) + count, isAtLeast: isPartial }
      }
    }
    return { counts, isPartial } satisfies Facets
  })

import type { TailAnswer } from '#components/scim/use-live-tail.ts'
import { store } from '#db/index.ts'
import { listSyncLogsAfter, lowestIdAt } from '#db/queries/list-sync-logs.ts'
import { timeOfLog } from '#components/scim/sync-log-time.ts'
import { answerJson, idIn } from '../asked.ts'
import { syncLogView } from '../view.ts'

/** Requests are logged when they are answered, so one may come in behind another that began later. */
const OVERLAP_MS = 15_000
/** Nobody is told of more than this at once, nor of what is older. */
const MOST_ROWS = 100
const OLDEST_MS = 600_000

/** What came after the row `after`, with the filters of the address: the live tail. Asks the newest rows alone. */
export const GET = (request: Request): Promise<Response> =>
  answerJson(request, async ({ choice, query }, parameters, now) => {
    const after = idIn(parameters, 'after')
    if (after === undefined) return undefined
    const from = Math.max(timeOfLog(after) - OVERLAP_MS, now.getTime() - OLDEST_MS)
    const filters = query.filters['outcome'] ? query.filters : { ...query.filters, outcome: ['changed', 'rejected'] }
    const range = { from: new Date(from), to: undefined }
    const rows = await listSyncLogsAfter(
      store().report,
      choice.idp.id,
      { filters, range },
      lowestIdAt(range.from),
      MOST_ROWS,
    )
    return { rows: rows.map(syncLogView(choice.idp.name)) } satisfies TailAnswer
  })

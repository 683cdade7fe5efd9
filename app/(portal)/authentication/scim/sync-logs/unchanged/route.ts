import type { TailAnswer } from '#components/scim/use-live-tail.ts'
import { store } from '#db/index.ts'
import { listFolded } from '#db/queries/list-sync-logs.ts'
import { answerJson, idIn } from '../asked.ts'
import { syncLogView } from '../view.ts'

/** A fold that holds more is opened by its first ones; the Outcome filter shows all. */
const MOST_ROWS = 100

/** The unchanged updates that are folded between the rows `newer` and `older`. */
export const GET = (request: Request): Promise<Response> =>
  answerJson(request, async ({ choice, query }, parameters) => {
    const ends = { newer: idIn(parameters, 'newer') ?? null, older: idIn(parameters, 'older') ?? null }
    const rows = await listFolded(store().report, choice.idp.id, query, ends, MOST_ROWS)
    return { rows: rows.map(syncLogView(choice.idp.name)) } satisfies TailAnswer
  })

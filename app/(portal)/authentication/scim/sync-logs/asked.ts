import type { SearchParams } from 'nuqs/server'
import type { ScimIdpChoice } from '#components/scim/scim-frame.tsx'
import { store } from '#db/index.ts'
import { findRetention, UNKNOWN_IDP_DAYS } from '#db/queries/sync-log-retention.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import { scimSyncLogs, syncLogsKept } from '#lib/table/scim-sync-logs.ts'
import { loadTableQuery, type TableQuery } from '#lib/table/url.ts'
import { chooseLoggedIdp } from '../choice.ts'

/** What an address of the log asks for. The time ranges that it may name follow from how long this IdP's log is kept. */
export type Asked = {
  choice: ScimIdpChoice
  definition: ReturnType<typeof syncLogsKept>
  query: TableQuery
}

export async function readAsked(searchParams: Promise<SearchParams>, now: Date): Promise<Asked> {
  const { idp, filters } = await loadTableQuery(scimSyncLogs, searchParams, now)
  const choice = await chooseLoggedIdp(store(), idp)
  const days = await findRetention(store().report, choice.idp.id)
  const definition = syncLogsKept(days ?? UNKNOWN_IDP_DAYS, filters['outcome'] === undefined)
  return { choice, definition, query: await loadTableQuery(definition, searchParams, now) }
}

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** Answers one of the page's own requests as JSON, for administrators who may read the log. */
export async function answerJson(
  request: Request,
  read: (asked: Asked, parameters: URLSearchParams, now: Date) => Promise<unknown>,
): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Your session is over. Sign in again.' }, { status: 401, headers })
  if (!isPermitted(session.administrator, 'read'))
    return Response.json({ message: 'Your role does not include SCIM Sync Logs.' }, { status: 403, headers })
  const now = new Date()
  const parameters = new URL(request.url).searchParams
  const asked = await readAsked(Promise.resolve(Object.fromEntries(parameters)), now)
  const answer = await read(asked, parameters, now)
  return answer === undefined
    ? Response.json({ message: 'The address is not one that this page asks.' }, { status: 400, headers })
    : Response.json(answer, { headers })
}

/** A log row's id among an address's parameters; undefined when it is none. */
export const idIn = (parameters: URLSearchParams, name: string): string | undefined => {
  const value = parameters.get(name) ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? value : undefined
}

import type { SearchParams } from 'nuqs/server'
import { store } from '#db/index.ts'
import type { Reader } from '#db/store.ts'
import { isPermitted, type Permission } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { loadTableQuery, type TableQuery } from '#lib/table/url.ts'

/** What a table's script asks for after its page, under the parameters of the page. */
export type AskedOfTable = {
  q: Reader
  query: TableQuery
  search: Promise<SearchParams>
  parameters: URLSearchParams
}

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** Answers with JSON whoever may see the table. Undefined from `work` is 404. */
export async function answerTable(
  request: Request,
  definition: TableDefinition,
  work: (asked: AskedOfTable) => Promise<object | undefined>,
  permission: Permission = 'read',
): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Your session is over. Sign in again.' }, { status: 401, headers })
  if (!isPermitted(session.administrator, permission))
    return Response.json({ message: `Your role does not include ${definition.title}.` }, { status: 403, headers })
  const parameters = new URL(request.url).searchParams
  const search: Promise<SearchParams> = Promise.resolve(Object.fromEntries(parameters))
  const query = await loadTableQuery(definition, search, new Date())
  const answer = await work({ q: store().report, query, search, parameters })
  if (!answer) return Response.json({ message: 'There is nothing of this name.' }, { status: 404, headers })
  return Response.json(answer, { headers })
}

/** The choices of the filter that is asked about, when it is one whose choices are counted. */
export const facetOf = <D extends TableDefinition>(definition: D, parameters: URLSearchParams) => {
  const filter = definition.filters.find(({ id }) => id === parameters.get('facet'))
  return filter && (filter.kind === 'choice' || filter.kind === 'choices') && filter.facets
    ? { id: filter.id as D['filters'][number]['id'], choices: filter.choices }
    : undefined
}

import type { SearchParams } from 'nuqs/server'
import { store } from '#db/index.ts'
import type { ListQuery } from '#db/queries/list.ts'
import type { Reader } from '#db/store.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { chooseIdp, chooseLoggedIdp } from './choice.ts'

/** What a page's script asks for after the page: of which IdP, for which filters. */
export type Asked = { q: Reader; idpId: string; query: ListQuery; parameters: URLSearchParams }

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/**
 * Answers with JSON whoever may see the table, for the IdP that its page shows under the same parameters. Undefined from
 * `work` is 404.
 */
export async function answerReader(
  request: Request,
  definition: TableDefinition,
  work: (asked: Asked) => Promise<object | undefined>,
): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Your session is over. Sign in again.' }, { status: 401, headers })
  if (!isPermitted(session.administrator, 'read'))
    return Response.json({ message: `Your role does not include ${definition.title}.` }, { status: 403, headers })
  const parameters = new URL(request.url).searchParams
  const search: Promise<SearchParams> = Promise.resolve(Object.fromEntries(parameters))
  const query = await loadTableQuery(definition, search, new Date())
  const choose = definition.name === 'scim-sync-logs' ? chooseLoggedIdp : chooseIdp
  const choice = await choose(store(), query.idp)
  const answer = choice && (await work({ q: store().report, idpId: choice.idp.id, query, parameters }))
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

import type { SearchParams } from 'nuqs/server'
import { store } from '#db/index.ts'
import { listIdpNames } from '#db/queries/idp-names.ts'
import type { Reader } from '#db/store.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import { refusals } from '#lib/saml/refusals.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import type { Facets } from '#lib/table/facets.ts'
import { loadTableQuery, type TableQuery } from '#lib/table/url.ts'
import { withChoices } from '#lib/table/with-choices.ts'

/** The table with the IdPs that there are, and the checks that may fail, to choose from. */
export async function sessionTable<D extends TableDefinition>(
  q: Reader,
  table: D,
): Promise<{ definition: D; nameOf: (idpId: string) => string }> {
  const idps = await listIdpNames(q)
  const names = new Map(idps.map(({ id, name }) => [id, name]))
  const definition = withChoices(table, {
    provider: idps.map(({ id, name }) => ({ value: id, label: name })),
    refusal: refusals.map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
  })
  return { definition, nameOf: (id) => names.get(id) ?? id }
}

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** Answers how many rows each choice of the filter `facet` would show, to whoever may see the table. */
export async function answerFacets<D extends TableDefinition>(
  request: Request,
  table: D,
  count: (
    q: Reader,
    query: TableQuery,
    facet: { id: D['filters'][number]['id']; choices: readonly { value: string }[] },
    now: Date,
  ) => Promise<Facets>,
): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Your session is over. Sign in again.' }, { status: 401, headers })
  if (!isPermitted(session.administrator, 'read'))
    return Response.json({ message: 'Your role does not include User Sessions.' }, { status: 403, headers })
  const q = store().report
  const now = new Date()
  const parameters = new URL(request.url).searchParams
  const { definition } = await sessionTable(q, table)
  const search: Promise<SearchParams> = Promise.resolve(Object.fromEntries(parameters))
  const query = await loadTableQuery(definition, search, now)
  const filter = definition.filters.find(({ id }) => id === parameters.get('facet'))
  if (!filter || (filter.kind !== 'choice' && filter.kind !== 'choices') || !filter.facets)
    return Response.json({ message: 'There is no such filter.' }, { status: 404, headers })
  return Response.json(await count(q, query, { id: filter.id, choices: filter.choices }, now), { headers })
}

import { store } from '#db/index.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import { listIdpPage } from '#db/queries/list-idps.ts'
import { edited } from '../configuration/index.ts'
import { type IdpView, listIdps } from './view.ts'

/** A page of IdP configurations, as the table and its exports have them. */
export async function readIdpPage(query: ListQuery, now: Date = new Date()): Promise<ListPage<IdpView>> {
  const [page, idps] = await Promise.all([listIdpPage(await edited(store().report), query), listIdps(now)])
  const byId = new Map(idps.map((idp) => [idp.id, idp]))
  return { ...page, rows: page.rows.flatMap(({ id }) => byId.get(id) ?? []) }
}

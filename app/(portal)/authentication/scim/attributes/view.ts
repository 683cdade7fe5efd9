import type { AttributeView } from '#components/scim/attributes-table.tsx'
import type { ListPage } from '#db/queries/list.ts'
import { portalAttributesOf, standardCatalog, type Catalog } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { TableQuery } from '#lib/table/url.ts'

/** An IdP's attributes, filtered, sorted and paged like any other table: they are fixed, so no database is asked. */
export const attributePage = (query: TableQuery, catalog: Catalog = standardCatalog): ListPage<AttributeView> => {
  const wanted = fold(query.filters['attribute']?.[0] ?? '')
  const found = portalAttributesOf(catalog)
    .filter(({ label, path }) => fold(label).includes(wanted) || fold(path).includes(wanted))
    .map((attribute) => ({ ...attribute, id: attribute.path }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))
  if (query.sort[0]?.direction === 'desc') found.reverse()
  const start = (query.page - 1) * query.size
  const rows = found.slice(start, start + query.size)
  return { rows, total: found.length, isTotalCapped: false, hasMore: found.length > start + rows.length }
}

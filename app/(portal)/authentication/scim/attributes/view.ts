import type { AttributeView } from '#components/scim/attributes-table.tsx'
import type { ListPage } from '#db/queries/list.ts'
import type { ObservedAttribute } from '#db/queries/observed-values.ts'
import { portalAttributesOf, standardCatalog, type Catalog } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { TableQuery } from '#lib/table/url.ts'

/** What was counted of an IdP's users; undefined when nothing was yet. */
export type Observed = ReadonlyMap<string, ObservedAttribute> | undefined

/** An IdP's attributes, filtered, sorted and paged like any other table: there are so few that no database is asked. */
export const attributePage = (
  query: TableQuery,
  catalog: Catalog = standardCatalog,
  observed?: Observed,
): ListPage<AttributeView> => {
  const wanted = fold(query.filters['attribute']?.[0] ?? '')
  const found = portalAttributesOf(catalog)
    .filter(({ label, path }) => fold(label).includes(wanted) || fold(path).includes(wanted))
    .map((attribute) => ({ ...attribute, id: attribute.path, observed: observedOf(observed, attribute.path) }))
    .sort(by(query.sort))
  const start = (query.page - 1) * query.size
  const rows = found.slice(start, start + query.size)
  return { rows, total: found.length, isTotalCapped: false, hasMore: found.length > start + rows.length }
}

const observedOf = (observed: Observed, path: string): AttributeView['observed'] => {
  if (!observed) return undefined
  const { users, values, isCapped } = observed.get(path) ?? { users: 0, values: 0, isCapped: false }
  return { users, values: path === 'id' ? undefined : values, isCapped }
}

/** Every order ends in the names. */
const by =
  (sort: TableQuery['sort']) =>
  (a: AttributeView, b: AttributeView): number => {
    for (const { id, direction } of sort) {
      const difference =
        id === 'users' || id === 'values'
          ? (a.observed?.[id] ?? 0) - (b.observed?.[id] ?? 0)
          : id === 'label'
            ? a.label.localeCompare(b.label, 'en')
            : 0
      if (difference !== 0) return direction === 'desc' ? -difference : difference
    }
    return a.label.localeCompare(b.label, 'en')
  }

import type { AttributeDetailView } from '#components/scim/attribute-detail.tsx'
import { listObservedAttributes, listObservedValuePage } from '#db/queries/observed-values.ts'
import type { Reader } from '#db/store.ts'
import { portalAttributesOf, type Catalog } from '#lib/scim/catalog.ts'
import type { TableQuery } from '#lib/table/url.ts'

const valuesPerPage = 50

/** What the drawer shows of the attribute whose row is open; undefined when there is no such attribute. */
export async function readAttributeDetail(
  q: Reader,
  idpId: string,
  catalog: Catalog,
  query: TableQuery,
  parameters: Record<string, string | undefined>,
  countedAt: Date | undefined,
): Promise<AttributeDetailView | undefined> {
  const attribute = portalAttributesOf(catalog).find(({ path }) => path === query.row)
  if (!attribute) return undefined
  const search = parameters['contains']?.trim() ?? ''
  const [observed, { values, total, isCapped }] = await Promise.all([
    listObservedAttributes(q, idpId),
    listObservedValuePage(q, idpId, attribute.path, { search, page: query.part, size: valuesPerPage }),
  ])
  return {
    idpId,
    path: attribute.path,
    label: attribute.label,
    type: attribute.type,
    schema: attribute.schema,
    users: observed.get(attribute.path)?.users ?? 0,
    countedAt: countedAt && countedAt.getTime() > 0 ? countedAt.toISOString() : undefined,
    values,
    total,
    isCapped,
    search,
    page: query.part,
    hasMore: total > query.part * valuesPerPage,
    parameters,
  }
}

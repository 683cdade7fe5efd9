import { findObservedCount, listObservedValues } from '#db/queries/observed-values.ts'
import { additionalCatalog, portalAttributesOf } from '#lib/scim/catalog.ts'
import type { ObservedValues } from '#lib/table/observed-values.ts'
import { scimUsers } from '#lib/table/scim-users.ts'
import { answerReader } from '../../answer-reader.ts'

const offered = 20
const collected = new Set(portalAttributesOf(additionalCatalog).map(({ path }) => path))

/** Values that users of the IdP have of `attribute`, those that contain `contains`. */
export const GET = (request: Request): Promise<Response> =>
  answerReader(request, scimUsers, async ({ q, idpId, parameters }): Promise<ObservedValues> => {
    const attribute = parameters.get('attribute') ?? ''
    if (!collected.has(attribute)) return { values: [], isPartial: false, isCollected: false }
    const search = (parameters.get('contains') ?? '').slice(0, 256)
    const [counted, { values, next }] = await Promise.all([
      findObservedCount(q, idpId),
      listObservedValues(q, idpId, attribute, { search, limit: offered }),
    ])
    return {
      values: values.map(({ value, users }) => ({ value, count: users })),
      isPartial: next !== undefined,
      isCollected: counted !== undefined,
    }
  })

import { attributePage } from '#app/(portal)/authentication/scim/attributes/view.ts'
import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
import { listObservedAttributes } from '#db/queries/observed-values.ts'
import { catalogOf } from '#lib/scim/catalog.ts'
import { scimAttributes } from '#lib/table/scim-attributes.ts'
import { scimIdp } from './scim-idp.ts'
import { exportSource } from './source.ts'

export const exportAttributes = exportSource({
  definition: scimAttributes,
  permission: 'read',
  open: async (page) => {
    const idp = await scimIdp(page.idp)
    if (!idp) return undefined
    const q = store().report
    const [row, observed] = await Promise.all([findIdp(q, idp.id), listObservedAttributes(q, idp.id)])
    const { rows } = attributePage({ ...page, page: 1, size: 200 }, catalogOf(row), observed)
    return {
      subject: idp.name,
      // A handful, and fixed: one step has them all.
      list: async ({ ids }) => ({
        rows: rows.filter(({ id }) => ids?.includes(id) ?? true),
        total: rows.length,
        isTotalCapped: false,
        hasMore: false,
      }),
    }
  },
  values: {
    label: (attribute) => attribute.label,
    path: (attribute) => attribute.path,
    required: (attribute) => attribute.required,
    unique: (attribute) => attribute.unique,
    length: (attribute) => attribute.length,
    users: (attribute) => attribute.observed?.users,
    values: (attribute) => attribute.observed?.values,
    type: (attribute) => attribute.type,
    schema: (attribute) => attribute.schema,
  },
})

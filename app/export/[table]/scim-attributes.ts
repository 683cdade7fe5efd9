import { attributePage } from '#app/(portal)/authentication/scim/attributes/view.ts'
import { store } from '#db/index.ts'
import { findIdp } from '#db/queries/idps.ts'
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
    const { rows } = attributePage({ ...page, page: 1, size: 200 }, catalogOf(await findIdp(store().report, idp.id)))
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
    type: (attribute) => attribute.type,
    schema: (attribute) => attribute.schema,
  },
})

import { store } from '#db/index.ts'
import { listGroupPage } from '#db/queries/list-groups.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { scimIdp } from './scim-idp.ts'
import { exportSource } from './source.ts'

export const exportGroups = exportSource({
  definition: scimGroups,
  permission: 'read',
  open: async ({ idp: asked }) => {
    const idp = await scimIdp(asked)
    return idp && { subject: idp.name, list: (query) => listGroupPage(store().report, idp.id, query) }
  },
  values: {
    updatedAt: (group) => group.updatedAt,
    id: (group) => group.id,
    displayName: (group) => group.displayName,
    externalId: (group) => group.externalId,
    total: (group) => group.total,
    active: (group) => group.active,
    createdAt: (group) => group.createdAt,
  },
})

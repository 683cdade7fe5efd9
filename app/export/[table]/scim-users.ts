import { store } from '#db/index.ts'
import { listUserPage } from '#db/queries/list-users.ts'
import { scimUsers } from '#lib/table/scim-users.ts'
import { scimIdp } from './scim-idp.ts'
import { exportSource } from './source.ts'

export const exportUsers = exportSource({
  definition: scimUsers,
  permission: 'read',
  open: async ({ idp: asked }) => {
    const idp = await scimIdp(asked)
    return idp && { subject: idp.name, list: (query) => listUserPage(store().report, idp.id, query) }
  },
  values: {
    updatedAt: (user) => user.updatedAt,
    id: (user) => user.id,
    userName: (user) => user.userName,
    externalId: (user) => user.externalId,
    status: (user) => `${user.active ? 'Active' : 'Inactive'}${user.isForeignDomain ? ', outside the domains' : ''}`,
    displayName: (user) => user.displayName,
    createdAt: (user) => user.createdAt,
  },
})

import { readIdpPage } from '#lib/services/idps/index.ts'
import { idpConfigurations } from '#lib/table/idp-configurations.ts'
import { exportSource, instant } from './source.ts'

export const exportIdps = exportSource({
  definition: idpConfigurations,
  permission: 'read',
  open: async (_query, _searchParams, now) => ({ list: (query) => readIdpPage(query, now) }),
  values: {
    name: (idp) => idp.name,
    status: (idp) => ({ enabled: 'Enabled', disabled: 'Disabled', resume: 'Resume' })[idp.status],
    idpEntityId: (idp) => idp.idpEntityId,
    singleSignOn: (idp) => (idp.singleSignOn === 'admin' ? 'Admin' : 'User'),
    domains: (idp) => [...idp.domains, ...(idp.usesArbitraryDomains ? ['Any domain'] : [])].join(', '),
    scimSync: (idp) => idp.scimSync,
    scimAttributesForPolicy: (idp) => idp.scimAttributesForPolicy,
    users: (idp) => idp.users,
    groups: (idp) => idp.groups,
    lastRequestAt: (idp) => instant(idp.lastRequestAt),
    certificateEndsAt: (idp) => instant(idp.expiry?.at),
    createdAt: (idp) => new Date(idp.createdAt),
    updatedAt: (idp) => new Date(idp.updatedAt),
    id: (idp) => idp.id,
  },
})

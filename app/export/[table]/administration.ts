import { readAdministratorPage } from '#app/(portal)/administration/administrators/view.ts'
import { roleLabel, scimManagementLabel } from '#components/administration/words.ts'
import { store } from '#db/index.ts'
import { readApiKeyPage } from '#lib/services/api-keys/index.ts'
import { administrators } from '#lib/table/administrators.ts'
import { apiKeys } from '#lib/table/api-keys.ts'
import { exportSource, instant } from './source.ts'

export const exportAdministrators = exportSource({
  definition: administrators,
  permission: 'read',
  open: async () => ({ list: (query) => readAdministratorPage(store().report, query, '') }),
  values: {
    email: (row) => row.email,
    name: (row) => row.name,
    role: (row) => roleLabel(row.role),
    scimManagement: (row) => scimManagementLabel(row.scimManagement),
    status: (row) => ({ active: 'Active', invited: 'Invited', disabled: 'Disabled' })[row.status],
    secondFactor: (row) => row.secondFactor,
    lastSignInAt: (row) => instant(row.lastSignInAt),
    createdAt: (row) => instant(row.createdAt),
    id: (row) => row.id,
  },
})

export const exportApiKeys = exportSource({
  definition: apiKeys,
  permission: 'administer',
  open: async (_query, _searchParams, now) => ({ list: (query) => readApiKeyPage(store().report, query, now) }),
  values: {
    name: (key) => key.name,
    status: (key) =>
      ({ active: 'Active', expired: 'Expired', revoked: 'Revoked', ownerless: 'Without Owner' })[key.status],
    scopes: (key) => key.scopes.join(' '),
    lastUsedAt: (key) => instant(key.lastUsedAt),
    expiresAt: (key) => instant(key.expiresAt),
    createdBy: (key) => key.createdBy,
    createdAt: (key) => instant(key.createdAt),
    hint: (key) => key.hint,
    id: (key) => key.id,
  },
})

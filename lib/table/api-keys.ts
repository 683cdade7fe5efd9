import { apiScopes } from './api-scopes.ts'
import { defineTable } from './define-table.ts'

export const apiKeys = defineTable({
  name: 'api-keys',
  title: 'API Keys',
  noun: { one: 'API key', many: 'API keys' },
  whenEmpty: 'Create one for each program that uses the Management API, with the scopes that its task takes.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'status', label: 'Status', kind: 'enum' },
    { id: 'scopes', label: 'Scopes', kind: 'text' },
    { id: 'lastUsedAt', label: 'Last Used', kind: 'instant' },
    { id: 'expiresAt', label: 'Expires', kind: 'instant' },
    { id: 'createdBy', label: 'Created By', kind: 'text' },
    { id: 'createdAt', label: 'Created', kind: 'instant', sort: 'desc' },
    { id: 'hint', label: 'Ends in', kind: 'id', help: 'The last four characters of the key.', hidden: true },
    { id: 'id', label: 'API Key ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    {
      id: 'status',
      label: 'Status',
      kind: 'choices',
      facets: true,
      choices: [
        { value: 'active', label: 'Active' },
        { value: 'expired', label: 'Expired' },
        { value: 'revoked', label: 'Revoked' },
        { value: 'ownerless', label: 'Without Owner' },
      ],
    },
    {
      id: 'scope',
      label: 'Scope',
      kind: 'choices',
      facets: true,
      choices: apiScopes.map((scope) => ({ value: scope, label: scope })),
    },
  ],
  defaultSort: { id: 'createdAt', direction: 'desc' },
  hasExport: true,
})

import { defineTable } from './define-table.ts'

/** Identity providers, as *IdP Configuration* lists them. */
export const idpConfigurations = defineTable({
  name: 'idp-configurations',
  title: 'IdP Configuration',
  noun: { one: 'IdP configuration', many: 'IdP configurations' },
  whenEmpty: 'No identity provider is connected yet.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'status', label: 'Status', kind: 'enum', sort: 'asc' },
    { id: 'idpEntityId', label: 'IdP Entity ID', kind: 'text', sort: 'asc' },
    { id: 'singleSignOn', label: 'Single Sign-On', kind: 'enum', sort: 'asc' },
    { id: 'domains', label: 'Authentication Domains', kind: 'text' },
    { id: 'scimSync', label: 'SCIM Sync', kind: 'flag' },
    { id: 'scimAttributesForPolicy', label: 'SCIM Attributes for Policy', kind: 'flag' },
    { id: 'users', label: 'Users', kind: 'count', sort: 'desc' },
    { id: 'groups', label: 'Groups', kind: 'count', sort: 'desc' },
    { id: 'lastRequestAt', label: 'Last SCIM request', kind: 'instant' },
    { id: 'certificateEndsAt', label: 'Certificate Expires', kind: 'instant', hidden: true },
    { id: 'createdAt', label: 'Created', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'updatedAt', label: 'Last Changed', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'id', label: 'IdP ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    {
      id: 'status',
      label: 'Status',
      kind: 'choices',
      facets: true,
      choices: [
        { value: 'enabled', label: 'Enabled' },
        { value: 'disabled', label: 'Disabled' },
        { value: 'resume', label: 'Resume' },
      ],
    },
    {
      id: 'singleSignOn',
      label: 'Single Sign-On',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'user', label: 'User' },
        { value: 'admin', label: 'Admin' },
      ],
    },
    {
      id: 'scimSync',
      label: 'SCIM Sync',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'enabled', label: 'Enabled' },
        { value: 'disabled', label: 'Disabled' },
      ],
    },
    { id: 'idpEntityId', label: 'IdP Entity ID', kind: 'contains' },
    { id: 'domain', label: 'Authentication Domain', kind: 'contains' },
  ],
  defaultSort: { id: 'name', direction: 'asc' },
  hasExport: true,
})

import { defineTable, type TableDefinition } from './define-table.ts'
import { halfYear } from './time-ranges.ts'

export const scimUsers = defineTable({
  name: 'scim-users',
  title: 'SCIM Users',
  noun: { one: 'user', many: 'users' },
  whenEmpty:
    'This IdP has not provisioned anyone yet. Assign people to the application at the IdP; they appear here as its requests arrive. SCIM Sync Logs show what it has sent.',
  columns: [
    {
      id: 'updatedAt',
      label: 'Last Updated',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'id', label: 'Internal User ID', kind: 'id' },
    { id: 'userName', label: 'SCIM User Name', kind: 'text', sort: 'asc' },
    { id: 'externalId', label: 'IdP SCIM User ID', kind: 'id', help: 'The externalId that the IdP sent.' },
    { id: 'status', label: 'Status', kind: 'enum' },
    { id: 'displayName', label: 'Display Name', kind: 'text', hidden: true },
    { id: 'createdAt', label: 'Created', kind: 'instant', hidden: true },
  ],
  filters: [
    {
      id: 'search',
      label: 'Search',
      kind: 'search',
      scim: 'User',
      help: 'Part of a user name, display name, e-mail address or IdP SCIM User ID; or a SCIM filter such as userName sw "a" and active eq true.',
    },
    { id: 'userName', label: 'SCIM User Name', kind: 'contains' },
    {
      id: 'groupName',
      label: 'SCIM Group Name',
      kind: 'contains',
      help: 'Members of groups whose name contains this.',
    },
    { id: 'id', label: 'Internal ID', kind: 'equals' },
    {
      id: 'status',
      label: 'Status',
      kind: 'choices',
      choices: [
        { value: 'active', label: 'Active' },
        { value: 'inactive', label: 'Inactive' },
        { value: 'outside', label: 'Outside the domains' },
      ],
      facets: true,
    },
    { id: 'attributes', label: 'SCIM attributes', kind: 'attributes', scim: 'User' },
  ],
  range: halfYear,
  defaultSort: { id: 'updatedAt', direction: 'desc' },
  hasExport: true,
})

const withAdditional = <D extends TableDefinition>(definition: D): D => ({
  ...definition,
  filters: definition.filters.map((filter) => (filter.scim ? { ...filter, additional: true } : filter)),
})

const additionalScimUsers = withAdditional(scimUsers)

/** The table as the users of one IdP are searched: by the additional attributes, too, where they have them. */
export const scimUsersOf = (idp: { readonly additionalAttributes: boolean }): typeof scimUsers =>
  idp.additionalAttributes ? additionalScimUsers : scimUsers

import { defineTable } from './define-table.ts'
import { halfYear } from './time-ranges.ts'

export const scimGroups = defineTable({
  name: 'scim-groups',
  title: 'SCIM Groups',
  noun: { one: 'group', many: 'groups' },
  whenEmpty:
    'This IdP has not pushed any groups yet. Add the groups to its group push or provisioning scope; they appear here as its requests arrive.',
  columns: [
    {
      id: 'updatedAt',
      label: 'Last Updated',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'id', label: 'Internal Group ID', kind: 'id' },
    { id: 'displayName', label: 'SCIM Group Name', kind: 'text', sort: 'asc' },
    { id: 'externalId', label: 'IdP SCIM Group ID', kind: 'id', help: 'The externalId that the IdP sent.' },
    {
      id: 'total',
      label: 'Total Users in this Group',
      kind: 'count',
      help: 'Users in the group and in the groups within it, each counted once. Policies see the same users.',
    },
    {
      id: 'active',
      label: 'Active Users in this Group',
      kind: 'count',
      help: 'Those of them who are active.',
    },
    { id: 'createdAt', label: 'Created', kind: 'instant', hidden: true },
  ],
  filters: [
    {
      id: 'search',
      label: 'Search',
      kind: 'search',
      scim: 'Group',
      help: 'Part of a group name or IdP SCIM Group ID; or a SCIM filter such as displayName sw "Sales".',
    },
    { id: 'displayName', label: 'SCIM Group Name', kind: 'contains' },
    {
      id: 'userName',
      label: 'SCIM User Name',
      kind: 'contains',
      help: 'Groups with a member whose name contains this.',
    },
    { id: 'id', label: 'Internal ID', kind: 'equals' },
    {
      id: 'members',
      label: 'Members',
      kind: 'choice',
      choices: [
        { value: 'some', label: 'With members' },
        { value: 'none', label: 'Without members' },
      ],
      facets: true,
    },
    { id: 'attributes', label: 'SCIM attributes', kind: 'attributes', scim: 'Group' },
  ],
  range: halfYear,
  defaultSort: { id: 'updatedAt', direction: 'desc' },
  hasExport: true,
})

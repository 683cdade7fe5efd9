import { defineTable } from './define-table.ts'
import { sourceChoices } from './directories.ts'

export const directoryUsers = defineTable({
  name: 'users',
  title: 'Users',
  noun: { one: 'user', many: 'users' },
  whenEmpty:
    'Nobody is known yet. People appear here as identity providers provision them; add or import those who belong to none.',
  columns: [
    { id: 'userName', label: 'User ID', kind: 'text', sort: 'asc' },
    { id: 'name', label: 'User Name', kind: 'text' },
    { id: 'groups', label: 'Groups', kind: 'text' },
    { id: 'department', label: 'Department', kind: 'text' },
    { id: 'status', label: 'Status', kind: 'enum' },
    { id: 'directory', label: 'Identity Provider', kind: 'text' },
    { id: 'source', label: 'Source', kind: 'enum' },
    { id: 'comments', label: 'Comments', kind: 'text' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'id', label: 'Internal User ID', kind: 'id', hidden: true },
  ],
  filters: [
    {
      id: 'search',
      label: 'Search',
      kind: 'search',
      help: 'People by User ID, name, e-mail address or the ID their identity provider gave them.',
    },
    { id: 'userName', label: 'User ID', kind: 'contains' },
    { id: 'name', label: 'User Name', kind: 'contains' },
    { id: 'group', label: 'Group', kind: 'contains', help: 'Members of groups whose name contains this.' },
    { id: 'department', label: 'Department', kind: 'contains' },
    { id: 'directory', label: 'Identity Provider', kind: 'choices', facets: true, choices: [] },
    { id: 'source', label: 'Source', kind: 'choices', facets: true, choices: sourceChoices },
    {
      id: 'status',
      label: 'Status',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'active', label: 'Active' },
        { value: 'inactive', label: 'Inactive' },
      ],
    },
  ],
  hasExport: true,
  defaultSort: { id: 'userName', direction: 'asc' },
})

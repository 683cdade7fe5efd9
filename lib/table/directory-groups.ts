import { defineTable } from './define-table.ts'
import { sourceChoices } from './directories.ts'

export const directoryGroups = defineTable({
  name: 'groups',
  title: 'Groups',
  noun: { one: 'group', many: 'groups' },
  whenEmpty:
    'There are no groups yet. They appear here as identity providers push them; add or import those that belong to none.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'users', label: 'Users', kind: 'count' },
    { id: 'directory', label: 'Identity Provider', kind: 'text' },
    { id: 'source', label: 'Source', kind: 'enum' },
    { id: 'comments', label: 'Comments', kind: 'text' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'id', label: 'Internal Group ID', kind: 'id', hidden: true },
  ],
  filters: [
    {
      id: 'search',
      label: 'Search',
      kind: 'search',
      help: 'Groups by name or the ID their identity provider gave them.',
    },
    { id: 'name', label: 'Name', kind: 'contains' },
    { id: 'user', label: 'User ID', kind: 'equals', help: 'Groups that this user is a member of.' },
    { id: 'directory', label: 'Identity Provider', kind: 'choices', facets: true, choices: [] },
    { id: 'source', label: 'Source', kind: 'choices', facets: true, choices: sourceChoices },
  ],
  hasExport: true,
  defaultSort: { id: 'name', direction: 'asc' },
})

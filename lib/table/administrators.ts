import { defineTable } from './define-table.ts'

export const administrators = defineTable({
  name: 'administrators',
  title: 'Administrators',
  noun: { one: 'administrator', many: 'administrators' },
  whenEmpty: 'Nobody administers this portal.',
  columns: [
    { id: 'email', label: 'E-mail', kind: 'text', sort: 'asc' },
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'role', label: 'Role', kind: 'enum' },
    {
      id: 'scimManagement',
      label: 'SCIM Management',
      kind: 'enum',
      help: 'Full: may change IdP Configuration and what SCIM does. Read Only: may look at them.',
    },
    { id: 'status', label: 'Status', kind: 'enum' },
    { id: 'secondFactor', label: 'Second Factor', kind: 'text' },
    { id: 'lastSignInAt', label: 'Last Sign-In', kind: 'instant', sort: 'desc' },
    { id: 'createdAt', label: 'Created', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'id', label: 'Admin ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'text', label: 'Name or E-mail', kind: 'contains' },
    {
      id: 'role',
      label: 'Role',
      kind: 'choices',
      facets: true,
      choices: [
        { value: 'owner', label: 'Owner' },
        { value: 'editor', label: 'Editor' },
        { value: 'reader', label: 'Read Only' },
      ],
    },
    {
      id: 'status',
      label: 'Status',
      kind: 'choices',
      facets: true,
      choices: [
        { value: 'active', label: 'Active' },
        { value: 'invited', label: 'Invited' },
        { value: 'disabled', label: 'Disabled' },
      ],
    },
  ],
  defaultSort: { id: 'email', direction: 'asc' },
  hasExport: true,
})

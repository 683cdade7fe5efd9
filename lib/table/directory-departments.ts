import { defineTable } from './define-table.ts'

export const directoryDepartments = defineTable({
  name: 'departments',
  title: 'Departments',
  noun: { one: 'department', many: 'departments' },
  whenEmpty:
    'There are no departments yet. Those that users name appear here by themselves; add or import others to choose from.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'users', label: 'Users', kind: 'count' },
    { id: 'directories', label: 'Identity Providers', kind: 'text', help: 'Whose users name this department.' },
    { id: 'source', label: 'Source', kind: 'enum' },
    { id: 'comments', label: 'Comments', kind: 'text' },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    { id: 'directory', label: 'Identity Provider', kind: 'choices', facets: true, choices: [] },
    {
      id: 'source',
      label: 'Source',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'hand', label: 'By hand' },
        { value: 'users', label: 'Named by users only' },
      ],
    },
  ],
  hasExport: true,
  defaultSort: { id: 'name', direction: 'asc' },
})

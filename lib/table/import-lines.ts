import { defineTable } from './define-table.ts'

/** What a line of a CSV file would do, or did. */
export const outcomeLabels = {
  create: 'Create',
  update: 'Update',
  unchanged: 'Unchanged',
  conflict: 'Conflict',
  error: 'Error',
} as const

export const importLines = defineTable({
  name: 'import-lines',
  title: 'Lines of the file',
  noun: { one: 'line', many: 'lines' },
  whenEmpty: 'The file has no lines below its header.',
  columns: [
    { id: 'line', label: 'Line', kind: 'count', sort: 'asc' },
    { id: 'name', label: 'About', kind: 'text' },
    { id: 'outcome', label: 'Outcome', kind: 'enum' },
    { id: 'findings', label: 'What changes, or what is wrong', kind: 'text' },
  ],
  filters: [
    {
      id: 'outcome',
      label: 'Outcome',
      kind: 'choices',
      choices: Object.entries(outcomeLabels).map(([value, label]) => ({ value, label })),
    },
    { id: 'name', label: 'About', kind: 'contains' },
  ],
  defaultSort: { id: 'line', direction: 'asc' },
})

import { defineTable } from './define-table.ts'

/** How somebody of a list and the users here differ. */
export const comparedLabels = { missing: 'Missing here', extra: 'Not in the file', differing: 'Differs' } as const

export const fieldLabels = {
  userName: 'User name',
  email: 'E-mail',
  externalId: 'External ID',
  active: 'Can sign in',
  displayName: 'Display name',
  givenName: 'First name',
  familyName: 'Last name',
  department: 'Department',
  title: 'Title',
} as const

/** What the file says, and what is here. */
export const differenceText = ({
  field,
  file,
  here,
}: {
  field: keyof typeof fieldLabels
  file: string
  here: string
}): string => `${fieldLabels[field]}: “${file}” in the file, “${here}” here`

export const comparedPeople = defineTable({
  name: 'compared-people',
  title: 'People who differ',
  noun: { one: 'person', many: 'people' },
  whenEmpty: 'Everybody in the file is here, and alike.',
  columns: [
    { id: 'name', label: 'Person', kind: 'text', sort: 'asc' },
    { id: 'kind', label: 'Difference', kind: 'enum' },
    { id: 'differences', label: 'File, and here', kind: 'text' },
    { id: 'line', label: 'Line', kind: 'count' },
  ],
  filters: [
    {
      id: 'kind',
      label: 'Difference',
      kind: 'choices',
      choices: Object.entries(comparedLabels).map(([value, label]) => ({ value, label })),
    },
    { id: 'name', label: 'Person', kind: 'contains' },
  ],
  defaultSort: { id: 'name', direction: 'asc' },
  hasExport: true,
})

import { defineTable } from './define-table.ts'
import { signInRange } from './sign-in-range.ts'

export const notProvisionedReasons = [
  { value: 'absent', label: 'Not in SCIM Users' },
  { value: 'inactive', label: 'Inactive' },
] as const

export const notProvisioned = defineTable({
  name: 'not-provisioned',
  title: 'Not Provisioned',
  noun: { one: 'person', many: 'people' },
  whenEmpty: 'Nobody was refused because SCIM has not brought them. Who is brought and active leaves this list.',
  columns: [
    { id: 'userName', label: 'User Name', kind: 'text', sort: 'asc' },
    { id: 'provider', label: 'IdP Name', kind: 'text' },
    { id: 'reason', label: 'Reason', kind: 'enum' },
    {
      id: 'nearMiss',
      label: 'Near Miss',
      kind: 'text',
      help: 'A SCIM user whose name differs little. It is not the same: names are compared exactly, but for case.',
    },
    { id: 'attempts', label: 'Attempts', kind: 'count', sort: 'desc' },
    {
      id: 'lastAt',
      label: 'Last Attempt',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'firstAt', label: 'First Attempt', kind: 'instant', sort: 'desc', hidden: true },
  ],
  filters: [
    { id: 'userName', label: 'User Name', kind: 'contains' },
    { id: 'provider', label: 'IdP Name', kind: 'choices', choices: [], facets: true },
    { id: 'reason', label: 'Reason', kind: 'choices', choices: notProvisionedReasons, facets: true },
    {
      id: 'nearMiss',
      label: 'Near Miss',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'yes', label: 'With a near miss' },
        { value: 'no', label: 'Without' },
      ],
    },
  ],
  range: signInRange,
  defaultSort: { id: 'lastAt', direction: 'desc' },
  hasExport: true,
})

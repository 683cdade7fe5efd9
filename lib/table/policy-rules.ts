import { defineTable } from './define-table.ts'

const states = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
] as const

export const accessRules = defineTable({
  name: 'access-rules',
  title: 'Access Policy',
  noun: { one: 'rule', many: 'rules' },
  whenEmpty: 'Without a rule that allows it, access is blocked: nobody reaches any application.',
  columns: [
    { id: 'order', label: 'Rule Order', kind: 'text', sort: 'asc' },
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'status', label: 'Status', kind: 'flag' },
    { id: 'outcome', label: 'Rule Action', kind: 'enum' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'id', label: 'Rule ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    { id: 'status', label: 'Status', kind: 'choice', choices: states },
  ],
  defaultSort: { id: 'order', direction: 'asc' },
})

/** The table of a policy's rules. */
export type RuleTable = typeof accessRules

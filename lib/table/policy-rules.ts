import { defineTable } from './define-table.ts'

const states = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
] as const

const rulesTable = (name: string, title: string, outcome: string, whenEmpty: string) =>
  defineTable({
    name,
    title,
    noun: { one: 'rule', many: 'rules' },
    whenEmpty,
    columns: [
      { id: 'order', label: 'Rule Order', kind: 'text', sort: 'asc' },
      { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
      { id: 'status', label: 'Status', kind: 'flag' },
      { id: 'outcome', label: outcome, kind: 'enum' },
      { id: 'criteria', label: 'Criteria', kind: 'text', hidden: true },
      { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc', hidden: true },
      { id: 'id', label: 'Rule ID', kind: 'id', hidden: true },
    ],
    filters: [
      { id: 'name', label: 'Name', kind: 'contains' },
      { id: 'status', label: 'Status', kind: 'choice', facets: true, choices: states },
    ],
    defaultSort: { id: 'order', direction: 'asc' },
    hasExport: true,
  })

/** The table of a policy's rules. */
export type RuleTable = ReturnType<typeof rulesTable>

/** By policy. */
export const ruleTables = {
  access: rulesTable(
    'access-rules',
    'Access Policy',
    'Rule Action',
    'Without a rule that allows it, access is blocked: nobody reaches any application.',
  ),
  forwarding: rulesTable(
    'forwarding-rules',
    'Client Forwarding Policy',
    'Rule Action',
    'Without a rule that says otherwise, the Default Rule decides for everybody and every application.',
  ),
  timeout: rulesTable(
    'timeout-rules',
    'Timeout Policy',
    'Timeouts',
    'Without a rule that says otherwise, the Default Rule decides for everybody and every application.',
  ),
}

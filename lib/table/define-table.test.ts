import { expect, test } from 'vitest'
import { defineTable, type TableDefinition } from './define-table.ts'
import { scimUsers } from './scim-users.ts'

const base: TableDefinition = scimUsers

test.each<[string, Partial<TableDefinition>, string]>([
  ['two columns with one id', { columns: [...base.columns, base.columns[0]!] }, 'two columns have one id'],
  ['one column in sight', { columns: [base.columns[0]!, { ...base.columns[1]!, hidden: true }] }, 'fewer than two'],
  ['a filter under a taken key', { filters: [{ id: 'page', label: 'Page', kind: 'equals' }] }, '"page" is taken'],
  [
    'a choice with a comma',
    { filters: [{ id: 'x', label: 'X', kind: 'choice', choices: [{ value: 'a,b', label: 'A' }] }] },
    'comma',
  ],
  ['an order by nothing', { defaultSort: { id: 'nothing', direction: 'asc' } }, 'no column "nothing"'],
  ['a range by no preset', { range: { label: 'T', presets: [], default: '7d', maxDays: 7 } }, 'no range "7d"'],
])('%s is refused', (_, change, message) => {
  expect(() => defineTable({ ...base, ...change })).toThrow(message)
})

import { expect, test } from 'vitest'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import { sinceLooked } from './since-looked.ts'

const change = (name: string, rest: Partial<ChangeView> = {}): ChangeView => ({
  kind: 'application',
  id: name,
  name,
  change: 'update',
  policy: undefined,
  by: undefined,
  at: undefined,
  mayDiscard: true,
  lines: [{ field: 'name', before: 'a', after: 'b' }],
  ...rest,
})

test('what came, what differs and what is gone is told, and nothing else', () => {
  const looked = [change('Wiki'), change('Mail'), change('Builds')]
  const now = [
    change('Wiki', { at: '2026-11-22T10:00:00Z' }),
    change('Mail', { lines: [{ field: 'name', before: 'a', after: 'c' }], by: 'dana@example.com' }),
    change('Payroll', { change: 'create', by: 'dana@example.com' }),
  ]
  expect(sinceLooked(looked, now)).toEqual([
    'Applications: Mail, pending otherwise than before, by dana@example.com',
    'Applications: Payroll, added, by dana@example.com',
    'Applications: Builds, no longer pending',
  ])
  expect(sinceLooked(looked, looked)).toEqual([])
})

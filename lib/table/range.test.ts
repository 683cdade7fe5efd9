import { expect, test } from 'vitest'
import { rangeProblem, resolveRange } from './range.ts'
import { scimSyncLogs } from './scim-sync-logs.ts'
import { scimUsers } from './scim-users.ts'

const now = new Date('2026-03-20T12:00:00Z')
const at = (text: string) => new Date(text)
const none = { range: null, from: null, to: null }

test.each([
  ['users by default', scimUsers.range, none, undefined, undefined],
  ['logs by default', scimSyncLogs.range, none, at('2026-03-06T12:00:00Z'), undefined],
  [
    'logs without a limit: refused',
    scimSyncLogs.range,
    { ...none, range: 'none' },
    at('2026-03-06T12:00:00Z'),
    undefined,
  ],
  ['users without a limit', scimUsers.range, { ...none, range: 'none' }, undefined, undefined],
  ['a preset', scimSyncLogs.range, { ...none, range: '7d' }, at('2026-03-13T12:00:00Z'), undefined],
  [
    'custom',
    scimSyncLogs.range,
    { range: 'custom', from: at('2026-03-10T00:00:00Z'), to: at('2026-03-11T00:00:00Z') },
    at('2026-03-10T00:00:00Z'),
    at('2026-03-11T00:00:00Z'),
  ],
  [
    'custom from too long ago',
    scimSyncLogs.range,
    { range: 'custom', from: at('2020-01-01T00:00:00Z'), to: null },
    at('2026-03-06T12:00:00Z'),
    undefined,
  ],
  ['custom without ends', scimSyncLogs.range, { ...none, range: 'custom' }, at('2026-03-06T12:00:00Z'), undefined],
  ['a table without a range', undefined, { ...none, range: '7d' }, undefined, undefined],
])('%s', (_, range, choice, from, to) => {
  expect(resolveRange(range, choice, now)).toEqual({ from, to })
})

test.each([
  ['2026-03-11T00:00:00Z', '2026-03-10T00:00:00Z', 'The end is before the start.'],
  ['2026-02-01T00:00:00Z', null, 'The start is more than 14 days ago: shown are the last 14 days.'],
  ['2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', 'The end is more than 14 days ago: nothing older is shown here.'],
  [null, null, 'A custom range needs a start or an end.'],
  ['2026-03-10T00:00:00Z', '2026-03-10T00:00:00Z', undefined],
  ['2026-03-06T11:30:00Z', null, undefined],
])('a custom range from %s to %s: %s', (from, to, problem) => {
  const choice = { range: 'custom', from: from === null ? null : at(from), to: to === null ? null : at(to) }
  expect(rangeProblem(scimSyncLogs.range, choice, now)).toBe(problem)
})

test('a preset has no problem, whatever ends are left in the address', () => {
  const choice = { range: '7d', from: at('2026-03-11T00:00:00Z'), to: at('2026-03-10T00:00:00Z') }
  expect(rangeProblem(scimSyncLogs.range, choice, now)).toBeUndefined()
})

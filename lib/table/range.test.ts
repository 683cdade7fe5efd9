import { expect, test } from 'vitest'
import { resolveRange } from './range.ts'
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

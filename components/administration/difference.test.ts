import { expect, test } from 'vitest'
import { changedNames, differencesOf, pathLabel } from './difference.ts'

test('what differs stands side by side, value for value', () => {
  const before = JSON.stringify({ name: 'Okta', limits: { pageSize: 100 }, domains: ['a.example'] })
  const after = JSON.stringify({ name: 'Okta 2', limits: { pageSize: 50, rate: null }, domains: [] })
  expect(differencesOf(before, after)).toEqual([
    { path: 'name', before: 'Okta', after: 'Okta 2' },
    { path: 'limits.pageSize', before: '100', after: '50' },
    { path: 'domains', before: '["a.example"]', after: '[]' },
    { path: 'limits.rate', before: undefined, after: 'null' },
  ])
  expect(changedNames('idp', before, after)).toBe('Name, Limits, Authentication Domains')
  expect(pathLabel('idp', 'limits.pageSize')).toBe('Limits · Page size')
  expect(pathLabel('setting', 'sessionTimeoutMinutes')).toBe('Admin Portal Session Timeout')
})

test.each([
  [null, null, []],
  [null, '{"on":true}', [{ path: 'on', before: undefined, after: 'true' }]],
  ['{"on":true', null, [{ path: '', before: '{"on":true', after: undefined }]],
])('%j to %j', (before, after, expected) => expect(differencesOf(before, after)).toEqual(expected))

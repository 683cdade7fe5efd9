import { expect, test } from 'vitest'
import { scimUsers } from './scim-users.ts'
import { arrange, clampWidth, columnOrder, defaultColumns, moved } from './settings.ts'

const declared = ['updatedAt', 'id', 'userName', 'externalId', 'status']

test('a table nobody has arranged is as it was declared', () => {
  expect(arrange(scimUsers, {}, undefined)).toEqual({ columns: declared, widths: {}, density: 'comfortable' })
  expect(defaultColumns(scimUsers)).toEqual(declared)
})

test('the address goes before what was kept, each part by itself', () => {
  const kept = { columns: ['status', 'userName'], widths: { userName: 300 }, density: 'compact' } as const
  expect(arrange(scimUsers, {}, kept)).toEqual(kept)
  expect(arrange(scimUsers, { columns: ['id', 'status'], density: 'comfortable', widths: null }, kept)).toEqual({
    columns: ['id', 'status'],
    widths: { userName: 300 },
    density: 'comfortable',
  })
})

test('kept columns that the table no longer has do not count', () => {
  expect(arrange(scimUsers, {}, { columns: ['gone', 'status', 'userName'] }).columns).toEqual(['status', 'userName'])
  expect(arrange(scimUsers, {}, { columns: ['gone', 'status'] }).columns).toEqual(declared)
})

test('hidden columns are listed after their declared neighbours', () => {
  expect(columnOrder(scimUsers, ['status', 'userName'])).toEqual([
    'updatedAt',
    'id',
    'status',
    'displayName',
    'createdAt',
    'userName',
    'externalId',
  ])
})

test.each([
  ['c', 0, 'cab'],
  ['a', 2, 'bca'],
  ['a', 9, 'bca'],
  ['b', -4, 'bac'],
])('%s moved to %i', (item, to, expected) => {
  expect(moved(['a', 'b', 'c'], item, to).join('')).toBe(expected)
})

test('widths keep within what can be read and reached', () => {
  expect([clampWidth(3), clampWidth(120.6), clampWidth(5000)]).toEqual([56, 121, 960])
})

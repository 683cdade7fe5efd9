import { expect, test } from 'vitest'
import { canonicalFilter, choosesFilters, readSavedFilter, writeSavedFilter } from './saved-filter.ts'
import { scimSyncLogs } from './scim-sync-logs.ts'
import { scimUsers } from './scim-users.ts'

const noRange = { range: null, from: null, to: null }

test('what is written is read back', () => {
  const filters = { userName: ['dana & co'], status: ['active', 'outside'] }
  const range = { range: 'custom', from: new Date('2026-03-01T00:00:00Z'), to: null }
  const query = writeSavedFilter(scimUsers, filters, range)
  expect(readSavedFilter(scimUsers, query)).toMatchObject({ filters, range, dropped: [] })
})

test('the same filters give the same text, whatever the order they were set in', () => {
  const query = 'status=outside,active&userName=a&range=none'
  expect(canonicalFilter(scimUsers, query)).toBe('userName=a&status=active%2Coutside')
})

test.each([
  ['shoeSize=44&userName=a', ['shoeSize']],
  ['status=active,wicked', ['Status']],
  ['range=forever', ['Time Range']],
  ['from=yesterday&range=custom&to=today', ['Time Range']],
  ['userName=a', []],
])('%s: what the table no longer knows is named', (query, dropped) => {
  expect(readSavedFilter(scimUsers, query).dropped).toEqual(dropped)
})

test('what is dropped is not applied, and the rest is', () => {
  const { filters, range } = readSavedFilter(scimUsers, 'shoeSize=44&status=active,wicked&range=forever')
  expect(filters).toMatchObject({ status: ['active'], userName: null })
  expect(Object.keys(filters)).not.toContain('shoeSize')
  expect(range).toEqual(noRange)
})

test('a page is left alone when its address chooses filters of its own', () => {
  expect(choosesFilters(scimSyncLogs, ['idp', 'row'])).toBe(false)
  expect(choosesFilters(scimSyncLogs, ['idp', 'status'])).toBe(true)
  expect(choosesFilters(scimSyncLogs, ['range'])).toBe(true)
  expect(choosesFilters(scimSyncLogs, ['applied'])).toBe(true)
})

import { expect, test } from 'vitest'
import { droppedText, savedFilterText } from './filter-words.ts'
import { scimUsers } from './scim-users.ts'

test.each([
  ['status=active,inactive&userName=dana', 'SCIM User Name: dana · Status: Active, Inactive'],
  ['range=7d', 'Last 7 days'],
  ['range=custom&from=2026-03-01T00:00:00Z', 'Custom time range'],
  ['', 'No filters'],
])('%s: %s', (query, text) => expect(savedFilterText(scimUsers, query)).toBe(text))

test('what a table no longer knows is said', () => {
  expect(droppedText(scimUsers, 'shoeSize=44&status=active')).toBe(
    'SCIM Users no longer has all of it: shoeSize. The rest was applied.',
  )
  expect(droppedText(scimUsers, 'status=active')).toBeUndefined()
})

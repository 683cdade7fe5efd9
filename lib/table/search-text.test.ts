import { expect, test } from 'vitest'
import { scimUsers } from './scim-users.ts'
import { isMeantAsFilter, isUnreadable, readSearch } from './search-text.ts'

test.each([
  ['userName sw "a" and active eq true', true],
  ['(title pr)', true],
  ['not (active eq true)', true],
  ['emails[type eq "work"]', true],
  ['userName eq', true],
  ['Ada Reyes', false],
  ['dana@example.com', false],
  ['equals nothing', false],
])('%s: a filter? %s', (text, expected) => expect(isMeantAsFilter(text)).toBe(expected))

test('text is looked for from three characters on', () => {
  expect(readSearch(' Ada ', 'User')).toEqual({ kind: 'text', text: 'Ada' })
  expect(readSearch('Ad', 'User')).toMatchObject({ kind: 'problem', message: 'Type at least 3 characters.' })
})

test.each([
  ['userName sw "a" and', 20],
  ['userName eq dana', 13],
  ['userNam sw "a"', 1],
  ['active gt true', 8],
])('%s: what is wrong is at column %i', (text, column) => {
  expect(readSearch(text, 'User')).toMatchObject({ kind: 'problem', column })
})

test('a filter is bound to the catalog; a table without SCIM takes it as text', () => {
  expect(readSearch('department eq "Sales"', 'User')).toMatchObject({ kind: 'filter', filter: { op: 'eq' } })
  expect(readSearch('city eq "Oslo"', 'User')).toMatchObject({ kind: 'problem' })
  expect(readSearch('city eq "Oslo"', 'User', true)).toMatchObject({ kind: 'filter', filter: { op: 'eq' } })
  expect(readSearch('department eq "Sales"', undefined)).toMatchObject({ kind: 'text' })
})

test.each([
  [
    'User',
    'active eq true and groups eq "Finance"',
    /^groups takes the Internal Group ID · column 20 · .*SCIM Group Name/,
  ],
  ['Group', 'members eq "dana@example.com"', /^members takes the Internal ID/],
] as const)('%s: %s: ids alone are compared', (type, text, message) => {
  expect(readSearch(text, type)).toMatchObject({ kind: 'problem', message: expect.stringMatching(message) })
})

test('the id of a group is compared', () => {
  const text = 'groups.value eq "01890a5d-ac96-774b-bcce-b302099a8057"'
  expect(readSearch(text, 'User')).toMatchObject({ kind: 'filter' })
})

test.each([
  ['userName sw "a" andd active', true],
  ['Ad', true],
  ['userName sw "a"', false],
  ['Ada', false],
])('a table searched by %s: unreadable? %s', (text, expected) =>
  expect(isUnreadable(scimUsers, { search: [text], userName: ['a'] })).toBe(expected),
)

test('a table that is not searched has nothing unreadable', () =>
  expect(isUnreadable(scimUsers, { search: null, userName: ['a'] })).toBe(false))

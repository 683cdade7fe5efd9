import { expect, test } from 'vitest'
import type { ResourceType } from './catalog.ts'
import type { JsonObject } from './json.ts'
import { compareSorted, resolveSort, sortKey, type SortKey } from './sort.ts'

const USER: readonly ResourceType[] = ['User']
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const keyOf = (sortBy: string, resource: JsonObject) =>
  sortKey(resolveSort(USER, sortBy, undefined)!.get('User')!, resource)

test.each<[string, JsonObject, SortKey]>([
  ['userName', { userName: 'ÄNN' }, 'änn'],
  ['USERNAME', { userName: 'Ann' }, 'ann'],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName', { userName: 'Ann' }, 'ann'],
  ['externalId', { externalId: 'Ann' }, 'Ann'],
  ['name.familyName', { name: { familyName: 'Reyes' } }, 'reyes'],
  ['active', { active: false }, 0],
  ['meta.created', { meta: { created: '1970-01-01T00:00:01Z' } }, 1000],
  [`${ENTERPRISE}:department`, { [ENTERPRISE]: { department: 'Sales' } }, 'sales'],
  ['department', { [ENTERPRISE]: { department: 'Sales' } }, 'sales'],
  ['manager', { [ENTERPRISE]: { manager: { value: '7' } } }, '7'],
  ['emails', { emails: [{ value: 'b' }, { value: 'A', primary: true }] }, 'a'],
  ['emails.value', { emails: [{ value: 'B' }, { value: 'a' }] }, 'b'],
  ['emails.type', { emails: [{ value: 'B' }] }, undefined],
  ['title', {}, undefined],
  ['title', { title: 7 }, undefined],
])('by %s of %j', (sortBy, resource, key) => expect(keyOf(sortBy, resource)).toBe(key))

test.each([
  ['nonsense', undefined, 'nonsense'],
  ['name', undefined, 'givenName'],
  ['addresses', undefined, 'locality'],
  ['password', undefined, 'never returned'],
  ['groups', undefined, 'memberships'],
  ['userName', 'upwards', 'descending'],
])('sortBy=%s&sortOrder=%s is refused', (sortBy, sortOrder, word) => {
  expect(() => resolveSort(USER, sortBy, sortOrder)).toThrow(
    expect.objectContaining({ status: 400, scimType: 'invalidValue', detail: expect.stringContaining(word) as string }),
  )
})

test('without sortBy there is no order, whatever sortOrder says', () => {
  expect(resolveSort(USER, undefined, 'upwards')).toBeUndefined()
  expect(resolveSort(USER, ' ', 'descending')).toBeUndefined()
})

test('an attribute of one type orders the others by no value', () => {
  const sorts = resolveSort(['User', 'Group'], 'userName', 'DESCENDING')!
  expect(sorts.get('Group')).toEqual({ definition: undefined, descending: true })
  expect(sortKey(sorts.get('Group')!, { userName: 'x' })).toBeUndefined()
})

test('missing comes last ascending and first descending; equals go by id', () => {
  const rows = [
    { id: '3', key: 'b' },
    { id: '2', key: undefined },
    { id: '1', key: 'b' },
    { id: '4', key: 'a' },
  ]
  const ids = (descending: boolean) => rows.toSorted((a, b) => compareSorted(a, b, descending)).map((row) => row.id)
  expect(ids(false)).toEqual(['4', '1', '3', '2'])
  expect(ids(true)).toEqual(['2', '1', '3', '4'])
})

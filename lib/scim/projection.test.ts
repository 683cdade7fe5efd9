import { expect, test } from 'vitest'
import { ENTERPRISE_URN, USER_URN } from './catalog.ts'
import type { JsonObject } from './json.ts'
import { parseProjection, project, wants } from './projection.ts'

const user: JsonObject = {
  schemas: [USER_URN],
  id: '1',
  userName: 'dana',
  name: { givenName: 'Dana', familyName: 'Reyes' },
  emails: [{ value: 'a@b', type: 'work' }, { type: 'home' }],
  groups: [{ value: 'g' }],
  shoe: { size: 42, colour: 'red' },
  'urn:example:acme': { badge: 7, floor: 2 },
  [ENTERPRISE_URN]: { department: 'Sales', manager: { value: 'm', displayName: 'Kim' } },
  meta: { resourceType: 'User', created: '2026-01-01T00:00:00Z' },
}
const always = { schemas: [USER_URN], id: '1' }
const without = (...keys: string[]): JsonObject =>
  Object.fromEntries(Object.entries(user).filter(([key]) => !keys.includes(key)))

test.each<[string, JsonObject]>([
  ['userName', { userName: 'dana' }],
  [' USERNAME , name.GivenName,', { userName: 'dana', name: { givenName: 'Dana' } }],
  ['name.givenName,name', { name: user.name as JsonObject }],
  ['name,name.givenName', { name: user.name as JsonObject }],
  ['emails.value', { emails: [{ value: 'a@b' }] }],
  ['emails.display', {}],
  [`${USER_URN}:userName`, { userName: 'dana' }],
  [`${ENTERPRISE_URN}:manager.value`, { [ENTERPRISE_URN]: { manager: { value: 'm' } } }],
  ['department', { [ENTERPRISE_URN]: { department: 'Sales' } }],
  [ENTERPRISE_URN.toLowerCase(), { [ENTERPRISE_URN]: user[ENTERPRISE_URN] as JsonObject }],
  ['urn:example:acme', { 'urn:example:acme': { badge: 7, floor: 2 } }],
  ['urn:example:acme:badge', { 'urn:example:acme': { badge: 7 } }],
  ['shoe.size', { shoe: { size: 42 } }],
  ['meta.created', { meta: { created: '2026-01-01T00:00:00Z' } }],
  ['nonsense,__proto__,constructor', {}],
  ['password', {}],
])('attributes=%s', (names, expected) => {
  expect(project('User', user, parseProjection(names))).toEqual({ ...always, ...expected })
})

test.each<[string, JsonObject]>([
  ['groups', without('groups')],
  ['id,schemas', user],
  ['nonsense', user],
  ['emails.type', { ...user, emails: [{ value: 'a@b' }] }],
  ['name.givenName,name.familyName', without('name')],
  [`${ENTERPRISE_URN}:department`, { ...user, [ENTERPRISE_URN]: { manager: { value: 'm', displayName: 'Kim' } } }],
  [ENTERPRISE_URN, without(ENTERPRISE_URN)],
  ['meta', without('meta')],
])('excludedAttributes=%s', (names, expected) => {
  expect(project('User', user, parseProjection(undefined, names))).toEqual(expected)
})

test('empty is absent, and attributes wins over excludedAttributes', () => {
  expect(project('User', user, parseProjection('', ' , '))).toBe(user)
  expect(project('User', user, parseProjection(['userName'], 'userName'))).toEqual({ ...always, userName: 'dana' })
})

test.each([
  [undefined, undefined, true],
  ['displayName', undefined, false],
  ['members.value', undefined, true],
  ['MEMBERS', undefined, true],
  [undefined, 'members', false],
  [undefined, 'members.display', true],
  [undefined, 'urn:ietf:params:scim:schemas:core:2.0:Group:members', false],
])('attributes=%s excludedAttributes=%s wants members: %s', (attributes, excluded, expected) => {
  expect(wants(parseProjection(attributes, excluded), 'members')).toBe(expected)
})

import { expect, test } from 'vitest'
import { additionalCatalog, ENTERPRISE_URN, findAttribute, type Attribute } from './catalog.ts'
import { applyUserPatch, parsePatch } from './patch.ts'
import { parsePath } from './path.ts'
import * as quirks from './quirks.ts'
import { readUser } from './resource.ts'

const attribute = (path: string): Attribute => findAttribute('User', path) as Attribute
const manager = attribute('manager')

test.each([
  ['True', true],
  ['False', false],
  ['false', false],
  ['TRUE', true],
  [true, true],
  ['yes', undefined],
  ['', undefined],
  [1, undefined],
  [null, undefined],
])('readBoolean: %s', (value, expected) => expect(quirks.readBoolean(value)).toBe(expected))

test.each([
  ['Add', 'add'],
  ['REPLACE', 'replace'],
  ['remove', 'remove'],
  ['delete', undefined],
  [5, undefined],
])('readOperationName: %s', (value, expected) => expect(quirks.readOperationName(value)).toBe(expected))

test('isUnassigned: null and the empty list, not the empty text', () => {
  expect([null, [], undefined].map(quirks.isUnassigned)).toEqual([true, true, true])
  expect(['', 0, false, {}].map(quirks.isUnassigned)).toEqual([false, false, false, false])
})

test("unwrapSingleValue: Entra's lists of one", () => {
  expect(quirks.unwrapSingleValue(attribute('nickName'), [{ $ref: null, value: 'Babs' }])).toBe('Babs')
  expect(quirks.unwrapSingleValue(manager, [{ value: '7' }])).toEqual({ value: '7' })
  expect(quirks.unwrapSingleValue(attribute('nickName'), ['a', 'b'])).toEqual(['a', 'b'])
})

test('wrapSingleValue: one object is a list of one', () => {
  expect(quirks.wrapSingleValue({ value: 'a' })).toEqual([{ value: 'a' }])
  expect(quirks.wrapSingleValue('a')).toBe('a')
})

test('readManagerText and isClearedManager: only the manager', () => {
  expect(quirks.readManagerText(manager, '7')).toEqual({ value: '7' })
  expect(quirks.readManagerText(attribute('title'), '7')).toBe('7')
  expect(quirks.isClearedManager(manager, { value: '' })).toBe(true)
  expect(quirks.isClearedManager(manager, '')).toBe(true)
  expect(quirks.isClearedManager(manager, { value: '7' })).toBe(false)
  expect(quirks.isClearedManager(attribute('title'), '')).toBe(false)
})

test('meansEnterpriseManager: an object by the name of an additional attribute', () => {
  const entra = [{ $ref: null, value: '7' }]
  const stored = readUser({ userName: 'a', manager: 'Babs' }, undefined, additionalCatalog)
  const both = { manager: 'Babs', [ENTERPRISE_URN]: { manager: { value: '7' } } }
  const operations = parsePatch({ Operations: [{ op: 'Add', path: 'manager', value: entra }] })
  expect(applyUserPatch(stored, operations, {}, additionalCatalog)).toMatchObject(both)
  expect(readUser({ userName: 'a', manager: entra }, undefined, additionalCatalog)).toMatchObject({
    [ENTERPRISE_URN]: { manager: { value: '7' } },
  })
  expect(quirks.meansEnterpriseManager(manager, entra)).toBe(false)
})

test('findMisplaced: title under the enterprise URN, department at the top', () => {
  expect(quirks.findMisplaced('User', 'Title', 'enterprise')?.path).toBe('title')
  expect(quirks.findMisplaced('User', 'Department', 'core')?.path).toBe(`${ENTERPRISE_URN}:department`)
  expect(quirks.findMisplaced('User', 'department', 'enterprise')).toBeUndefined()
  expect(quirks.findMisplaced('Group', 'department', 'core')).toBeUndefined()
})

test('PASSED_OVER: what Okta echoes', () => {
  for (const name of ['id', 'meta', 'groups', 'schemas', 'password'])
    expect(quirks.PASSED_OVER.User.has(name)).toBe(true)
})

test('isOwnUrn and ADSCIM_URNS: the ADSCIM URN counts as the type it names', () => {
  const urn = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'
  expect(quirks.isOwnUrn('Group', urn)).toBe(true)
  expect(quirks.isOwnUrn('User', urn)).toBe(false)
})

test('lacksSchemas: absent, null or empty', () => {
  expect([{}, { schemas: null }, { Schemas: [] }].map(quirks.lacksSchemas)).toEqual([true, true, true])
  expect(quirks.lacksSchemas({ SCHEMAS: ['x'] })).toBe(false)
})

test('isVersion1Urn: 1.0 and 1.1 URNs', () => {
  expect(quirks.isVersion1Urn('urn:scim:schemas:core:1.0')).toBe(true)
  expect(quirks.isVersion1Urn('urn:scim:schemas:extension:enterprise:1.0')).toBe(true)
  expect(quirks.isVersion1Urn('urn:ietf:params:scim:schemas:core:2.0:User')).toBe(false)
})

test.each([
  ['emails[type eq "work"]', { type: 'work' }],
  ['emails[type eq "work" and primary eq "True"]', { type: 'work', primary: true }],
  ['emails[(type eq "work" and primary eq true) and display eq "d"]', { type: 'work', primary: true, display: 'd' }],
  ['emails[type eq "work" or type eq "home"]', undefined],
  ['emails[type ne "work"]', undefined],
  ['emails[not (type eq "work")]', undefined],
  ['emails[type pr]', undefined],
])('describedEntry: %s', (path, expected) => {
  const { filter } = parsePath('User', path)
  expect(filter && quirks.describedEntry(filter)).toEqual(expected)
})

test('removesOnlyListed and readMemberList', () => {
  expect(quirks.removesOnlyListed([{ value: 'a' }])).toBe(true)
  expect(quirks.removesOnlyListed(undefined)).toBe(false)
  expect(quirks.readMemberList(null)).toEqual([])
  expect(quirks.readMemberList([{ value: 'a' }])).toEqual([{ value: 'a' }])
})

test('isObviouslyPatch: what carries a list of Operations', () => {
  expect(quirks.isObviouslyPatch([])).toBe(true)
  expect(quirks.isObviouslyPatch(undefined)).toBe(false)
})

test('keepOnePrimary: the first, or the one that was just set', () => {
  const a = { value: 'a', primary: true }
  const b = { value: 'b', primary: true }
  expect(quirks.keepOnePrimary([a, b])).toEqual([a, { value: 'b', primary: false }])
  expect(quirks.keepOnePrimary([a, b], new Set([b]))).toEqual([{ value: 'a', primary: false }, b])
  expect(quirks.keepOnePrimary([a])).toEqual([a])
})

test.each([
  ['User', 'urn:scim:schemas:core:2.0', 'urn:ietf:params:scim:schemas:core:2.0:User'],
  ['Group', 'urn:scim:schemas:core:2.0', 'urn:ietf:params:scim:schemas:core:2.0:Group'],
  ['User', 'URN:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:core:2.0:User'],
  ['User', 'urn:scim:schemas:core:2.0:Group', 'urn:scim:schemas:core:2.0:Group'],
  ['User', 'urn:scim:schemas:extension:enterprise:2.0', ENTERPRISE_URN],
  ['User', 'urn:scim:schemas:core:1.0', 'urn:scim:schemas:core:1.0'],
] as const)('standardUrn: the %s of %s', (type, urn, expected) => {
  expect(quirks.standardUrn(type, urn)).toBe(expected)
})

test('standardUrn: a draft is not version 1, and its extension is read', () => {
  expect(quirks.isVersion1Urn('urn:scim:schemas:core:2.0')).toBe(false)
  expect(quirks.isOwnUrn('User', 'urn:scim:schemas:core:2.0')).toBe(true)
  const body = {
    schemas: ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:2.0'],
    userName: 'dana',
    'urn:scim:schemas:extension:enterprise:2.0': { department: 'Sales' },
  }
  expect(readUser(body)).toMatchObject({ userName: 'dana', [ENTERPRISE_URN]: { department: 'Sales' } })
})

test.each([
  ['filter', 'filter'],
  ['Filter', 'filter'],
  ['STARTINDEX', 'startIndex'],
  ['sortby', 'sortBy'],
  ['excludeAttributes', 'excludedAttributes'],
  ['aadOptscim062020', 'aadOptscim062020'],
])('readParameterName: %s', (name, expected) => expect(quirks.readParameterName(name)).toBe(expected))

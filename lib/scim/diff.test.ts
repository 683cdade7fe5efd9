import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTERPRISE_URN } from './catalog.ts'
import { changedAttributes } from './diff.ts'
import type { JsonObject } from './json.ts'

test('changes by attribute', () => {
  const before: JsonObject = {
    schemas: ['a'],
    title: 'Clerk',
    nickName: 'D',
    name: { givenName: 'Dana', familyName: 'Reyes' },
    emails: [{ value: 'a' }, { value: 'b' }],
    [ENTERPRISE_URN]: { department: 'Sales', manager: { value: '1' } },
  }
  const after: JsonObject = {
    schemas: ['a', 'b'],
    title: 'Boss',
    name: { familyName: 'Reyes', givenName: 'Dan' },
    emails: [{ value: 'a' }],
    active: true,
    [ENTERPRISE_URN]: { department: 'Sales', division: 'North' },
  }
  expect(changedAttributes(before, after)).toEqual([
    { path: 'title', before: 'Clerk', after: 'Boss' },
    { path: 'nickName', before: 'D' },
    { path: 'name.givenName', before: 'Dana', after: 'Dan' },
    { path: 'emails', before: [{ value: 'a' }, { value: 'b' }], after: [{ value: 'a' }] },
    { path: `${ENTERPRISE_URN}:manager.value`, before: '1' },
    { path: `${ENTERPRISE_URN}:division`, after: 'North' },
    { path: 'active', after: true },
  ])
})

test('a new extension is listed by attribute', () => {
  expect(changedAttributes({}, { [ENTERPRISE_URN]: { department: 'Sales' } })).toEqual([
    { path: `${ENTERPRISE_URN}:department`, after: 'Sales' },
  ])
})

test('nothing changed between equals, whatever the order of keys', () => {
  expect(changedAttributes({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1 })).toEqual([])
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
      expect(changedAttributes(document as JsonObject, JSON.parse(JSON.stringify(document)) as JsonObject)).toEqual([])
    }),
  )
})

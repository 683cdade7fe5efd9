import { expect, test } from 'vitest'
import { additionalCatalog, findAttribute } from '#lib/scim/catalog.ts'
import {
  conditionText,
  filterableAttributes,
  joinConditions,
  readCondition,
  readConditions,
  writeCondition,
} from './attribute-filter.ts'

test.each(['User', 'Group'] as const)('what is offered for a %s is in the catalog, each once', (type) => {
  const paths = filterableAttributes(type).map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths.filter((path) => findAttribute(type, path) === undefined)).toEqual([])
})

test('e-mails, enterprise attributes and everything else that a user may have; no password', () => {
  const paths = filterableAttributes('User').map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['emails.value', 'costCenter', 'phoneNumbers.value', 'manager.value']))
  expect(paths).not.toContain('password')
})

test.each([
  ['department eq "Sales"', 'Department equals Sales'],
  ['emails.value sw "ada"', 'Email starts with ada'],
  ['active eq true', 'Active equals true'],
  ['title pr', 'Title is present'],
  ['userName co "say \\"hi\\" and go"', 'Username contains say "hi" and go'],
])('%s: %s', (text, words) => {
  const condition = readCondition('User', text)
  expect(condition && writeCondition('User', condition)).toBe(text)
  expect(conditionText('User', text)).toBe(words)
})

test('additional attributes are offered where the IdP has them, and stay in an address where it has not', () => {
  const standard = filterableAttributes('User').map(({ path }) => path)
  const all = filterableAttributes('User', true)
  const more = all.filter(({ path }) => !standard.includes(path)).map(({ path }) => path)
  expect(more).toEqual([
    'city',
    'countryCode',
    'manager',
    'mobilePhones',
    'postalAddress',
    'state',
    'streetAddress',
    'zipCode',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber',
  ])
  expect(all.filter(({ path }) => !findAttribute('User', path, additionalCatalog))).toEqual([])
  expect(new Set(all.map(({ path }) => findAttribute('User', path, additionalCatalog))).size).toBe(all.length)
  expect(readConditions('User', 'zipcode eq "1011" and employeeNumber eq "7"')).toEqual([
    'zipCode eq "1011"',
    'employeeNumber eq "7"',
  ])
  expect(conditionText('User', 'zipCode eq "1011"')).toBe('Zip Code equals 1011')
})

test('several conditions travel as one SCIM filter', () => {
  const conditions = ['department eq "Sales and more"', 'title pr']
  expect(readConditions('User', joinConditions(conditions))).toEqual(conditions)
})

test('names are brought into the catalog’s spelling, and repeated ones kept once', () => {
  expect(
    readConditions(
      'User',
      'DEPARTMENT EQ "x" and urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "x"',
    ),
  ).toEqual(['department eq "x"'])
})

test.each(['nothing eq "x"', 'userName gt "a"', 'password co "x"', 'active co "t"', 'department eq ""', 'a or', ''])(
  '%s: not understood, so left out',
  (text) => expect(readConditions('User', text)).toEqual([]),
)

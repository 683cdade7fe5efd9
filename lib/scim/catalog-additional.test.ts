import { expect, test } from 'vitest'
import { additionalSpecs, profileLengths } from './catalog-additional.ts'
import {
  additionalCatalog as catalog,
  catalogOf,
  ENTERPRISE_URN,
  findAttribute,
  portalAttributes,
  portalAttributesOf,
  standardCatalog,
  USER_URN,
} from './catalog.ts'
import { parseFilter } from './filter.ts'
import type { JsonObject } from './json.ts'
import { applyUserPatch, parsePatch } from './patch.ts'
import { parseProjection, project } from './projection.ts'
import { resolveFilter } from './resolve.ts'
import { readUser } from './resource.ts'

const read = (body: JsonObject) => readUser({ userName: 'ana', ...body }, undefined, catalog)
const patch = (document: JsonObject, ...Operations: JsonObject[]) =>
  applyUserPatch(document, parsePatch({ Operations }), {}, catalog)

test('the twelve are texts of the core schema, each with the length of the profile', () => {
  expect(profileLengths.size).toBe(12)
  for (const [name] of profileLengths) {
    expect(findAttribute('User', `${USER_URN}:${name}`, catalog)).toMatchObject({ path: name, type: 'string' })
  }
  for (const { name } of additionalSpecs) expect(profileLengths.has(name)).toBe(true)
})

test('only an IdP that is set up so has them', () => {
  expect(catalogOf({ additionalAttributes: true })).toBe(catalog)
  expect(catalogOf({ additionalAttributes: false })).toBe(standardCatalog)
  expect(catalogOf(undefined)).toBe(standardCatalog)
  for (const name of ['streetAddress', 'city', 'state', 'zipCode', 'countryCode', 'postalAddress', 'mobilePhones']) {
    expect(findAttribute('User', name)).toBeUndefined()
  }
  expect(findAttribute('User', 'manager')?.schema).toBe(ENTERPRISE_URN)
  expect(findAttribute('User', 'employeeNumber')?.schema).toBe(ENTERPRISE_URN)
})

test('zipcode and zipCode are one attribute, wherever it is named', () => {
  for (const name of ['zipcode', 'zipCode', 'ZIPCODE', `${USER_URN}:zipcode`]) {
    expect(read({ [name]: '10115' })).toMatchObject({ zipCode: '10115' })
    expect(patch(read({}), { op: 'add', path: name, value: '10115' })).toMatchObject({ zipCode: '10115' })
    expect(resolveFilter('User', parseFilter(`${name} eq "10115"`), catalog)).toMatchObject({ attribute: 'zipCode' })
  }
  // One that was kept in the client's own spelling, before the IdP had the attribute, does not stay beside it.
  const old = readUser({ userName: 'ana', zipcode: '1' })
  expect(patch(old, { op: 'replace', path: 'zipCode', value: '2' })).toEqual({
    ...readUser({ userName: 'ana' }),
    zipCode: '2',
  })
})

test('manager is a text, beside the manager of the enterprise extension', () => {
  const both = { manager: 'Babs', [ENTERPRISE_URN]: { manager: { value: '7' } } }
  expect(read(both)).toMatchObject(both)
  const { [ENTERPRISE_URN]: _, ...bare } = read({ manager: 'Babs' })
  expect(bare).toMatchObject({ manager: 'Babs' })
  const named = patch(read(both), { op: 'replace', value: { manager: 'Cleo' } })
  expect(named).toMatchObject({ manager: 'Cleo', [ENTERPRISE_URN]: { manager: { value: '7' } } })
  expect(patch(read(both), { op: 'remove', path: 'manager' })).not.toHaveProperty('manager')
  const other = patch(read(both), { op: 'replace', path: `${ENTERPRISE_URN}:manager`, value: '8' })
  expect(other).toMatchObject({ manager: 'Babs', [ENTERPRISE_URN]: { manager: { value: '8' } } })
})

test('employeeNumber at the top stays there', () => {
  expect(read({ employeeNumber: '17' })).toMatchObject({ employeeNumber: '17' })
  expect(readUser({ userName: 'ana', employeeNumber: '17' })).toMatchObject({
    [ENTERPRISE_URN]: { employeeNumber: '17' },
  })
})

test('one that came under the enterprise URN goes to its place', () => {
  expect(read({ [ENTERPRISE_URN]: { city: 'Berlin' } })).toEqual({ ...read({}), city: 'Berlin' })
})

test('a projection that names manager means the text', () => {
  const user = read({ manager: 'Babs', [ENTERPRISE_URN]: { manager: { value: '7' }, division: 'x' } })
  const kept = (names: string) => Object.keys(project('User', user, parseProjection(names, undefined, catalog)))
  expect(kept('manager')).toEqual(['schemas', 'manager'])
  expect(kept(`${ENTERPRISE_URN}:manager`)).toEqual(['schemas', ENTERPRISE_URN])
})

test('the portal shows them by name, with their lengths', () => {
  const shown = portalAttributesOf(catalog)
  expect(shown).toHaveLength(portalAttributes.length + 11)
  const labels = shown.map(({ label }) => label)
  expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')))
  const lengths = new Map(shown.flatMap(({ path, length }) => (length === undefined ? [] : [[path, length]])))
  expect(lengths).toEqual(profileLengths)
  expect(portalAttributesOf(standardCatalog).filter(({ length }) => length !== undefined)).toEqual([])
})

import { expect, test } from 'vitest'
import { additionalCatalog } from '#lib/scim/catalog.ts'
import { attributeValues } from './attribute-values.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const document = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  userName: 'dana@example.com',
  externalId: '00u1',
  active: false,
  name: { givenName: 'Dana', familyName: 'Reyes', middleName: 'Q' },
  emails: [
    { value: 'dana@example.com', type: 'work', primary: true },
    { value: 'd@home.example', type: 'home' },
  ],
  locale: 'en-GB',
  [enterprise]: { department: 'Ops', employeeNumber: '17' },
}

test('the portal attributes have the values of the document', () => {
  const { portal } = attributeValues(document, '0198')
  const byLabel = Object.fromEntries(portal.map(({ label, values }) => [label, values]))
  expect(byLabel).toMatchObject({
    Active: ['false'],
    Department: ['Ops'],
    Email: ['dana@example.com', 'd@home.example'],
    'First Name': ['Dana'],
    Username: ['dana@example.com'],
    id: ['0198'],
    Title: [],
  })
})

test('everything else the IdP sent is listed by its path', () => {
  expect(attributeValues(document, '0198').other).toEqual([
    { path: 'name.middleName', value: 'Q' },
    { path: 'emails', value: JSON.stringify(document.emails) },
    { path: 'locale', value: 'en-GB' },
    { path: `${enterprise}:employeeNumber`, value: '17' },
  ])
})

test('additional attributes are among those of the portal, and what is longer than the profile is flagged', () => {
  const flat = { ...document, city: 'x'.repeat(40), zipCode: '20457', manager: 'Babs' }
  const { portal, other } = attributeValues(flat, '0198', additionalCatalog)
  const byPath = Object.fromEntries(portal.map(({ path, values, excess }) => [path, { values, excess }]))
  expect(byPath).toMatchObject({
    city: { excess: { length: 40, most: 32 } },
    zipCode: { values: ['20457'], excess: undefined },
    manager: { values: ['Babs'] },
    locale: { values: ['en-GB'] },
  })
  expect(other.map(({ path }) => path)).toEqual(['name.middleName', 'emails', `${enterprise}:employeeNumber`])
  expect(attributeValues(flat, '0198').other.map(({ path }) => path)).toContain('zipCode')
})

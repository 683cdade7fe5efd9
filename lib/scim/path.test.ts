import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTERPRISE_URN, USER_URN } from './catalog.ts'
import { parseKey, parsePath } from './path.ts'

test.each([
  ['displayName', { name: 'displayName', urn: undefined, sub: undefined }],
  ['DISPLAYNAME', { name: 'displayName' }],
  [' userName ', { name: 'userName' }],
  ['Name.FamilyName', { name: 'name', sub: 'familyName' }],
  [`${USER_URN}:name.givenName`, { name: 'name', sub: 'givenName', urn: undefined }],
  [`${USER_URN.toUpperCase()}:ACTIVE`, { name: 'active', urn: undefined }],
  [`${ENTERPRISE_URN}:department`, { name: 'department', urn: ENTERPRISE_URN }],
  [`${ENTERPRISE_URN.toLowerCase()}:Manager.Value`, { name: 'manager', sub: 'value', urn: ENTERPRISE_URN }],
  [`${ENTERPRISE_URN}:title`, { name: 'title', urn: undefined }],
  [`${ENTERPRISE_URN}:badge`, { name: 'badge', urn: ENTERPRISE_URN, definition: undefined }],
  [ENTERPRISE_URN, { name: undefined, urn: ENTERPRISE_URN }],
  ['department', { name: 'department', urn: ENTERPRISE_URN }],
  ['manager', { name: 'manager', urn: ENTERPRISE_URN }],
  ['manager.displayName', { name: 'manager', sub: 'displayName', urn: ENTERPRISE_URN }],
  ['favouriteColour', { name: 'favouriteColour', definition: undefined, urn: undefined }],
  ['shoe.size', { name: 'shoe', sub: 'size', definition: undefined }],
  ['name.nobility', { name: 'name', sub: 'nobility', subDefinition: undefined }],
  ['urn:example:acme:2.0:badge', { name: 'badge', urn: 'urn:example:acme:2.0' }],
  ['urn:example:acme:2.0:User', { name: undefined, urn: 'urn:example:acme:2.0:User' }],
  ['urn:example:acme:2.0:User:badge.colour', { name: 'badge', sub: 'colour', urn: 'urn:example:acme:2.0:User' }],
  [
    'emails[type eq "work"]',
    { name: 'emails', sub: undefined, filter: expect.objectContaining({ kind: 'compare' }) as object },
  ],
  ['emails[Type eq "work"].Value', { name: 'emails', sub: 'value' }],
  [`${USER_URN}:emails[type eq "work"].value`, { name: 'emails', sub: 'value' }],
  ['roles[primary eq "True"].value', { filter: expect.objectContaining({ value: true }) as object }],
  ['emails[value eq "a]b"].display', { name: 'emails', sub: 'display' }],
])('%s', (text, expected) => expect(parsePath('User', text)).toMatchObject(expected))

test.each([
  ['', 'invalidPath'],
  ['1name', 'invalidPath'],
  ['name.given.more', 'invalidPath'],
  ['name.', 'invalidPath'],
  ['.name', 'invalidPath'],
  ['userName.part', 'invalidPath'],
  ['two words', 'invalidPath'],
  ['emails[type eq "work"]value', 'invalidPath'],
  ['emails[type eq "work"].value.more', 'invalidPath'],
  ['emails.value[type eq "work"]', 'invalidPath'],
  ['userName[value eq "x"]', 'invalidPath'],
  ['nonsense[value eq "x"]', 'invalidPath'],
  ['foo:bar', 'invalidPath'],
  ['__proto__', 'invalidPath'],
  ['constructor', 'invalidPath'],
  ['name.__proto__', 'invalidPath'],
  ['urn:x:y:__proto__', 'invalidPath'],
  ['emails[type eq "work"].__proto__', 'invalidPath'],
  ['emails[]', 'invalidFilter'],
  ['emails[type eq work]', 'invalidFilter'],
  ['emails[colour eq "red"]', 'invalidFilter'],
  ['emails[type eq "work"', 'invalidFilter'],
  [`emails[${'x'.repeat(20_000)}]`, 'invalidPath'],
])('%s is refused', (text, scimType) => {
  expect(() => parsePath('User', text)).toThrow(
    expect.objectContaining({ name: 'ScimError', status: 400, scimType }) as Error,
  )
})

test.each([
  ['name.givenName', { name: 'name', sub: 'givenName' }],
  [`${ENTERPRISE_URN}:employeeNumber`, { name: 'employeeNumber', urn: ENTERPRISE_URN }],
  [ENTERPRISE_URN, { name: undefined }],
  ['Favourite colour.hex', { name: 'Favourite colour.hex', sub: undefined }],
])('the key %s of a path-less value', (key, expected) => expect(parseKey('User', key)).toMatchObject(expected))

test('whatever the text, a path or a ScimError comes of it', () => {
  const part = fc.constantFrom(
    'emails',
    'name',
    '.',
    '[',
    ']',
    'type eq "work"',
    '"',
    ':',
    USER_URN,
    ENTERPRISE_URN,
    'urn:',
    ' ',
    '__proto__',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(part, fc.string()), { maxLength: 8 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, fc.constantFrom('User' as const, 'Group' as const), (text, type) => {
      for (const parse of [parsePath, parseKey]) {
        try {
          expect(parse(type, text).name).not.toBe('__proto__')
        } catch (error) {
          expect(error).toMatchObject({ name: 'ScimError', status: 400 })
        }
      }
    }),
    { numRuns: 2000 },
  )
})

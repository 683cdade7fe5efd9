import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from './catalog.ts'
import type { JsonValue } from './json.ts'
import { readGroup, readUser, userColumns } from './resource.ts'

const user = (attributes: Record<string, JsonValue>) => readUser({ userName: 'dana', ...attributes })

test('a user is kept as sent, without what the service decides itself', () => {
  const body = {
    schemas: [USER_URN, ENTERPRISE_URN],
    id: 'theirs',
    externalId: '00u1',
    userName: 'Dana.Reyes@Example.com',
    name: { givenName: 'Dana', familyName: 'Reyes' },
    emails: [{ primary: true, value: 'Dana@Example.com', type: 'WORK' }],
    profileUrl: 'no url at all',
    locale: 'en-US',
    groups: [],
    password: 'hunter2',
    active: false,
    meta: { resourceType: 'User' },
    [ENTERPRISE_URN]: { department: 'Sales' },
  }
  expect(readUser(body)).toEqual({
    schemas: [USER_URN, ENTERPRISE_URN],
    externalId: '00u1',
    userName: 'Dana.Reyes@Example.com',
    name: { givenName: 'Dana', familyName: 'Reyes' },
    emails: [{ primary: true, value: 'Dana@Example.com', type: 'WORK' }],
    profileUrl: 'no url at all',
    locale: 'en-US',
    active: false,
    [ENTERPRISE_URN]: { department: 'Sales' },
  })
})

test.each<[string, Record<string, JsonValue>, Record<string, JsonValue>]>([
  ['names in any case', { NICKNAME: 'D', Name: { GivenName: 'Dana' } }, { nickName: 'D', name: { givenName: 'Dana' } }],
  [
    'text for booleans',
    { active: 'False', roles: [{ value: 'a', Primary: 'True' }] },
    { active: false, roles: [{ value: 'a', primary: true }] },
  ],
  ['nulls and empty lists', { title: null, roles: [], addresses: null, name: { givenName: null } }, {}],
  ['nulls inside values', { emails: [{ value: 'a', display: null }, null] }, { emails: [{ value: 'a' }] }],
  [
    'a core attribute under the enterprise URN',
    { [ENTERPRISE_URN]: { title: 'Boss', department: 'Sales' } },
    { title: 'Boss', [ENTERPRISE_URN]: { department: 'Sales' } },
  ],
  [
    'enterprise attributes at the top',
    { division: 'North', CostCenter: '7' },
    { [ENTERPRISE_URN]: { division: 'North', costCenter: '7' } },
  ],
  [
    'the proper place before the other',
    { department: 'Wrong', [ENTERPRISE_URN]: { department: 'Sales' } },
    { [ENTERPRISE_URN]: { department: 'Sales' } },
  ],
  [
    'the enterprise URN in another case',
    { [ENTERPRISE_URN.toLowerCase()]: { department: 'Sales' } },
    { [ENTERPRISE_URN]: { department: 'Sales' } },
  ],
  [
    'an attribute by its full URN',
    { [`${ENTERPRISE_URN}:department`]: 'Sales', [`${USER_URN}:title`]: 'Boss' },
    { title: 'Boss', [ENTERPRISE_URN]: { department: 'Sales' } },
  ],
  ['manager as text', { [ENTERPRISE_URN]: { manager: '7' } }, { [ENTERPRISE_URN]: { manager: { value: '7' } } }],
  ['manager as a list', { manager: [{ $ref: null, value: '7' }] }, { [ENTERPRISE_URN]: { manager: { value: '7' } } }],
  ['an empty manager', { [ENTERPRISE_URN]: { manager: { value: '' } } }, {}],
  ['a single object for a list', { emails: { value: 'a' } }, { emails: [{ value: 'a' }] }],
  [
    'unknown attributes',
    { shoe: { size: [42] }, 'urn:example:acme': { badge: 1 } },
    { shoe: { size: [42] }, 'urn:example:acme': { badge: 1 } },
  ],
  [
    'two primaries',
    {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    },
    {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: false },
      ],
    },
  ],
  [
    'keys that every object has',
    { constructor: 'x', toString: { valueOf: 1 } },
    { constructor: 'x', toString: { valueOf: 1 } },
  ],
])('%s', (_, sent, kept) => {
  const { schemas: _schemas, userName: _userName, ...rest } = user(sent)
  expect(rest).toEqual({ active: true, ...kept })
})

test('schemas are those in use', () => {
  expect(user({ schemas: [USER_URN, ENTERPRISE_URN] }).schemas).toEqual([USER_URN])
  expect(user({ department: 'x', 'urn:example:acme': { badge: 1 } }).schemas).toEqual([
    USER_URN,
    ENTERPRISE_URN,
    'urn:example:acme',
  ])
})

test('a PUT without active keeps what the service says', () => {
  expect(readUser({ userName: 'x' }, { active: false }).active).toBe(false)
  expect(readUser({ userName: 'x', active: true }, { active: false }).active).toBe(true)
})

test.each<[string, JsonValue, string, string]>([
  ['a list', [], 'invalidSyntax', 'JSON object'],
  ['text', 'x', 'invalidSyntax', 'JSON object'],
  ['no userName', { displayName: 'x' }, 'invalidValue', 'userName is required'],
  ['a blank userName', { userName: '  ' }, 'invalidValue', 'userName is required'],
  ['a null userName', { userName: null }, 'invalidValue', 'userName is required'],
  ['a userName of 1,025 characters', { userName: 'x'.repeat(1025) }, 'invalidValue', 'at most 1024'],
  ['a userName with a line break', { userName: 'a\nb' }, 'invalidValue', 'control character'],
  ['a number as userName', { userName: 5 }, 'invalidValue', 'userName'],
  ['active as a word', { userName: 'x', active: 'yes' }, 'invalidValue', 'active'],
  ['active as a number', { userName: 'x', active: 1 }, 'invalidValue', 'true or false'],
  ['emails as text', { userName: 'x', emails: 'a@b' }, 'invalidValue', 'emails'],
  ['an e-mail as text', { userName: 'x', emails: ['a@b'] }, 'invalidValue', 'emails'],
  ['an e-mail value as a number', { userName: 'x', emails: [{ value: 5 }] }, 'invalidValue', 'emails.value'],
  ['name as text', { userName: 'x', name: 'Dana' }, 'invalidValue', 'name'],
  ['title as an object', { userName: 'x', title: { a: 1 } }, 'invalidValue', 'title'],
  ['a list for title', { userName: 'x', title: ['a', 'b'] }, 'invalidValue', 'title'],
  ['the extension as text', { userName: 'x', [ENTERPRISE_URN]: 'Sales' }, 'invalidValue', 'enterprise'],
  ['schemas as a number', { userName: 'x', schemas: 5 }, 'invalidSyntax', 'schemas'],
  ['the schema of a group', { userName: 'x', schemas: [GROUP_URN] }, 'invalidValue', USER_URN],
  ['SCIM 1.1', { userName: 'x', schemas: ['urn:scim:schemas:core:1.0'] }, 'invalidVers', 'only SCIM 2.0'],
])('%s is refused', (_, body, scimType, detail) => {
  expect(() => readUser(body)).toThrow(
    expect.objectContaining({
      name: 'ScimError',
      status: 400,
      scimType,
      message: expect.stringContaining(detail) as string,
    }) as Error,
  )
})

test('a group is read apart from its members', () => {
  const sent = {
    schemas: [GROUP_URN, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    displayName: 'Sales',
    externalId: 'e1',
    meta: { resourceType: 'Group' },
    Members: [{ value: 'a', display: 'x', $ref: null }, { Value: 'b', type: 'group' }, { value: 'a' }],
  }
  expect(readGroup(sent)).toEqual({
    document: { schemas: [GROUP_URN], displayName: 'Sales', externalId: 'e1' },
    members: [{ value: 'a' }, { value: 'b', type: 'Group' }],
  })
})

test.each<[string, Record<string, JsonValue>, unknown]>([
  ['not sent', {}, undefined],
  ['null', { members: null }, undefined],
  ['empty', { members: [] }, []],
])('members %s', (_, sent, members) => expect(readGroup({ displayName: 'x', ...sent }).members).toEqual(members))

test.each<[string, JsonValue]>([
  ['no displayName', { members: [] }],
  ['a member without value', { displayName: 'x', members: [{ display: 'y' }] }],
  ['a member with a number', { displayName: 'x', members: [{ value: 5 }] }],
  ['a member as text', { displayName: 'x', members: ['a'] }],
  ['members as text', { displayName: 'x', members: 'a' }],
])('a group with %s is refused', (_, body) => {
  expect(() => readGroup(body)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidValue' }) as Error)
})

test('columns of a user', () => {
  const document = user({
    name: { givenName: 'Dana', formatted: 'Dana R.' },
    department: 'Sales',
    emails: [{ value: 'a@b', type: 'work', primary: true }, { display: 'no value' }],
  })
  expect(userColumns(document)).toEqual({
    userName: 'dana',
    externalId: null,
    active: true,
    displayName: null,
    givenName: 'Dana',
    familyName: null,
    formattedName: 'Dana R.',
    nickName: null,
    title: null,
    userType: null,
    costCenter: null,
    department: 'Sales',
    division: null,
    organization: null,
    emails: [{ value: 'a@b', type: 'work', primary: true }],
  })
})

const key = fc.oneof(
  fc.constantFrom(
    'userName',
    'name',
    'emails',
    'active',
    'schemas',
    'members',
    'manager',
    ENTERPRISE_URN,
    USER_URN,
    '__proto__',
  ),
  fc.string(),
)
const body = fc
  .tuple(fc.dictionary(key, fc.jsonValue(), { maxKeys: 8 }), fc.boolean())
  .map(([sent, isNamed]) => (isNamed ? { ...sent, userName: 'x', displayName: 'x' } : sent))

test('whatever is sent, a document or a ScimError comes of it, and reading that again changes nothing', () => {
  fc.assert(
    fc.property(body, (sent) => {
      for (const read of [readUser, (body: JsonValue) => readGroup(body).document]) {
        try {
          const before = JSON.stringify(sent)
          const document = read(sent as JsonValue)
          expect(JSON.stringify(sent)).toBe(before)
          expect(read(document)).toEqual(document)
          expect({}).not.toHaveProperty('active')
        } catch (error) {
          expect(error).toMatchObject({ name: 'ScimError', status: 400 })
        }
      }
    }),
    { numRuns: 1000 },
  )
})

import { expect, test } from 'vitest'
import { ENTERPRISE_URN, findAttribute, GROUP_URN, portalAttributes, topAttributes, USER_URN } from './catalog.ts'

test.each([
  ['User', 'userName', { path: 'userName', caseExact: false, required: true, uniqueness: 'server' }],
  ['User', 'USERNAME', { path: 'userName' }],
  ['User', 'id', { caseExact: true, mutability: 'readOnly', returned: 'always' }],
  ['User', 'externalid', { path: 'externalId', caseExact: true }],
  ['User', 'Meta.LastModified', { path: 'meta.lastModified', type: 'dateTime', keys: ['meta', 'lastModified'] }],
  ['User', `${USER_URN}:emails.value`, { path: 'emails.value', caseExact: false, keys: ['emails', 'value'] }],
  ['User', 'department', { path: `${ENTERPRISE_URN}:department`, keys: [ENTERPRISE_URN, 'department'] }],
  ['User', `${ENTERPRISE_URN.toUpperCase()}:MANAGER.VALUE`, { keys: [ENTERPRISE_URN, 'manager', 'value'] }],
  ['User', ENTERPRISE_URN, { type: 'complex', keys: [ENTERPRISE_URN] }],
  ['User', 'password', { returned: 'never' }],
  ['User', 'groups.$ref', { mutability: 'readOnly', type: 'reference' }],
  ['Group', 'displayName', { required: true, schema: GROUP_URN }],
  ['Group', 'members.value', { caseExact: true, multiValued: false }],
  ['Group', 'meta.created', { type: 'dateTime' }],
] as const)('%s %s', (type, path, expected) => expect(findAttribute(type, path)).toMatchObject(expected))

test.each([
  ['User', 'members'],
  ['User', 'constructor'],
  ['User', 'userName.value'],
  ['User', USER_URN],
  ['Group', 'userName'],
  ['Group', 'department'],
] as const)('%s has no %s', (type, path) => expect(findAttribute(type, path)).toBeUndefined())

test('a user has everything of RFC 7643 §4.1', () => {
  expect([...topAttributes('User').values()].map((attribute) => attribute.name)).toEqual(
    'schemas id externalId meta userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active password emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates'.split(
      ' ',
    ),
  )
})

test('the portal shows fifteen attributes, of which only the userName is required and unique', () => {
  expect(portalAttributes).toHaveLength(15)
  expect(portalAttributes.filter((row) => row.required || row.unique)).toMatchObject([
    { label: 'Username', path: 'userName', required: true, unique: true, type: 'string', schema: USER_URN },
  ])
  expect(portalAttributes.find(({ path }) => path === 'costCenter')).toMatchObject({
    label: 'Cost Center',
    path: 'costCenter',
    required: false,
    unique: false,
    type: 'string',
    schema: ENTERPRISE_URN,
  })
})

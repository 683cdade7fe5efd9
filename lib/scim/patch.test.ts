import fc from 'fast-check'
import { expect, test } from 'vitest'
import fixtures from './fixtures/patches.json' with { type: 'json' }
import { clone, type JsonObject, type JsonValue } from './json.ts'
import { applyGroupPatch, applyUserPatch, parsePatch, splitGroupPatch } from './patch.ts'
import { readUser } from './resource.ts'
import { cpuMs } from './testing.ts'

const original = fixtures.document as unknown as JsonObject
const patchOp = (operations: JsonValue): JsonObject => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
})

/** `change`: what is different afterwards; null for what is gone. */
const changed = (change: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...original, ...change }).filter(([, value]) => value !== null))

const patch = (operations: JsonValue) => applyUserPatch(original, parsePatch(patchOp(operations)), { id: 'the-id' })

test.each(fixtures.cases as unknown as { name: string; operations: JsonValue; change: JsonObject }[])(
  '$name',
  ({ operations, change }) => {
    const before = clone(original)
    const once = patch(operations)
    expect(once).toEqual(changed(change))
    expect(original).toEqual(before)
    // Sent again after a lost answer, it changes nothing more.
    expect(applyUserPatch(once, parsePatch(patchOp(operations)), { id: 'the-id' })).toEqual(once)
    expect(readUser(once)).toEqual(once)
  },
)

test.each(fixtures.refused as unknown as { name: string; operations: JsonValue; scimType: string; detail?: string }[])(
  '$name is refused',
  ({ operations, scimType, detail }) => {
    const before = clone(original)
    expect(() => patch(operations)).toThrow(
      expect.objectContaining({
        name: 'ScimError',
        status: 400,
        scimType,
        message: expect.stringContaining(detail ?? '') as string,
      }) as Error,
    )
    expect(original).toEqual(before)
  },
)

test.each<[string, JsonValue, string]>([
  ['a list', [], 'invalidSyntax'],
  ['no Operations', { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] }, 'invalidSyntax'],
  ['a whole user instead', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'x' }, 'invalidSyntax'],
  ['SCIM 1.1', { schemas: ['urn:scim:schemas:core:1.0'], Operations: [{ op: 'add', value: {} }] }, 'invalidVers'],
  ['operations that are text', patchOp(['x']), 'invalidSyntax'],
  [
    '10,001 operations',
    patchOp(Array.from({ length: 10_001 }, () => ({ op: 'add', path: 'title', value: 'x' }))),
    'tooMany',
  ],
])('a PATCH with %s is refused', (_, body, scimType) => {
  expect(() => parsePatch(body)).toThrow(expect.objectContaining({ status: 400, scimType }) as Error)
})

test.each<[string, JsonObject]>([
  ['without schemas', { Operations: [{ op: 'add', path: 'title', value: 'x' }] }],
  ['with keys in any case', { operations: [{ OP: 'Add', Path: 'title', Value: 'x' }] }],
  [
    'with the schemas of a user',
    { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], Operations: [{ op: 'ADD', path: 'title', value: 'x' }] },
  ],
  ['with a null path', { Operations: { op: 'add', path: 'title', value: 'x' } }],
])('a PATCH %s is understood', (_, body) => {
  expect(parsePatch(body)).toEqual([{ op: 'add', path: 'title', value: 'x', index: 0 }])
})

const split = (operations: JsonValue) => splitGroupPatch(parsePatch(patchOp(operations)))
const a = { value: 'a' }
const b = { value: 'b' }

test.each<[string, JsonValue, unknown[]]>([
  ['add', [{ op: 'Add', path: 'members', value: [{ $ref: null, value: 'a' }] }], [{ kind: 'add', members: [a] }]],
  [
    'add of one object',
    [{ op: 'add', path: 'Members', value: { value: 'a', display: 'x', type: 'User' } }],
    [{ kind: 'add', members: [{ value: 'a', type: 'User' }] }],
  ],
  ['add without a path', [{ op: 'add', value: { members: [a] } }], [{ kind: 'add', members: [a] }]],
  [
    'add by URN',
    [{ op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:Group:members', value: [a] }],
    [{ kind: 'add', members: [a] }],
  ],
  ['add of null', [{ op: 'add', path: 'members', value: null }], []],
  ['replace', [{ op: 'replace', path: 'members', value: [a, b, a] }], [{ kind: 'replace', members: [a, b] }]],
  ['replace with nobody', [{ op: 'replace', path: 'members', value: [] }], [{ kind: 'replace', members: [] }]],
  ['replace without a path', [{ op: 'replace', value: { members: [a] } }], [{ kind: 'replace', members: [a] }]],
  ['bare remove', [{ op: 'remove', path: 'members' }], [{ kind: 'clear' }]],
  [
    'remove by list',
    [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'a' }] }],
    [{ kind: 'remove', ids: ['a'] }],
  ],
  ['remove by an empty list', [{ op: 'Remove', path: 'members', value: [] }], []],
  ['remove by filter', [{ op: 'remove', path: 'members[value eq "a"]' }], [{ kind: 'remove', ids: ['a'] }]],
  [
    'remove by several ids',
    [{ op: 'remove', path: 'members[value eq "a" or value eq "b"]' }],
    [{ kind: 'remove', ids: ['a', 'b'] }],
  ],
  [
    'remove by another filter',
    [{ op: 'remove', path: 'members[type eq "Group"]' }],
    [{ kind: 'remove-where', filter: expect.objectContaining({ attribute: 'members.type' }) as object }],
  ],
  [
    'Okta swaps one for another',
    [
      { op: 'remove', path: 'members[value eq "a"]' },
      { op: 'add', path: 'members', value: [b] },
    ],
    [
      { kind: 'remove', ids: ['a'] },
      { kind: 'add', members: [b] },
    ],
  ],
  [
    'one member an operation',
    [
      { op: 'add', path: 'members', value: [a] },
      { op: 'add', path: 'members', value: [b, a] },
    ],
    [{ kind: 'add', members: [a, b] }],
  ],
  [
    'two replaces',
    [
      { op: 'replace', path: 'members', value: [a] },
      { op: 'replace', path: 'members', value: [b] },
    ],
    [{ kind: 'replace', members: [b] }],
  ],
])('members: %s', (_, operations, steps) => expect(split(operations)).toEqual({ document: [], members: steps }))

test('what is not about members is left for the document', () => {
  const { document, members } = split([
    { op: 'replace', value: { id: 'g', displayName: 'New', members: [a] } },
    { op: 'replace', path: 'externalId', value: 'e' },
  ])
  expect(members).toEqual([{ kind: 'replace', members: [a] }])
  expect(applyGroupPatch({ schemas: [], displayName: 'Old' }, document)).toEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'New',
    externalId: 'e',
  })
})

test.each<[string, JsonValue, string]>([
  ['a member without an id', [{ op: 'add', path: 'members', value: [{ display: 'x' }] }], 'invalidValue'],
  ['a member as text', [{ op: 'add', path: 'members', value: ['a'] }], 'invalidValue'],
  ['a change inside a member', [{ op: 'replace', path: 'members[value eq "a"].display', value: 'x' }], 'mutability'],
  ['a filter in an add', [{ op: 'add', path: 'members[value eq "a"]', value: [a] }], 'noTarget'],
  ['text to remove', [{ op: 'remove', path: 'members', value: 'a' }], 'invalidValue'],
])('%s is refused', (_, operations, scimType) => {
  expect(() => split(operations)).toThrow(expect.objectContaining({ status: 400, scimType }) as Error)
})

test('a refused member says in which operation it was', () => {
  const operations = [
    { op: 'add', path: 'members', value: [a] },
    { op: 'add', path: 'members', value: [b, {}] },
  ]
  expect(() => split(operations)).toThrow('Operations[1]: members[1] has no id')
})

test('removal of the displayName of a group is refused', () => {
  const operations = parsePatch(patchOp([{ op: 'remove', path: 'displayName' }]))
  expect(() => applyGroupPatch({ displayName: 'x' }, operations)).toThrow(
    expect.objectContaining({ scimType: 'mutability' }) as Error,
  )
})

test('10,000 members in one operation, or in as many, take linear time', () => {
  const members = Array.from({ length: 10_000 }, (_, i) => ({ value: `member-${i}` }))
  const together = [{ op: 'add', path: 'members', value: members }]
  const apart = members.map((member) => ({ op: 'add', path: 'members', value: [member] }))
  const removals = members.map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` }))
  for (const operations of [together, apart]) expect(split(operations).members).toEqual([{ kind: 'add', members }])
  expect(split(removals).members).toEqual([{ kind: 'remove', ids: members.map(({ value }) => value) }])
  expect(cpuMs(() => [together, apart, removals].map(split))).toBeLessThan(1500)
})

test('a PATCH that invites quadratic work ends soon', () => {
  const emails = Array.from({ length: 5000 }, (_, i) => ({ value: `e${i}@example.com` }))
  const operations = [
    { op: 'add', path: 'emails', value: emails },
    ...emails.map(({ value }) => ({ op: 'replace', path: `emails[value eq "${value}"].type`, value: 'work' })),
  ]
  const tooMany = expect.objectContaining({ scimType: 'tooMany' }) as Error
  expect(cpuMs(() => expect(() => patch(operations)).toThrow(tooMany))).toBeLessThan(2000)
})

const path = fc.oneof(
  fc.constantFrom(
    'userName',
    'emails',
    'emails[type eq "work"].value',
    'emails[type eq "x"]',
    'name',
    'name.givenName',
    'active',
    'manager',
    'shoe',
    'shoe.size',
    'id',
    'roles[primary eq true].display',
    'urn:example:acme:2.0:User:badge',
  ),
  fc.string(),
)
const operation = fc.record(
  { op: fc.constantFrom('add', 'Replace', 'remove'), path, value: fc.jsonValue() },
  { requiredKeys: ['op'] },
)

test('whatever is asked, the result is a readable document or a ScimError, and the original is untouched', () => {
  const before = clone(original)
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), (operations) => {
      try {
        const result = patch(operations as JsonValue)
        expect(readUser(result)).toEqual(result)
      } catch (error) {
        expect(error).toMatchObject({ name: 'ScimError', status: 400 })
      }
      expect(original).toEqual(before)
    }),
    { numRuns: 2000 },
  )
})

import fc from 'fast-check'

// What clients and attackers might send, by grammar: mostly nearly right, since what is plainly wrong ends at the door.
// `{{user:3}}`, `{{group:1}}`, `{{other:2}}`, `{{cursor}}` stand for what only the run knows.

export type FuzzRequest = {
  method: string
  path: string
  query: string
  body: string | undefined
  headers: Record<string, string>
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0'
const MESSAGES = 'urn:ietf:params:scim:api:messages:2.0'

const { constant, constantFrom, oneof, tuple, record, array, option } = fc

const reference = oneof(
  { weight: 6, arbitrary: tuple(constantFrom('user', 'group'), fc.nat(9)).map(([kind, n]) => `{{${kind}:${n}}}`) },
  { weight: 1, arbitrary: fc.nat(3).map((n) => `{{other:${n}}}`) },
  {
    weight: 1,
    arbitrary: constantFrom('none', '0', '..', 'bulkId:a', 'bulkId:b', '%00', '{{user:0}}/x', "' or 1=1 --"),
  },
)
const nasty = constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'İ',
  'ﬃ',
  '%',
  '_',
  '\\',
  '"',
  "'",
  '__proto__',
  'constructor',
  '{{other:0}}',
  'x'.repeat(2000),
  '💥'.repeat(50),
  '2026-13-45T99:99:99Z',
  '1e999',
)
const word = oneof(
  {
    weight: 5,
    arbitrary: constantFrom('ann', 'Bob', 'ANN', 'bob@x.example', 'work', 'home', 'True', 'x', 'sales', 'ÄNN'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: nasty },
  { weight: 1, arbitrary: reference },
)

const attribute = oneof(
  {
    weight: 8,
    arbitrary: constantFrom(
      'userName',
      'USERNAME',
      'displayName',
      'externalId',
      'id',
      'active',
      'title',
      'nickName',
      'emails',
      'emails.value',
      'emails.type',
      'emails.primary',
      'name',
      'name.familyName',
      'name.givenName',
      'addresses',
      'addresses.region',
      'phoneNumbers',
      'roles',
      'members',
      'members.value',
      'members.display',
      'groups',
      'groups.value',
      'meta',
      'meta.created',
      'meta.lastModified',
      'meta.resourceType',
      'meta.version',
      'schemas',
      'manager',
      'password',
      'x509Certificates.value',
      ENTERPRISE,
      `${ENTERPRISE}:department`,
      `${ENTERPRISE}:manager.value`,
      `${CORE}:User:userName`,
      `${CORE}:Group:displayName`,
      'urn:acme:User:badge',
      'favouriteColour',
    ),
  },
  { weight: 1, arbitrary: word },
)

const operator = constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'EQ', 'like', 'pr')
const literal = oneof(
  { weight: 6, arbitrary: word.map((text) => JSON.stringify(text)) },
  {
    weight: 2,
    arbitrary: constantFrom(
      'true',
      'false',
      'null',
      '7',
      '-1.5',
      '1e400',
      '"2026-01-01T00:00:00Z"',
      '"unclosed',
      'bare',
    ),
  },
)
export const filter: fc.Arbitrary<string> = fc.letrec<{ filter: string }>((tie) => ({
  filter: oneof(
    { maxDepth: 5, depthIdentifier: 'filter' },
    tuple(attribute, operator, literal).map((parts) => parts.join(' ')),
    attribute.map((name) => `${name} pr`),
    tuple(tie('filter'), constantFrom('and', 'or', 'AND', 'xor'), tie('filter')).map((parts) => parts.join(' ')),
    tie('filter').map((inner) => `(${inner})`),
    tie('filter').map((inner) => `not (${inner})`),
    tuple(
      constantFrom('emails', 'members', 'addresses', 'name', 'userName'),
      tie('filter'),
      constantFrom('', '.value eq "x"'),
    ).map(([name, inner, tail]) => `${name}[${inner}]${tail}`),
  ),
})).filter

const patchPath = oneof(
  { weight: 4, arbitrary: attribute },
  {
    weight: 3,
    arbitrary: tuple(
      constantFrom('emails', 'members', 'addresses', 'roles', 'name'),
      filter,
      constantFrom('', '.value', '.type', '.x'),
    ).map(([name, inner, tail]) => `${name}[${inner}]${tail}`),
  },
  {
    weight: 2,
    arbitrary: constantFrom(
      'emails[type eq "work"]',
      'emails[type eq "work"].value',
      'members[value eq "{{user:1}}"]',
      'addresses[type eq "home"].region',
    ),
  },
  { weight: 1, arbitrary: word },
)

const member = oneof(
  { weight: 6, arbitrary: record({ value: reference }) },
  { weight: 1, arbitrary: record({ value: reference, type: word, $ref: word }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)
const email = record(
  { value: word, type: word, primary: constantFrom(true, false, 'True', 'maybe') },
  { requiredKeys: [] },
)
const userDocument = record(
  {
    schemas: constantFrom([`${CORE}:User`], [`${CORE}:User`, ENTERPRISE], [], ['urn:scim:schemas:core:1.0'], 'text'),
    userName: word,
    externalId: word,
    displayName: word,
    active: constantFrom<unknown>(true, false, 'False', 'no', null),
    name: oneof(record({ givenName: word, familyName: word }), fc.jsonValue({ maxDepth: 1 })),
    emails: oneof(array(email, { maxLength: 4 }), email, fc.jsonValue({ maxDepth: 2 })),
    title: oneof(word, constant(null)),
    password: word,
    groups: array(member, { maxLength: 2 }),
    meta: fc.jsonValue({ maxDepth: 1 }),
    [ENTERPRISE]: oneof(
      record({ department: word, manager: oneof(word, record({ value: reference })) }),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    'urn:acme:User': fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['userName'] },
)
const groupDocument = record(
  {
    schemas: constantFrom([`${CORE}:Group`], []),
    displayName: word,
    externalId: word,
    members: oneof(array(member, { maxLength: 6 }), constant(null), word),
  },
  { requiredKeys: ['displayName'] },
)
const patchValue = oneof<fc.Arbitrary<unknown>[]>(
  word,
  array(member, { maxLength: 4 }),
  email,
  array(email, { maxLength: 3 }),
  userDocument,
  groupDocument,
  fc.jsonValue({ maxDepth: 3 }),
  fc.boolean(),
)
const patchDocument = record(
  {
    schemas: constantFrom([`${MESSAGES}:PatchOp`], [], ['urn:x']),
    Operations: oneof<fc.Arbitrary<unknown>[]>(
      array(
        record(
          {
            op: constantFrom('add', 'replace', 'remove', 'Add', 'Replace', 'Remove', 'move'),
            path: patchPath,
            value: patchValue,
          },
          { requiredKeys: ['op'] },
        ),
        { maxLength: 5 },
      ),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  },
  { requiredKeys: ['Operations'] },
)
const bulkDocument = record(
  {
    failOnErrors: constantFrom<unknown>(1, 3, '2', 0, -1, 'x'),
    Operations: array(
      record(
        {
          method: constantFrom('POST', 'PUT', 'PATCH', 'DELETE', 'post', 'GET'),
          path: oneof(
            constantFrom('/Users', '/Groups', 'Users', '/Bulk', '/Me'),
            tuple(constantFrom('/Users/', '/Groups/'), reference).map((parts) => parts.join('')),
          ),
          bulkId: constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
          version: constantFrom('W/"1"', '"9"', 'x'),
          data: oneof<fc.Arbitrary<unknown>[]>(
            userDocument,
            groupDocument,
            patchDocument,
            fc.jsonValue({ maxDepth: 2 }),
          ),
        },
        { requiredKeys: ['method', 'path', 'data'] },
      ),
      { maxLength: 6 },
    ),
  },
  { requiredKeys: ['Operations'] },
)
const paging = {
  filter,
  sortBy: attribute,
  sortOrder: constantFrom('ascending', 'descending', 'up'),
  startIndex: constantFrom<unknown>(1, 0, -5, 3, '7', 'x', 9e15),
  count: constantFrom<unknown>(1, 2, 0, -1, 100000, 'ten'),
  cursor: constantFrom('', '{{cursor}}', '{{cursor}}', 'x', 'AAAA'),
  attributes: array(attribute, { maxLength: 3 }),
  excludedAttributes: array(attribute, { maxLength: 3 }),
}
const searchDocument = record(paging, { requiredKeys: [] })

const hostileText = oneof(
  constantFrom(
    '',
    '[]',
    'null',
    '7',
    '"x"',
    '{',
    '[[[[',
    '['.repeat(5000),
    `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
    '\ufeff{}',
    '{"__proto__":{"x":1},"userName":"p"}',
    '<xml/>',
    `{"userName":${'1'.repeat(4000)}}`,
    '{"userName":"a","userName":"b"}',
  ),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
/** A document as text, sometimes cut, sometimes with a character changed. */
const broken = (document: fc.Arbitrary<unknown>) =>
  tuple(document, fc.nat(9), fc.nat(400), fc.string({ unit: 'binary', maxLength: 2 })).map(([value, how, at, put]) => {
    const text = JSON.stringify(value)
    return how === 0 ? text.slice(0, at) : how === 1 ? text.slice(0, at) + put + text.slice(at + 1) : text
  })

const encode = (text: string) => encodeURIComponent(text.toWellFormed())

const query = oneof(
  { weight: 3, arbitrary: constant('') },
  {
    weight: 5,
    arbitrary: record(paging, { requiredKeys: [] }).map((one) =>
      Object.entries(one)
        .map(([name, value]) => `${name}=${encode(Array.isArray(value) ? value.join(',') : String(value))}`)
        .join('&'),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map(encode) },
  {
    weight: 1,
    arbitrary: constantFrom(
      'filter=',
      'filter=a&filter=b',
      'count=%zz',
      '&&&',
      'filter=%ff',
      'attributes=&excludedAttributes=',
    ),
  },
)

const headers = oneof(
  { weight: 12, arbitrary: constant({}) },
  {
    weight: 2,
    arbitrary: tuple(constantFrom('if-match', 'if-none-match'), constantFrom('*', 'W/"1"', '"2"', 'x', '')).map(
      ([name, value]) => ({ [name]: value }),
    ),
  },
  {
    weight: 1,
    arbitrary: constantFrom('text/plain', 'application/json', 'application/json; charset=utf-16', '').map((type) => ({
      'content-type': type,
    })),
  },
  {
    weight: 1,
    arbitrary: constantFrom('', 'Bearer', 'Bearer x', 'Basic eDp5', 'bearer {{token}}', 'Bearer {{othertoken}}').map(
      (authorization) => ({ authorization }),
    ),
  },
) as fc.Arbitrary<Record<string, string>>

const one = (method: fc.Arbitrary<string>, path: fc.Arbitrary<string>, body: fc.Arbitrary<string | undefined>) =>
  record({ method, path, query, body, headers })

const collection = constantFrom('/Users', '/Groups')
const resource = tuple(constantFrom('/Users/', '/Groups/', '/users/'), reference).map((parts) => parts.join(''))
const document = oneof<fc.Arbitrary<unknown>[]>(userDocument, groupDocument)
const anyBody = option(
  oneof(broken(oneof<fc.Arbitrary<unknown>[]>(document, patchDocument, bulkDocument, searchDocument)), hostileText),
  { nil: undefined },
)

/** One request. */
export const request: fc.Arbitrary<FuzzRequest> = oneof(
  { weight: 6, arbitrary: one(constant('POST'), constant('/Users'), broken(userDocument)) },
  { weight: 4, arbitrary: one(constant('POST'), constant('/Groups'), broken(groupDocument)) },
  { weight: 8, arbitrary: one(constant('PATCH'), resource, broken(patchDocument)) },
  { weight: 3, arbitrary: one(constant('PUT'), resource, broken(document)) },
  { weight: 2, arbitrary: one(constant('DELETE'), resource, constant(undefined)) },
  {
    weight: 8,
    arbitrary: one(constantFrom('GET', 'GET', 'HEAD'), oneof(collection, constantFrom('/', '')), constant(undefined)),
  },
  { weight: 3, arbitrary: one(constantFrom('GET', 'HEAD'), resource, constant(undefined)) },
  {
    weight: 3,
    arbitrary: one(
      constant('POST'),
      constantFrom('/.search', '/Users/.search', '/Groups/.search'),
      broken(searchDocument),
    ),
  },
  { weight: 3, arbitrary: one(constant('POST'), constant('/Bulk'), broken(bulkDocument)) },
  {
    weight: 4,
    arbitrary: one(
      constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', ''),
      oneof(
        constantFrom(
          '/Schemas',
          '/ResourceTypes',
          '/ServiceProviderConfig',
          '/Me',
          '/Bulk',
          '/.search',
          '/',
          '//',
          '/Users//',
          '/Users/%zz',
          '/Users/%2e%2e',
          '/constructor',
          '/Schemas/x',
        ),
        resource,
        fc.string({ maxLength: 20 }).map((text) => `/${text}`),
      ),
      anyBody,
    ),
  },
)

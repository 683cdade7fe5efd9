/** A part of the reference. */
export type OperationGroup = 'Users' | 'Groups' | 'Users and groups' | 'Discovery' | 'Access tokens'

/** Names of schemas.ts. */
export type SchemaName =
  | 'User'
  | 'Group'
  | 'ListResponse'
  | 'SearchRequest'
  | 'PatchRequest'
  | 'BulkRequest'
  | 'BulkResponse'
  | 'Error'
  | 'ServiceProviderConfig'
  | 'ResourceType'
  | 'Schema'
  | 'TokenRequest'
  | 'Token'
  | 'TokenError'

/** Names of parameters.ts. */
export type ParameterName =
  | 'filter'
  | 'sortBy'
  | 'sortOrder'
  | 'startIndex'
  | 'count'
  | 'cursor'
  | 'attributes'
  | 'excludedAttributes'
  | 'If-Match'
  | 'If-None-Match'

/** One operation of the SCIM service. */
export type ReferenceOperation = {
  readonly id: string
  readonly group: OperationGroup
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the endpoint. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** `none`: answered without a token; `client`: with a client secret. */
  readonly access: 'bearer' | 'none' | 'client'
  readonly parameters: readonly ParameterName[]
  readonly request?: SchemaName
  /** What a success answers, by status; without a schema: no body. */
  readonly answers: Readonly<Record<number, { readonly what: string; readonly schema?: SchemaName }>>
  /** Statuses of refusals beside those that every operation may answer (`refusalWords`). */
  readonly refusals: readonly number[]
}

/** Why a request is refused, by status. */
export const refusalWords: Readonly<Record<number, string>> = {
  400: 'The request cannot be read, or asks for what is not there; scimType says which.',
  401: 'The bearer token is missing, unknown, expired or revoked, or was not saved yet.',
  403: 'The identity provider is disabled, SCIM Sync is off, or the token may not do this.',
  404: 'There is no such resource, or no such endpoint.',
  409: 'Another resource has the userName or displayName already.',
  412: 'The resource has changed since the version that If-Match names.',
  413: 'The body is too large, or has too many operations.',
  415: 'The body is of another media type than JSON.',
  429: 'More requests in this second than the identity provider may send; Retry-After says how long to wait.',
  503: 'Rollcall cannot write at the moment, or the mass-deprovision guard holds the change; Retry-After says when to come again.',
}

const listing: readonly ParameterName[] = [
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
  'attributes',
  'excludedAttributes',
]
const projection: readonly ParameterName[] = ['attributes', 'excludedAttributes']

/** The same eight operations on both types of resources. */
function resourceOperations(type: 'User' | 'Group', words: { key: string; put: string; patch: string; gone: string }) {
  const name = type.toLowerCase()
  const group = `${type}s` as const
  const path = `/${group}`
  const operations: ReferenceOperation[] = [
    {
      id: `list${group}`,
      group,
      method: 'GET',
      path,
      summary: `List ${name}s`,
      description: `All ${name}s, those that a filter names, or a page of them: by startIndex and count, or by cursor (RFC 9865), which stays right while ${name}s come and go. Begin with an empty cursor and go on with nextCursor until an answer has none.`,
      access: 'bearer',
      parameters: listing,
      answers: { 200: { what: `The ${name}s.`, schema: 'ListResponse' } },
      refusals: [400],
    },
    {
      id: `create${type}`,
      group,
      method: 'POST',
      path,
      summary: `Create a ${name}`,
      description: `${words.key} The answer’s id is what every later request names the ${name} by.`,
      access: 'bearer',
      parameters: projection,
      request: type,
      answers: { 201: { what: `The ${name} as it was stored.`, schema: type } },
      refusals: [400, 409, 413, 415],
    },
    {
      id: `get${type}`,
      group,
      method: 'GET',
      path: `${path}/{id}`,
      summary: `Read a ${name}`,
      description: `One ${name} by its id. With If-None-Match, only if it has changed.`,
      access: 'bearer',
      parameters: [...projection, 'If-None-Match'],
      answers: { 200: { what: `The ${name}.`, schema: type }, 304: { what: 'It has not changed.' } },
      refusals: [404],
    },
    {
      id: `replace${type}`,
      group,
      method: 'PUT',
      path: `${path}/{id}`,
      summary: `Replace a ${name}`,
      description: words.put,
      access: 'bearer',
      parameters: [...projection, 'If-Match'],
      request: type,
      answers: { 200: { what: `The ${name} as it is now.`, schema: type } },
      refusals: [400, 404, 409, 412, 413, 415],
    },
    {
      id: `patch${type}`,
      group,
      method: 'PATCH',
      path: `${path}/{id}`,
      summary: `Change a ${name}`,
      description: words.patch,
      access: 'bearer',
      parameters: [...projection, 'If-Match'],
      request: 'PatchRequest',
      answers: {
        200: { what: `The ${name} as it is now.`, schema: type },
        ...(type === 'Group'
          ? { 204: { what: 'Done: a group may be large, so it is sent back only when asked for.' } }
          : {}),
      },
      refusals: [400, 404, 409, 412, 413, 415],
    },
    {
      id: `delete${type}`,
      group,
      method: 'DELETE',
      path: `${path}/{id}`,
      summary: `Delete a ${name}`,
      description: words.gone,
      access: 'bearer',
      parameters: ['If-Match'],
      answers: { 204: { what: 'Done.' } },
      refusals: [404, 412],
    },
    {
      id: `search${group}`,
      group,
      method: 'POST',
      path: `${path}/.search`,
      summary: `Search ${name}s`,
      description: `The same as listing, with the query in the body: for filters too long for an address, or that no access log should keep.`,
      access: 'bearer',
      parameters: [],
      request: 'SearchRequest',
      answers: { 200: { what: `The ${name}s.`, schema: 'ListResponse' } },
      refusals: [400, 413, 415],
    },
  ]
  return operations
}

const discovery = (
  id: string,
  path: string,
  summary: string,
  description: string,
  schema: SchemaName,
): ReferenceOperation => ({
  id,
  group: 'Discovery',
  method: 'GET',
  path,
  summary,
  description,
  access: 'none',
  parameters: [],
  answers: { 200: { what: 'The document.', schema } },
  refusals: path.includes('{') ? [403, 404] : [403],
})

/** All of the SCIM service, in the order in which a newcomer needs it. */
export const operations: readonly ReferenceOperation[] = [
  ...resourceOperations('User', {
    key: 'userName is required, and unique in the identity provider whatever its case.',
    put: 'Everything of the user becomes what the body says; what the body leaves out goes. With If-Match, only if the user has not changed since that version.',
    patch:
      'Adds, replaces and removes what Operations name, all of them or none. A value without a path holds the attributes to set.',
    gone: 'The user goes for good, out of all groups too. To keep a record of who it was, replace active by false instead.',
  }),
  ...resourceOperations('Group', {
    key: 'displayName is required, and unique in the identity provider whatever its case. Members are named by the ids of users (or groups) that were created before.',
    put: 'Everything of the group becomes what the body says, its members too. With If-Match, only if the group has not changed since that version.',
    patch:
      'Adds and removes members, or replaces attributes. Answered 204 without a body; with attributes or excludedAttributes, 200 and the group.',
    gone: 'The group goes; its members stay users.',
  }),
  {
    id: 'listAll',
    group: 'Users and groups',
    method: 'GET',
    path: '/',
    summary: 'List users and groups',
    description: 'All resources, users first: with the parameters of either list, and filters on what both have.',
    access: 'bearer',
    parameters: listing,
    answers: { 200: { what: 'Users and groups.', schema: 'ListResponse' } },
    refusals: [400],
  },
  {
    id: 'searchAll',
    group: 'Users and groups',
    method: 'POST',
    path: '/.search',
    summary: 'Search users and groups',
    description: 'The same with the query in the body.',
    access: 'bearer',
    parameters: [],
    request: 'SearchRequest',
    answers: { 200: { what: 'Users and groups.', schema: 'ListResponse' } },
    refusals: [400, 413, 415],
  },
  {
    id: 'bulk',
    group: 'Users and groups',
    method: 'POST',
    path: '/Bulk',
    summary: 'Send several changes at once',
    description:
      'Up to 1,000 operations, carried out one after another; each has a status of its own. A bulkId names what an earlier operation makes: "bulkId:alan". failOnErrors ends the request after so many errors; what was done before stays done.',
    access: 'bearer',
    parameters: [],
    request: 'BulkRequest',
    answers: { 200: { what: 'What became of each operation.', schema: 'BulkResponse' } },
    refusals: [400, 413, 415],
  },
  discovery(
    'getServiceProviderConfig',
    '/ServiceProviderConfig',
    'What the service can do',
    'Which parts of SCIM 2.0 are here, and their limits, as this identity provider is set up. Answered without a token.',
    'ServiceProviderConfig',
  ),
  discovery(
    'listResourceTypes',
    '/ResourceTypes',
    'Types of resources',
    'User and Group. Answered without a token.',
    'ListResponse',
  ),
  discovery(
    'getResourceType',
    '/ResourceTypes/{id}',
    'A type of resources',
    'By its name. Answered without a token.',
    'ResourceType',
  ),
  discovery(
    'listSchemas',
    '/Schemas',
    'Schemas',
    'Every attribute, and what holds for it. Answered without a token.',
    'ListResponse',
  ),
  discovery('getSchema', '/Schemas/{id}', 'A schema', 'By its URN. Answered without a token.', 'Schema'),
  {
    id: 'issueAccessToken',
    group: 'Access tokens',
    method: 'POST',
    path: '/oauth/token',
    summary: 'Get an access token',
    description:
      'For clients that sign in by OAuth 2.0: a client secret of the identity provider for a bearer token of an hour (RFC 6749 §4.4). The Client ID is the IdP ID. Client ID and secret may come in the Authorization header (Basic) instead of the body.',
    access: 'client',
    parameters: [],
    request: 'TokenRequest',
    answers: { 200: { what: 'The access token.', schema: 'Token' } },
    refusals: [400, 401, 429],
  },
]

/** The statuses of refusals that an operation documents. */
export const refusalsOf = ({ access, refusals }: ReferenceOperation): number[] =>
  [
    ...new Set([...refusals, ...(access === 'bearer' ? [401, 403, 429, 503] : access === 'client' ? [503] : [])]),
  ].toSorted((a, b) => a - b)

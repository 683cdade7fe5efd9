import {
  additionalCatalog,
  ENTERPRISE_URN,
  enterpriseExtension,
  topAttributes,
  type Attribute,
  type ResourceType,
} from '../catalog.ts'
import type { SchemaName } from './operations.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }

const text = (description: string): JsonSchema => ({ type: 'string', description })
const whole = (description: string): JsonSchema => ({ type: 'integer', description })
const listOf = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description })
const object = (description: string, properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  description,
  properties,
  ...(required.length > 0 ? { required } : {}),
})
const urn = (name: string): JsonSchema => ({
  type: 'array',
  items: { type: 'string' },
  description: 'What this is.',
  examples: [[`urn:ietf:params:scim:${name}`]],
})
const message = (name: string) => urn(`api:messages:2.0:${name}`)

/** An attribute of the catalog as JSON Schema. */
function schemaOf(attribute: Attribute): JsonSchema {
  const { description, mutability, returned, canonicalValues } = attribute
  const one = valueOf(attribute)
  return {
    ...(attribute.multiValued ? { type: 'array', items: one } : one),
    description,
    ...(mutability === 'readOnly' ? { readOnly: true } : {}),
    ...(mutability === 'writeOnly' || returned === 'never' ? { writeOnly: true } : {}),
    // Proposals of RFC 7643: other values are taken too.
    ...(canonicalValues && !attribute.multiValued ? { examples: [...canonicalValues] } : {}),
  }
}

function valueOf({ type, subAttributes }: Attribute): JsonSchema {
  switch (type) {
    case 'complex':
      return { type: 'object', properties: propertiesOf(subAttributes ?? []) }
    case 'decimal':
      return { type: 'number' }
    case 'integer':
    case 'boolean':
      return { type }
    case 'dateTime':
      return { type: 'string', format: 'date-time' }
    case 'binary':
      return { type: 'string', contentEncoding: 'base64' }
    default:
      return { type: 'string' }
  }
}

const propertiesOf = (attributes: Iterable<Attribute>): Record<string, JsonSchema> =>
  Object.fromEntries([...attributes].map((attribute) => [attribute.name, schemaOf(attribute)]))

function resource(type: ResourceType, key: string): JsonSchema {
  const standard = topAttributes(type)
  const additional = [...topAttributes(type, additionalCatalog).values()].filter(
    ({ name }) => !standard.has(name.toLowerCase()),
  )
  const flagged = additional.map((attribute) => ({
    ...attribute,
    description: `${attribute.description} Only of identity providers with Additional attributes.`,
  }))
  return {
    type: 'object',
    description: `A ${type} (RFC 7643 §4). Attributes that are not listed are kept as they come.`,
    properties: {
      ...propertiesOf([...standard.values(), ...flagged]),
      ...(type === 'User' ? { [ENTERPRISE_URN]: schemaOf(enterpriseExtension) } : {}),
    },
    required: [key],
  }
}

const supported = (more: Record<string, JsonSchema> = {}): JsonSchema =>
  object('Whether it is here.', { supported: { type: 'boolean' }, ...more }, ['supported'])

const meta = object('Where it is.', { resourceType: text('Its kind.'), location: text('Its URI.') })

const search: Record<string, JsonSchema> = {
  filter: text('Which resources.'),
  sortBy: text('The attribute to sort by.'),
  sortOrder: { type: 'string', enum: ['ascending', 'descending'] },
  startIndex: whole('The number of the first resource on the page, from 1.'),
  count: whole('How many resources at most.'),
  cursor: text('Empty for the first page, then nextCursor.'),
  attributes: listOf({ type: 'string' }, 'The attributes to answer with.'),
  excludedAttributes: listOf({ type: 'string' }, 'Attributes to leave out.'),
}

/** Of everything that is sent and answered. */
export const schemas: Readonly<Record<SchemaName, JsonSchema>> = {
  User: resource('User', 'userName'),
  Group: resource('Group', 'displayName'),
  ListResponse: object(
    'A page of resources.',
    {
      schemas: message('ListResponse'),
      totalResults: whole('How many there are in all.'),
      startIndex: whole('The number of the first; not by cursor.'),
      itemsPerPage: whole('How many are on this page.'),
      nextCursor: text('By cursor: the next page. None: this was the last.'),
      // A page may hold any attributes of any type, as was asked for.
      Resources: listOf({ type: 'object' }, 'The resources.'),
    },
    ['schemas', 'totalResults', 'itemsPerPage'],
  ),
  SearchRequest: object('A query.', { schemas: message('SearchRequest'), ...search }),
  PatchRequest: object(
    'Changes to one resource, all of which are made, or none.',
    {
      schemas: message('PatchOp'),
      Operations: listOf(
        object(
          'A change.',
          {
            op: { type: 'string', description: 'add, replace or remove, in any case.' },
            path: text('What is changed: `title`, `name.givenName`, `emails[type eq "work"].value`.'),
            value: { description: 'What it becomes; without a path, the attributes to set.' },
          },
          ['op'],
        ),
        'In this order.',
      ),
    },
    ['Operations'],
  ),
  BulkRequest: object(
    'Several changes.',
    {
      schemas: message('BulkRequest'),
      failOnErrors: whole('After so many errors nothing more is done.'),
      Operations: listOf(
        object(
          'A change.',
          {
            method: { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'] },
            path: text('Below the endpoint: `/Users`, `/Groups/{id}`.'),
            bulkId: text('A name for what it makes.'),
            version: text('The ETag that the resource must have.'),
            data: { type: 'object', description: 'The body.' },
          },
          ['method', 'path'],
        ),
        'In this order.',
      ),
    },
    ['Operations'],
  ),
  BulkResponse: object(
    'What became of each operation.',
    {
      schemas: message('BulkResponse'),
      Operations: listOf(
        object(
          'An operation.',
          {
            method: text('As it was sent.'),
            bulkId: text('As it was sent.'),
            version: text('The ETag of what there is now.'),
            location: text('The URI of what it was about.'),
            status: text('The HTTP status.'),
            response: { type: 'object', description: 'The error, if it is one.' },
          },
          ['method', 'status'],
        ),
        'In the order of the request.',
      ),
    },
    ['schemas', 'Operations'],
  ),
  Error: object(
    'Why a request was refused (RFC 7644 §3.12).',
    {
      schemas: message('Error'),
      status: text('The HTTP status.'),
      scimType: text('What kind of error, for programs: `uniqueness`, `invalidFilter`.'),
      detail: text('What was wrong, which value, what is accepted.'),
    },
    ['schemas', 'status', 'detail'],
  ),
  ServiceProviderConfig: object(
    'What the service does (RFC 7643 §5).',
    {
      schemas: urn('schemas:core:2.0:ServiceProviderConfig'),
      patch: supported(),
      bulk: supported({ maxOperations: whole('In one request.'), maxPayloadSize: whole('In bytes.') }),
      filter: supported({ maxResults: whole('In one answer.') }),
      changePassword: supported(),
      sort: supported(),
      etag: supported(),
      pagination: object('RFC 9865 §3.', {
        cursor: { type: 'boolean' },
        index: { type: 'boolean' },
        defaultPaginationMethod: { type: 'string', enum: ['cursor', 'index'] },
        defaultPageSize: whole('When the client asks for no number.'),
        maxPageSize: whole('At most.'),
        cursorTimeout: whole('In seconds.'),
      }),
      authenticationSchemes: listOf({ type: 'object' }, 'How to sign in.'),
      meta,
    },
    ['schemas', 'patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag', 'authenticationSchemes'],
  ),
  ResourceType: object(
    'A type of resources (RFC 7643 §6).',
    {
      schemas: urn('schemas:core:2.0:ResourceType'),
      id: text('Its id.'),
      name: text('Its name.'),
      endpoint: text('Below the endpoint.'),
      description: text('What it is.'),
      schema: text('The URN of its schema.'),
      schemaExtensions: listOf({ type: 'object' }, 'Further schemas.'),
      meta,
    },
    ['name', 'endpoint', 'schema'],
  ),
  Schema: object(
    'What a resource consists of (RFC 7643 §7).',
    {
      schemas: urn('schemas:core:2.0:Schema'),
      id: text('Its URN.'),
      name: text('Its name.'),
      description: text('What it is.'),
      attributes: listOf({ type: 'object' }, 'Its attributes.'),
      meta,
    },
    ['id', 'attributes'],
  ),
  TokenRequest: object(
    'RFC 6749 §4.4.2.',
    {
      grant_type: { type: 'string', const: 'client_credentials' },
      client_id: text('The IdP ID.'),
      client_secret: text('A client secret of the identity provider.'),
      scope: { type: 'string', const: 'scim' },
    },
    ['grant_type'],
  ),
  Token: object(
    'RFC 6749 §5.1.',
    {
      access_token: text('A bearer token of this identity provider.'),
      token_type: { type: 'string', const: 'Bearer' },
      expires_in: whole('In seconds.'),
      scope: { type: 'string', const: 'scim' },
    },
    ['access_token', 'token_type', 'expires_in'],
  ),
  TokenError: object(
    'RFC 6749 §5.2.',
    { error: text('What kind of error, for programs.'), error_description: text('The same for people.') },
    ['error'],
  ),
}

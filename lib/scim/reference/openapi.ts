import { examplesOf, type ReferenceExample } from './examples.ts'
import { operations, refusalsOf, refusalWords, type ReferenceOperation, type SchemaName } from './operations.ts'
import { parameters } from './parameters.ts'
import { schemas } from './schemas.ts'

type Json = { [name: string]: unknown }

/**
 * The SCIM service as an OpenAPI 3.1 document. Its examples are requests that this server was sent, under names that
 * their answers have too; an answer without a body names its examples in `x-examples`.
 *
 * @param origin where the service is: `https://rollcall.example.com`
 */
export function scimOpenApi(origin: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = describe(operation)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall SCIM service',
      version: '2.0',
      description:
        'SCIM 2.0 (RFC 7643, RFC 7644) with cursors (RFC 9865): users and groups of one identity provider. Every identity provider has an endpoint and bearer tokens of its own.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: `${origin}/scim/{organizationId}/{idpId}/v2`,
        description: 'The SCIM Service Provider Endpoint of an identity provider.',
        variables: {
          organizationId: { default: '1', description: 'Organization ID.' },
          idpId: { default: '216196257331281920', description: 'IdP ID.' },
        },
      },
    ],
    tags: [...new Set(operations.map(({ group }) => group))].map((name) => ({ name })),
    security: [{ bearerToken: [] }],
    paths,
    components: {
      securitySchemes: {
        bearerToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'A bearer token of the identity provider, or an access token of its token endpoint.',
        },
        clientSecret: {
          type: 'http',
          scheme: 'basic',
          description: 'The IdP ID and a client secret of the identity provider.',
        },
      },
      schemas,
    },
  }
}

function describe(operation: ReferenceOperation): Json {
  const { id, group, summary, description, access, request, answers, path } = operation
  const examples = examplesOf(operation)
  const error: SchemaName = access === 'client' ? 'TokenError' : 'Error'
  const refused = refusalsOf(operation).map((status) => [status, { what: refusalWords[status] ?? '', schema: error }])
  const all = [...Object.entries(answers), ...refused] as [string | number, { what: string; schema?: SchemaName }][]
  return {
    operationId: id,
    tags: [group],
    summary,
    description,
    security: access === 'bearer' ? [{ bearerToken: [] }] : access === 'client' ? [{}, { clientSecret: [] }] : [],
    parameters: [
      ...(path.includes('{id}')
        ? [
            {
              name: 'id',
              in: 'path',
              required: true,
              schema: { type: 'string' },
              examples: named(examples, ({ step }) => step.id),
            },
          ]
        : []),
      ...operation.parameters.map((name) => {
        const { in: place, ...rest } = parameters[name]
        const given = named(examples, ({ step }) => (place === 'query' ? step.query : step.headers)?.[name])
        return { name, in: place, ...rest, ...(Object.keys(given).length > 0 ? { examples: given } : {}) }
      }),
      ...undocumented(operation, examples),
    ],
    ...(request
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              (access === 'client'
                ? ['application/x-www-form-urlencoded']
                : ['application/scim+json', 'application/json']
              ).map((type, index) => [
                type,
                {
                  schema: ref(request),
                  // The second media type is the first by another name.
                  ...(index === 0 ? { examples: named(examples, ({ step }) => step.form ?? step.body) } : {}),
                },
              ]),
            ),
          },
        }
      : {}),
    responses: Object.fromEntries(
      all.map(([status, { what, schema }]) => [
        String(status),
        answerOf(
          what,
          schema,
          access === 'client' ? 'application/json' : 'application/scim+json',
          examples,
          Number(status),
        ),
      ]),
    ),
  }
}

/** What an example sends although the operation takes no such thing, to show how it is refused. */
const undocumented = (operation: ReferenceOperation, examples: readonly ReferenceExample[]): Json[] =>
  [...new Set(examples.flatMap(({ step }) => Object.keys(step.query ?? {})))]
    .filter((name) => !(operation.parameters as readonly string[]).includes(name))
    .map((name) => ({
      name,
      in: 'query',
      description: 'Refused.',
      schema: { type: 'string' },
      examples: named(examples, ({ step }) => step.query?.[name]),
    }))

function answerOf(
  what: string,
  schema: SchemaName | undefined,
  type: string,
  all: readonly ReferenceExample[],
  status: number,
): Json {
  const examples = all.filter(({ answer }) => answer.status === status)
  const headers = [...new Set(examples.flatMap(({ answer }) => Object.keys(answer.headers)))]
    // OpenAPI §4.8.17: the media type is the content's.
    .filter((name) => name !== 'Content-Type')
    .map((name) => [
      name,
      { schema: { type: 'string' }, examples: named(examples, ({ answer }) => answer.headers[name]) },
    ])
  return {
    description: what,
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) as Json } : {}),
    ...(schema
      ? { content: { [type]: { schema: ref(schema), examples: named(examples, ({ answer }) => answer.body) } } }
      : { 'x-examples': examples.map(({ step }) => step.name) }),
  }
}

const named = (examples: readonly ReferenceExample[], valueOf: (example: ReferenceExample) => unknown): Json =>
  Object.fromEntries(
    examples.flatMap((example) => {
      const value = valueOf(example)
      return value === undefined ? [] : [[example.step.name, { summary: example.step.summary, value }]]
    }),
  )

const ref = (name: SchemaName): Json => ({ $ref: `#/components/schemas/${name}` })

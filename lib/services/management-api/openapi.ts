import { z } from 'zod'
import { env } from '#lib/env.ts'
import { apiScopes, scopeWords } from '#lib/table/api-scopes.ts'
import { paging } from './cursor.ts'
import { changes, type Operation } from './operation.ts'
import { operations } from './operations/index.ts'

type Json = Record<string, unknown>

/** The Management API as an OpenAPI 3.1 document, made of the same declarations that requests are answered by. */
export function openApiDocument(all: readonly Operation[] = operations): Json {
  const schemas = new Map<string, Json>([['Problem', schemaOf(problem, 'output').schema]])
  const paths: Record<string, Json> = {}
  for (const operation of all) {
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = describe(operation, schemas)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall Management API',
      version: '1',
      description:
        'Identity providers, what they have provisioned, policies and applications, logs, decisions and activation.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${env().url}/api/v1` }],
    tags: [...new Set(all.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: `An API key. Its scopes: ${apiScopes.map((scope) => `\`${scope}\` ${scopeWords[scope]}`).join('; ')}.`,
        },
      },
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

const problem = z.strictObject({
  id: z.string().describe('What went wrong, for programs.'),
  reason: z.string().describe('The same, for people.'),
  params: z.array(z.string()).describe('The fields, or other names, that it is about.'),
})

function describe(operation: Operation, schemas: Map<string, Json>): Json {
  const { id, tag, summary, description, scope, query, body, answer, status, example } = operation
  const keep = ({ schema, named }: ReturnType<typeof schemaOf>): Json => {
    for (const [name, each] of Object.entries(named)) schemas.set(name, each)
    return schema
  }
  const success = answer
    ? {
        [String(status ?? 200)]: {
          description: summary,
          ...(operation.isVersioned || status === 201 ? { headers: versioned } : {}),
          content: { 'application/json': { schema: keep(schemaOf(answer, 'output')) } },
        },
      }
    : { '204': { description: 'Done.' } }
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: [{ apiKey: [scope] }],
    parameters: [
      ...pathParameters(operation),
      ...(query ? queryParameters(query, example.query ?? {}) : []),
      ...(operation.isVersioned && operation.method !== 'GET' ? [ifMatch] : []),
      ...(changes(operation) ? [idempotencyKey] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: keep(schemaOf(body, 'input')), example: example.body } },
          },
        }
      : {}),
    responses: { ...success, default: problemAnswer },
  }
}

const versioned = {
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } },
}

const problemAnswer = {
  description: 'A problem.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag that the change is based on: 409 when it has changed since.',
  schema: { type: 'string' },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Sent again under the same key within a day, the same request gets the first answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const pathParameters = ({ path, example }: Operation): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    example: example.params?.[name],
  }))

function queryParameters(query: z.ZodObject, examples: Readonly<Record<string, string>>): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input').schema as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
    ...(examples[name] === undefined ? {} : { example: name in paging ? Number(examples[name]) : examples[name] }),
  }))
}

/** A schema, and those that it names, which the document keeps apart. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): { schema: Json; named: Record<string, Json> } {
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Json
  const { $schema: _dialect, $defs = {}, ...own } = json
  const named = Object.fromEntries(
    Object.entries($defs as Record<string, Json>).map(([name, { id: _id, ...each }]) => [name, pointed(each) as Json]),
  )
  const { id: _id, ...rest } = pointed(own) as Json
  return { schema: rest, named }
}

/** References lead into the document's own collection. */
const pointed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pointed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
        : [key, pointed(inner)],
    ),
  )
}

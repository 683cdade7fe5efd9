import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { keyOf } from '#lib/scim/reference/examples.ts'
import { operations } from '#lib/scim/reference/operations.ts'
import { steps } from '#lib/scim/reference/steps.ts'
import { portalAttributesOf, additionalCatalog } from '#lib/scim/catalog.ts'
import {
  documentedAnswer,
  documentedRequest,
  openStage,
  tell,
  type Documented,
  type DocumentedOperation,
} from './testing-reference.ts'
import { openScim, type ScimBench } from './testing.ts'

type Document = {
  paths: Record<string, Record<string, DocumentedOperation>>
  components: { schemas: Record<string, { properties: Record<string, unknown> }> }
  servers: { url: string }[]
}

const read = async (scim: ScimBench, init: RequestInit = {}) => {
  const origin = new URL(scim.base({ id: '', token: '', tokenId: '' })).origin
  return fetch(`${origin}/scim/openapi.json`, init)
}

const operationsOf = (document: Document): Map<string, Documented> =>
  new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [operation.operationId, { path, method, operation }]),
    ),
  )

/** The names of all examples of an operation, wherever one stands. */
const examplesIn = ({ operation: { parameters, requestBody, responses } }: Documented): Set<string> => {
  const contents = [requestBody?.content, ...Object.values(responses).map(({ content }) => content)]
  return new Set([
    ...parameters.flatMap(({ examples = {} }) => Object.keys(examples)),
    ...contents
      .flatMap((content) => Object.values(content ?? {}))
      .flatMap(({ examples = {} }) => Object.keys(examples)),
    ...Object.values(responses).flatMap((response) => response['x-examples'] ?? []),
  ])
}

/** The validator follows every `$ref`, also that of a group's member in an example, where it is a value like others. */
const withoutMemberRefs = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMemberRefs)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== '$ref' || String(inner).startsWith('#'))
      .map(([key, inner]) => [key, withoutMemberRefs(inner)]),
  )
}

describe.each([...engines.map((engine) => ['node', engine] as const), ['next', 'sqlite'] as const])(
  'the OpenAPI document through the %s adapter on %s',
  (adapter, engine) => {
    let scim: ScimBench
    let document: Document
    beforeAll(async () => {
      scim = await openScim(adapter, await openEngine(engine))
      document = (await (await read(scim)).json()) as Document
    }, 60_000)
    afterAll(() => scim.close())

    test('is valid OpenAPI 3.1, and names every operation', async () => {
      const { valid, errors } = await new Validator().validate(
        withoutMemberRefs(document) as Parameters<Validator['validate']>[0],
      )
      expect(errors).toBeUndefined()
      expect(valid).toBe(true)
      expect([...operationsOf(document).keys()].toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
    })

    test('every example in it is answered as it is printed', async () => {
      const { stage, told } = await openStage(scim)
      const documented = operationsOf(document)
      const sent = new Map<string, Set<string>>()
      for (const step of steps) {
        const operation = documented.get(step.operation) as Documented
        const answer = await tell(documentedRequest(operation, step.name), stage, told, step)
        const { 'Content-Type': type, ...headers } = answer.headers
        expect([keyOf(step), { ...answer, headers }]).toEqual([keyOf(step), documentedAnswer(operation, step.name)])
        const [media] = Object.keys(operation.operation.responses[answer.status]?.content ?? {})
        expect(type?.split(';')[0]).toBe(media)
        sent.set(step.operation, (sent.get(step.operation) ?? new Set()).add(step.name))
      }
      for (const [id, operation] of documented) expect([id, sent.get(id)]).toEqual([id, examplesIn(operation)])
    }, 60_000)

    test('every example fits its schema', () => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
      ajv.addSchema(document, 'document')
      let checked = 0
      for (const [id, { operation }] of operationsOf(document)) {
        const contents = [
          // What is refused need not fit.
          { isRequest: true, content: operation.requestBody?.content },
          ...Object.values(operation.responses).map(({ content }) => ({ isRequest: false, content })),
        ]
        for (const { isRequest, content } of contents) {
          for (const { schema, examples = {} } of Object.values(content ?? {})) {
            const { $ref } = schema as { $ref: string }
            const fits = ajv.compile({ $ref: `document${$ref}` })
            for (const [name, { value }] of Object.entries(examples)) {
              const step = steps.find((each) => each.operation === id && each.name === name)
              if (isRequest && (step?.status ?? 400) >= 400) continue
              expect([id, name, fits(value), fits.errors]).toEqual([id, name, true, null])
              checked++
            }
          }
        }
      }
      expect(checked).toBeGreaterThan(60)
      const strange = ajv.compile({ $ref: 'document#/components/schemas/User' })
      expect([strange({ userName: 7 }), strange({}), strange({ userName: 'a', emails: 'b' })]).toEqual([
        false,
        false,
        false,
      ])
    })

    test('users have all attributes of the catalog', () => {
      const { properties } = document.components.schemas['User'] ?? { properties: {} }
      const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
      const enterprise = (properties[extension] as { properties: object }).properties
      const known = [...Object.keys(properties), ...Object.keys(enterprise)]
      for (const { path } of portalAttributesOf(additionalCatalog)) expect(known).toContain(path.split('.')[0])
    })

    test('is for everybody, by GET, and is the same whatever token comes along', async () => {
      const answer = await read(scim, { headers: { authorization: 'Bearer nonsense' } })
      expect(answer.headers.get('content-type')).toContain('application/json')
      expect(await answer.json()).toEqual(document)
      expect((await read(scim, { method: 'HEAD' })).status).toBe(200)
      expect(await scim.logs()).not.toContainEqual(expect.objectContaining({ url: '/scim/openapi.json' }))
    })
  },
)

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Validator } from '@seriousme/openapi-schema-validator'
import { listSamlAttributes } from '#db/queries/saml-attributes.ts'
import { changeConfigurationSettings, configurationStatus } from '../configuration/index.ts'
import { createSegmentGroup } from '../policy/index.ts'
import { openApiDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations/index.ts'
import { openApi } from './testing.ts'

// Every operation is sent what the document shows of it, and answers what the document says.

let api: Awaited<ReturnType<typeof openApi>>
beforeAll(async () => {
  api = await openApi()
})
afterAll(async () => {
  await api.close()
})

/** The examples' ids, as what the scene has. */
const shown = {
  idp: '216196257331281920',
  thing: '01990c4e-0000-7000-8000-000000000001',
  application: '01990c4e-0000-7000-8000-000000000002',
}

const thingOf = async ({ path }: Operation): Promise<string> => {
  const [, part = ''] = path.split('/')
  const [saml] = await listSamlAttributes(api.store.read, api.ids.idp)
  const ids: Record<string, string> = {
    scimgroup: api.ids.group,
    scimuser: api.ids.user,
    application: api.ids.application,
    segmentGroup: api.ids.segmentGroup,
    policySet: api.ids.rule,
    location: api.ids.location,
    samlAttribute: saml?.id ?? '',
  }
  return ids[part] ?? ''
}

/** The number of the draft, which changes with everything that is drafted. */
async function draft(): Promise<number> {
  await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, api.owner)
  await createSegmentGroup({ name: `Draft ${Math.random()}`, description: '', isEnabled: true }, api.owner)
  return (await configurationStatus(api.store.report)).draftVersion
}

// What deletes goes last; what waits to be activated, after everything that is looked for at once.
const rank = ({ method, path }: Operation) =>
  path === '/activation'
    ? 2
    : method === 'DELETE'
      ? path.startsWith('/idps')
        ? 1.5
        : 1
      : path.endsWith('/reorder')
        ? -1
        : 0
const ordered = operations.toSorted((a, b) => rank(a) - rank(b))

test.each(ordered.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
  const { method, path, example, answer, status } = operation
  const version = path === '/activation' && method !== 'GET' ? String(await draft()) : '1'
  const thing = await thingOf(operation)
  const real = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(shown.idp, api.ids.idp)
        .replaceAll(shown.thing, thing)
        .replaceAll(shown.application, api.ids.application)
        .replace('"draftVersion":1', `"draftVersion":${version}`)
        .replace('"draftVersion":"1"', `"draftVersion":"${version}"`),
    ) as T
  const params = real(example.params ?? {})
  const target = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = new URLSearchParams(real(example.query ?? {})).toString()
  const sent = await api.send(
    method,
    target + (query === '' ? '' : `?${query}`),
    example.body === undefined ? {} : { body: real(example.body) },
  )
  expect(sent.status, sent.body).toBe(answer ? (status ?? 200) : 204)
  if (answer) answer.parse(sent.json)
  if (operation.isVersioned && method !== 'DELETE') expect(sent.headers['etag']).toMatch(/^"\d+"$/)
  expect(sent.headers['cache-control']).toBe('private, no-store')
})

test('the document is valid OpenAPI 3.1, and names every operation with its scope', async () => {
  const document = openApiDocument()
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
  const answered = await api.send('GET', '/openapi.json', { key: '' })
  expect(answered.json).toEqual(JSON.parse(JSON.stringify(document)))
  const paths = answered.json['paths'] as Record<string, Record<string, { operationId: string; security: unknown }>>
  for (const { id, path, method, scope } of operations) {
    expect(paths[path]?.[method.toLowerCase()]).toMatchObject({ operationId: id, security: [{ apiKey: [scope] }] })
  }
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
})

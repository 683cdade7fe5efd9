import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
type Result = {
  method: string
  bulkId?: string
  version?: string
  location?: string
  status: string
  response?: object
}

describe.each(engines)('bulk on %s', (engine) => {
  let scim: ScimBench
  let idp: TestIdp
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    idp = await scim.addIdp()
  }, 60_000)
  afterAll(() => scim.close())

  let n = 0
  const user = (bulkId: string, extra: object = {}) => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: { userName: `bulk${++n}@x.example`, ...extra },
  })
  const group = (bulkId: string, members: string[]) => ({
    method: 'POST',
    path: '/Groups',
    bulkId,
    data: { displayName: `bulk group ${++n}`, members: members.map((value) => ({ value })) },
  })
  const send = async (Operations: unknown[], rest: object = {}) => {
    const { status, body, text } = await scim.send(idp, 'POST', '/Bulk', { schemas: [BULK], ...rest, Operations })
    expect(status, text).toBe(200)
    expect(body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse'])
    return body['Operations'] as Result[]
  }
  const statuses = (results: Result[]) => results.map((one) => one.status)
  const at = async (location = '') => (await scim.send(idp, 'GET', location.slice(location.indexOf('/v2') + 3))).body

  test('a group may come before its members; paths and values may name what the request makes', async () => {
    const results = await send([
      group('g', ['bulkId:a', 'bulkId:b']),
      { method: 'PATCH', path: '/Users/bulkId:a', data: { Operations: [{ op: 'add', path: 'title', value: 'x' }] } },
      { method: 'DELETE', path: '/Users/bulkId:b', bulkId: 'gone' },
      user('a', {
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'bulkId:b' } },
      }),
      user('b'),
    ])
    expect(statuses(results)).toEqual(['201', '200', '204', '201', '201'])
    expect(results.map((one) => one.bulkId)).toEqual(['g', undefined, 'gone', 'a', 'b'])
    expect(results[0]).toMatchObject({ method: 'POST', version: 'W/"1"' })
    expect(results[0]?.location).toMatch(/^https?:\/\/.+\/v2\/Groups\/[\w-]+$/)
    expect(results[1]?.location).toBe(results[3]?.location)
    const idOf = (result?: Result) => result?.location?.split('/').at(-1)
    expect(await at(results[0]?.location)).toMatchObject({ members: [{ value: idOf(results[3]) }] })
    expect(await at(results[3]?.location)).toMatchObject({
      title: 'x',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: idOf(results[4]) } },
    })
  })

  test('every operation is a log row of its own, and says that it came in bulk', async () => {
    const own = await scim.addIdp()
    const Operations = [user('a'), { method: 'PUT', path: '/Users/none', data: { userName: 'x' } }, user('b')]
    await scim.send(own, 'POST', '/Bulk', { Operations })
    const logs = await scim.logs(own)
    expect(logs.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 201],
      ['PUT', 404],
      ['POST', 201],
    ])
    expect(logs.map((row) => row.url.replace(/^.*v2/, ''))).toEqual(['/Users', '/Users/none', '/Users'])
    expect(logs[1]?.notes).toContain('Operation 2 of a bulk request')
    expect(logs[0]?.request).toBe(JSON.stringify(Operations[0]!.data))
  })

  test('an operation that fails undoes nothing and says why; what refers to it fails too', async () => {
    const [first] = await send([user('a', { userName: 'taken@x.example' })])
    expect(first?.status).toBe('201')
    const results = await send([
      user('a'),
      user('dup', { userName: 'TAKEN@x.example' }),
      group('g', ['bulkId:dup']),
      group('h', ['bulkId:nobody']),
      { method: 'DELETE', path: '/Users/bulkId:dup' },
      'nonsense',
      { method: 'POST', path: '/Schemas', bulkId: 'z', data: {} },
      { method: 'DELETE', path: '/Users' },
      { method: 'PATCH', path: '/Users/%zz', data: {} },
      {
        method: 'PATCH',
        path: first?.location?.replace(/^.*v2/, ''),
        version: 'W/"9"',
        data: { Operations: [{ op: 'remove', path: 'title' }] },
      },
    ])
    expect(statuses(results)).toEqual(['201', '409', '400', '400', '400', '400', '404', '405', '400', '412'])
    expect(results[1]).toMatchObject({ bulkId: 'dup', response: { scimType: 'uniqueness', status: '409' } })
    expect(results[1]).not.toHaveProperty('location')
    expect(results[2]?.response).toMatchObject({ detail: expect.stringContaining('"dup"') as string })
  })

  test('a circle of references is 409 and makes nothing', async () => {
    const results = await send([group('g', ['bulkId:h']), group('h', ['bulkId:g']), user('a')])
    expect(statuses(results)).toEqual(['409', '409', '201'])
    expect(results[0]?.response).toMatchObject({ scimType: 'invalidValue' })
  })

  test('failOnErrors ends the request after so many errors', async () => {
    const bad = { method: 'DELETE', path: '/Users/none' }
    expect(statuses(await send([user('a'), bad, user('b'), bad, user('c')], { failOnErrors: 1 }))).toEqual([
      '201',
      '404',
    ])
    expect(await send([bad, user('b'), bad, user('c')], { failOnErrors: 2 })).toHaveLength(3)
    expect(await send([bad, user('b'), bad, user('c')])).toHaveLength(4)
  })

  test('a thousand operations are taken, and more are refused with the limits and a log row', async () => {
    const own = await scim.addIdp()
    const many = Array.from({ length: 1000 }, (_, i) => user(`u${i}`))
    const { body } = await scim.send(own, 'POST', '/Bulk', { Operations: many })
    expect(new Set((body['Operations'] as Result[]).map((one) => one.status))).toEqual(new Set(['201']))
    const refused = await scim.send(own, 'POST', '/Bulk', { Operations: [...many, user('more')] })
    expect(refused.body).toMatchObject({
      status: '413',
      detail: expect.stringMatching(/1000 operations.*33554432/) as string,
    })
    const logs = await scim.logs(own)
    expect(logs).toHaveLength(1001)
    expect(logs.at(-1)).toMatchObject({ status: 413, method: 'POST' })
  }, 60_000)

  test("another identity provider's resources are out of reach", async () => {
    const other = await scim.addIdp()
    const { body } = await scim.send(other, 'POST', '/Users', { userName: 'theirs@x.example' })
    const results = await send([
      { method: 'DELETE', path: `/Users/${String(body['id'])}` },
      { method: 'DELETE', path: `/../../${other.id}/v2/Users/${String(body['id'])}` },
      group('g', [String(body['id'])]),
    ])
    expect(statuses(results)).toEqual(['404', '404', '400'])
    expect((await scim.send(other, 'GET', `/Users/${String(body['id'])}`)).status).toBe(200)
  })
})

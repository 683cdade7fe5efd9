import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeDecisions } from '../decision-log/index.ts'
import { limits } from './rate-limit.ts'
import { operations } from './operations/index.ts'
import { openApi } from './testing.ts'

let api: Awaited<ReturnType<typeof openApi>>
beforeAll(async () => {
  api = await openApi()
})
afterAll(async () => {
  await api.close()
})

const named = (name: string) => ({ body: { name } })
type Page = { list: { id: string; name: string }[]; nextCursor?: string }

describe('lists', () => {
  test('a walk by cursors brings each thing exactly once, whatever is made meanwhile', async () => {
    for (let at = 0; at < 7; at++) await api.send('POST', '/segmentGroup', named(`Walked ${at}`))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = cursor === undefined ? 'limit=2' : `limit=2&cursor=${cursor}`
      const page = (await api.send('GET', `/segmentGroup?${query}`)).json as unknown as Page
      seen.push(...page.list.map(({ name }) => name))
      if (seen.length === 2) await api.send('POST', '/segmentGroup', named('Made meanwhile'))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(['Walked 0', 'Walked 6', 'Made meanwhile']))
  })

  test('a cursor is of its own list, and nobody can make one up', async () => {
    const { json } = await api.send('GET', '/segmentGroup?limit=1')
    const cursor = String(json['nextCursor'])
    for (const target of [
      `/application?limit=1&cursor=${cursor}`,
      `/segmentGroup?cursor=${cursor.slice(0, -2)}AA`,
      '/segmentGroup?cursor=x',
      `/logs/audit?cursor=${cursor}`,
      `/scimgroup/idpId/${api.ids.idp}?cursor=${cursor}`,
    ]) {
      expect((await api.send('GET', target)).json, target).toMatchObject({ id: 'invalid.cursor', params: ['cursor'] })
    }
  })

  test('a log is walked from its newest entry backwards', async () => {
    const first = (await api.send('GET', '/logs/audit?limit=2')).json as { list: { id: string }[]; nextCursor: string }
    const second = (await api.send('GET', `/logs/audit?limit=2&cursor=${first.nextCursor}`)).json as typeof first
    const ids = [...first.list, ...second.list].map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted().toReversed())
    expect(new Set(ids).size).toBe(4)
  })
})

test('the decision log has what was decided, without the keys that it is searched by', async () => {
  const asked = {
    user: { idpId: api.ids.idp, userName: 'nobody@northwind.example' },
    application: { host: 'builds.example.com' },
  }
  expect((await api.send('POST', '/decisions', { body: asked })).status).toBe(200)
  await writeDecisions()
  const operation = operations.find(({ id }) => id === 'listDecisions')
  const answer = await api.send('GET', `/logs/decision?action=block&idpId=${api.ids.idp}`)
  expect(operation?.answer?.parse(answer.json)).toMatchObject({
    list: [
      { action: 'block', userName: 'nobody@northwind.example', host: expect.stringContaining('builds.example.com') },
    ],
  })
})

describe('what is sent', () => {
  test.each([
    ['an unknown field', 'POST', '/segmentGroup', '{"name":"x","colour":"red"}', ['colour']],
    [
      'a field deep inside',
      'POST',
      '/application',
      '{"name":"x","domainNames":["a.example"],"tcpPortRange":[{"from":"1"}]}',
      ['tcpPortRange.0.to'],
    ],
    ['__proto__', 'POST', '/segmentGroup', '{"name":"x","__proto__":{"enabled":false}}', ['__proto__']],
    ['a list for a body', 'POST', '/segmentGroup', '[]', ['']],
    [
      'a field that is the service’s to judge',
      'POST',
      '/application',
      '{"name":"x","domainNames":["not a host"],"tcpPortRange":[{"from":"1","to":"1"}]}',
      ['domainNames'],
    ],
    ['an IdP’s own field', 'PATCH', '/idps/IDP', '{"loginUrl":"http://idp.example"}', ['loginUrl']],
    ['a secret', 'PATCH', '/idps/IDP', '{"scimSharedSecret":"x"}', ['scimSharedSecret']],
  ])('%s is refused at its name', async (_what, method, target, text, params) => {
    const answer = await api.send(method, target.replace('IDP', api.ids.idp), { text })
    expect(answer.status, answer.body).toBe(400)
    expect(answer.json).toMatchObject({ id: 'invalid.parameter', params })
  })

  test.each([
    '/idps?limit=0',
    '/idps?limit=1001',
    '/idps?limit=1&limit=2',
    '/idps?unknown=1',
    '/logs/audit?from=yesterday',
  ])('the query of %s is refused', async (target) => {
    expect((await api.send('GET', target)).status).toBe(400)
  })

  test('If-Match is an ETag or nothing', async () => {
    const target = `/segmentGroup/${api.ids.segmentGroup}`
    const { headers } = await api.send('GET', target)
    const sent = (etag: string) => api.send('PUT', target, { ...named('Tools'), headers: { 'if-match': etag } })
    expect((await sent('W/"1"')).json).toMatchObject({ id: 'invalid.if.match' })
    expect((await sent('"999"')).json).toMatchObject({ id: 'api.concurrent.access.error' })
    expect((await sent(headers['etag'] ?? '')).status).toBe(200)
    expect((await sent(headers['etag'] ?? '')).status).toBe(409)
    expect((await sent('*')).status).toBe(200)
  })

  test('of two that change a thing at once from one version, one is told', async () => {
    const target = `/segmentGroup/${api.ids.segmentGroup}`
    const etag = (await api.send('GET', target)).headers['etag'] ?? ''
    const both = ['One', 'Two'].map((name) =>
      api.send('PUT', target, { ...named(name), headers: { 'if-match': etag } }),
    )
    expect((await Promise.all(both)).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })
})

describe('what matters is asked for', () => {
  test('consequences of a change to an IdP are confirmed by name', async () => {
    const target = `/idps/${api.ids.idp}`
    const refused = await api.send('PATCH', target, { body: { scimEnabled: false } })
    expect(refused.json).toMatchObject({ id: 'confirmation.required', params: ['scim-off'] })
    const done = await api.send('PATCH', target, { body: { logRetentionDays: 3, confirm: ['logs-shortened'] } })
    expect(done.json).toMatchObject({ logRetentionDays: 3 })
    expect((await api.send('DELETE', `${target}?confirmName=okta`)).json).toMatchObject({ params: ['confirmName'] })
    expect((await api.send('DELETE', target)).json).toMatchObject({ params: ['confirmName'] })
  })

  test('an administrators’ IdP is nothing for programs', async () => {
    const admins = await api.scim.addIdp({ name: 'Admins', nameKey: 'admins', singleSignOn: 'admin', scimSync: false })
    for (const [method, target] of [
      ['PATCH', `/idps/${admins.id}`],
      ['DELETE', `/idps/${admins.id}?confirmName=Admins`],
    ] as const) {
      expect((await api.send(method, target, { body: { loginHint: false } })).status).toBe(403)
    }
    const made = await api.send('POST', '/idps', { body: { name: 'More', ssoType: ['ADMIN'] } })
    expect(made.json).toMatchObject({ id: 'invalid.parameter', params: ['ssoType.0'] })
  })

  test('what rules name goes only when that is said', async () => {
    const target = `/segmentGroup/${api.ids.segmentGroup}`
    const refused = await api.send('DELETE', target)
    expect(refused.json).toMatchObject({ id: 'resource.in.use', params: [api.ids.rule] })
    expect((await api.send('GET', target)).status).toBe(200)
  })

  test('an IdP that is refused leaves nothing behind', async () => {
    const body = { name: 'Half', domainList: ['half.example'], loginUrl: 'https://half.example/sso' }
    expect((await api.send('POST', '/idps', { body })).json).toMatchObject({ params: ['idpEntityId'] })
    const { list } = (await api.send('GET', '/idps')).json as unknown as Page
    expect(list.map(({ name }) => name)).not.toContain('Half')
  })
})

describe('an Idempotency-Key', () => {
  const sent = (key: string, name: string) =>
    api.send('POST', '/segmentGroup', { ...named(name), headers: { 'idempotency-key': key } })

  test('brings the first answer again, and makes nothing twice', async () => {
    const first = await sent('once', 'Made once')
    const again = await sent('once', 'Made once')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.json).toEqual(first.json)
    expect(again.headers).toMatchObject({
      'idempotent-replayed': 'true',
      location: first.headers['location'],
      etag: '"1"',
    })
  })

  test('is of one request alone', async () => {
    await sent('other', 'The first')
    expect((await sent('other', 'The second')).json).toMatchObject({ id: 'idempotency.other.request' })
    expect((await sent('other', 'The second')).status).toBe(422)
  })

  test('is of one API key alone', async () => {
    await sent('shared', 'By the one')
    const key = await api.makeKey()
    const headers = { 'idempotency-key': 'shared' }
    const other = await api.send('POST', '/segmentGroup', { ...named('By the other'), headers, key })
    expect(other.status).toBe(201)
  })

  test('lets one of two twins through', async () => {
    const twins = await Promise.all([sent('twin', 'Twin'), sent('twin', 'Twin')])
    const statuses = twins.map(({ status }) => status).toSorted((a, b) => a - b)
    expect([
      [201, 201],
      [201, 409],
    ]).toContainEqual(statuses)
    const { list } = (await api.send('GET', '/segmentGroup?limit=1000')).json as unknown as Page
    expect(list.filter(({ name }) => name === 'Twin')).toHaveLength(1)
  })

  test('keeps what was refused for its body, too', async () => {
    const first = await sent('refused', '')
    expect([first.status, (await sent('refused', '')).status]).toEqual([400, 400])
  })

  test.each(['', 'x'.repeat(256), 'with space'])('%j is none', async (key) => {
    expect((await sent(key, 'Never made')).json).toMatchObject({ id: 'invalid.idempotency.key' })
  })
})

describe('too much', () => {
  test('is told with whole seconds to wait, key by key', async () => {
    const key = await api.makeKey()
    let last = await api.send('GET', '/segmentGroup?limit=1', { key })
    for (let at = 0; at < limits.read && last.status === 200; at++) {
      last = await api.send('GET', '/segmentGroup?limit=1', { key })
    }
    expect(last.status).toBe(429)
    expect(last.json).toMatchObject({ id: 'invalid.toomanyrequests' })
    expect(last.headers['retry-after']).toMatch(/^([1-9]|10)$/)
    expect((await api.send('GET', '/segmentGroup?limit=1')).status).toBe(200)
  })

  test('guesses of keys are counted by the address', async () => {
    const guess = () => api.send('GET', '/idps', { key: 'guess', address: '198.51.100.77' })
    let last = await guess()
    for (let at = 0; at < limits.refused && last.status === 401; at++) last = await guess()
    expect(last.status).toBe(429)
  })
})

/** A body with its `at`-th value replaced. */
function mutated(body: unknown, at: number, by: unknown): unknown {
  let seen = 0
  const text = JSON.stringify(body, (_name, value: unknown) => (seen++ === at ? by : value))
  return text === undefined ? by : (JSON.parse(text) as unknown)
}

test('nothing that a client sends is an error of the server', async () => {
  const { idp, rule, application, segmentGroup, location } = api.ids
  const hostile = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      0,
      -1,
      1e308,
      true,
      [],
      {},
      '',
      '\u0000',
      '\ud800',
      'x'.repeat(5_000),
      '../..',
      '%',
      '1',
    ),
    fc.constantFrom<unknown>(idp, rule, application, 'access', 'SCIM', 'OR', 'id', '-1', '99999', ['USER'], ['a', 'a']),
    fc.string({ maxLength: 12, unit: 'binary' }),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const param = fc.oneof(
    fc.constantFrom(idp, rule, application, segmentGroup, location, 'access', 'department', '\u0000', '-1'),
    fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
  )
  let key = await api.makeKey()
  let sent = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      fc.array(param, { minLength: 3, maxLength: 3 }),
      fc.nat(30),
      hostile,
      async (operation, params, at, by) => {
        // A key's requests are counted: these are too many for one.
        if (sent++ % 80 === 79) key = await api.makeKey()
        const path = operation.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(params.pop() ?? 'x'))
        const query = new URLSearchParams(operation.example.query).toString()
        const body = mutated(operation.example.body ?? null, at, by)
        const answer = await api.send(operation.method, `${path}?${query}`, { body, key })
        expect(answer.status, `${operation.id} ${answer.body}`).toBeLessThan(500)
      },
    ),
    { numRuns: 400 },
  )
}, 60_000)

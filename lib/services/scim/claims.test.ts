import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newScimToken } from '#lib/auth/secrets.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

// What the discovery documents say is what the service does: each claim, read over HTTP, is put to the test.

type Attribute = {
  name: string
  type: string
  multiValued: boolean
  required: boolean
  caseExact?: boolean
  mutability: string
  returned: string
  uniqueness: string
  canonicalValues?: string[]
  subAttributes?: Attribute[]
}
type Schema = { id: string; attributes: Attribute[] }
type Document = Record<string, unknown>
type Config = Record<string, Record<string, unknown>>

let scim: ScimBench
let idp: TestIdp
let config: Config
let schemas: Schema[]
const read = async (path: string) => (await (await fetch(scim.base(idp) + path)).json()) as Document
const send = (method: string, path: string, body?: unknown) => scim.send(idp, method, path, body)
let n = 0
const newUser = (extra: object = {}) => ({ userName: `claim${++n}@x.example`, ...extra })

beforeAll(async () => {
  scim = await openScim()
  idp = await scim.addIdp()
  config = (await read('/ServiceProviderConfig')) as Config
  schemas = (await read('/Schemas'))['Resources'] as Schema[]
})
afterAll(() => scim.close())

describe('ServiceProviderConfig', () => {
  test('patch: PATCH changes', async () => {
    expect(config['patch']).toEqual({ supported: true })
    const { body } = await send('POST', '/Users', newUser())
    const change = { Operations: [{ op: 'add', path: 'title', value: 'x' }] }
    expect((await send('PATCH', `/Users/${String(body['id'])}`, change)).body['title']).toBe('x')
  })

  test('bulk: its limits are the ones that are held', async () => {
    const { supported, maxOperations, maxPayloadSize } = config['bulk'] as Record<string, number>
    expect(supported).toBe(true)
    const operation = { method: 'DELETE', path: '/Users/none' }
    const many = (length: number) => ({ Operations: Array.from({ length }, () => operation) })
    expect((await send('POST', '/Bulk', many(maxOperations!))).status).toBe(200)
    expect((await send('POST', '/Bulk', many(maxOperations! + 1))).status).toBe(413)
    const body = JSON.stringify({ Operations: [] })
    const sized = (bytes: number) => body + ' '.repeat(bytes - body.length)
    expect((await send('POST', '/Bulk', sized(maxPayloadSize!))).status).toBe(200)
    const refused = await send('POST', '/Bulk', sized(maxPayloadSize! + 1))
    expect(refused.status).toBe(413)
    expect(refused.body['detail']).toContain(String(maxPayloadSize))
  }, 60_000)

  test('filter and pagination: pages are as large as announced, by index and by cursor', async () => {
    const { maxResults } = config['filter'] as { maxResults: number }
    const paging = config['pagination'] as Record<string, number | boolean | string>
    expect(paging).toMatchObject({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      maxPageSize: maxResults,
    })
    const people = await scim.addIdp()
    const Operations = Array.from({ length: 1000 }, (_, i) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `${i}`,
      data: newUser(),
    }))
    await scim.send(people, 'POST', '/Bulk', { Operations })
    await scim.send(people, 'POST', '/Users', newUser())
    const page = async (query: string) => (await scim.send(people, 'GET', `/Users?${query}`)).body
    for (const by of ['', 'cursor=&', 'filter=userName%20pr&']) {
      const usual = await page(by)
      expect(usual['itemsPerPage']).toBe(paging['defaultPageSize'])
      expect((await page(`${by}count=100000`))['itemsPerPage']).toBe(maxResults)
      expect('startIndex' in usual).toBe(by !== 'cursor=&')
      expect('nextCursor' in usual).toBe(by === 'cursor=&')
    }
    expect(paging['cursorTimeout']).toBeGreaterThan(0)
  }, 60_000)

  test('sort, etag, changePassword', async () => {
    expect(config).toMatchObject({
      sort: { supported: true },
      etag: { supported: true },
      changePassword: { supported: false },
    })
    for (let i = 0; i < 2; i++) await send('POST', '/Users', newUser())
    const sorted = (await send('GET', '/Users?sortBy=userName&sortOrder=descending&count=2')).body[
      'Resources'
    ] as Document[]
    expect(String(sorted[0]!['userName']) > String(sorted[1]!['userName'])).toBe(true)
    const { body, headers } = await send('POST', '/Users', newUser({ password: 'secret-of-mine' }))
    expect(headers.get('etag')).toBe((body['meta'] as Document)['version'])
    const stored = await scim.store.read.select().from(scim.store.tables.users)
    expect(JSON.stringify(stored)).not.toContain('secret-of-mine')
  })

  test('the authentication schemes are those that let in', async () => {
    const [bearer, oauth, ...others] = config['authenticationSchemes'] as unknown as Document[]
    expect(others).toEqual([])
    expect(bearer).toMatchObject({ type: 'oauthbearertoken', primary: true })
    expect(oauth).toMatchObject({ type: 'oauth2', description: expect.stringMatching(/\/oauth\/token\.$/) })
    const { token: secret, hash, hint } = newScimToken()
    const row = { id: 'secret', idpId: idp.id, kind: 'secret' as const, hash, hint, createdAt: new Date() }
    await scim.store.write((tx) => tx.insert(tx.tables.scimTokens).values({ ...row, state: 'live', createdBy: 'test' }))
    const grant = { grant_type: 'client_credentials', client_id: idp.id, client_secret: secret }
    const url = `${scim.base(idp)}/oauth/token`
    const issued = (await (await fetch(url, { method: 'POST', body: new URLSearchParams(grant) })).json()) as Document
    expect(issued['expires_in']).toBe(3600)
    const access = { ...idp, token: String(issued['access_token']) }
    expect((await scim.send(access, 'GET', '/Users')).status).toBe(200)
    expect((await fetch(`${scim.base(idp)}/Users`)).status).toBe(401)
    const basic = { authorization: `Basic ${btoa(`x:${idp.token}`)}` }
    expect((await fetch(`${scim.base(idp)}/Users`, { headers: basic })).status).toBe(401)
    expect((await send('GET', '/Users')).status).toBe(200)
  })
})

test('every resource type answers at its endpoint, with the schemas that it names', async () => {
  const types = (await read('/ResourceTypes'))['Resources'] as Document[]
  expect(types).toHaveLength(2)
  for (const type of types) {
    expect(await read(String((type['meta'] as Document)['location']).replace(/^.*\/v2/, ''))).toEqual(type)
    expect((await send('GET', String(type['endpoint']))).status).toBe(200)
    const urns = [
      type['schema'],
      ...((type['schemaExtensions'] as Document[] | undefined) ?? []).map((one) => one['schema']),
    ]
    for (const urn of urns) expect(schemas.map((schema) => schema.id)).toContain(urn)
  }
  for (const schema of schemas) expect(await read(`/Schemas/${schema.id}`)).toEqual(schema)
})

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** A value that the schema allows. */
const sample = (attribute: Attribute): unknown => {
  if (attribute.type === 'complex') {
    const one = Object.fromEntries(
      (attribute.subAttributes ?? [])
        .filter((sub) => sub.mutability !== 'readOnly')
        .map((sub) => [sub.name, sample(sub)]),
    )
    return attribute.multiValued ? [one] : one
  }
  const text = attribute.canonicalValues?.[0] ?? `Sample ${attribute.name}`
  const values: Record<string, unknown> = {
    boolean: true,
    integer: 7,
    decimal: 7.5,
    binary: 'U2FtcGxl',
    reference: 'https://X.example/A',
  }
  const value = values[attribute.type] ?? text
  return attribute.multiValued ? [value] : value
}

describe.each([false, true])('the User schemas, additional attributes: %s', (additionalAttributes) => {
  let made: Document
  let idp: TestIdp
  let schemas: Schema[]
  const send = (method: string, path: string, body?: unknown) => scim.send(idp, method, path, body)
  const attributes = () =>
    [USER, ENTERPRISE].flatMap((urn) =>
      (schemas.find((schema) => schema.id === urn)?.attributes ?? []).map((one) => ({ urn, one })),
    )
  const valueOf = (resource: Document, urn: string, name: string) =>
    (urn === USER ? resource : ((resource[urn] ?? {}) as Document))[name]

  beforeAll(async () => {
    idp = await scim.addIdp({ additionalAttributes })
    schemas = (await send('GET', '/Schemas')).body['Resources'] as Schema[]
    const core: Document = {}
    const extension: Document = {}
    for (const { urn, one } of attributes()) {
      if (one.name !== 'groups') (urn === USER ? core : extension)[one.name] = sample(one)
    }
    const { status, body, text } = await send('POST', '/Users', { ...core, [ENTERPRISE]: extension })
    expect(status, text).toBe(201)
    made = body
  })

  test('what can be written is kept as it came, or never returned', () => {
    for (const { urn, one } of attributes()) {
      if (one.mutability === 'readOnly') continue
      expect([one.name, valueOf(made, urn, one.name)]).toEqual([
        one.name,
        one.returned === 'never' ? undefined : sample(one),
      ])
    }
  })

  test('read-only attributes are the service’s, whatever is sent', async () => {
    for (const { one } of attributes()) {
      if (one.mutability !== 'readOnly') continue
      const { body } = await send('POST', '/Users', newUser({ [one.name]: [{ value: 'mine' }] }))
      expect(JSON.stringify(body[one.name] ?? null)).not.toContain('mine')
    }
  })

  test('values of another type are refused', async () => {
    for (const { urn, one } of attributes()) {
      if (one.mutability !== 'readWrite') continue
      const wrong = one.type === 'complex' ? 'text' : one.type === 'boolean' ? 'perhaps' : { a: { b: 1 } }
      const value = one.name === 'manager' ? 7 : one.multiValued ? [wrong] : wrong
      const body = urn === USER ? newUser({ [one.name]: value }) : newUser({ [urn]: { [one.name]: value } })
      const answer = await send('POST', '/Users', body)
      expect([one.name, answer.status, answer.body['scimType']]).toEqual([one.name, 400, 'invalidValue'])
    }
  })

  test('required attributes are required, unique ones unique', async () => {
    const required = attributes()
      .filter(({ one }) => one.required)
      .map(({ one }) => one.name)
    const unique = attributes()
      .filter(({ one }) => one.uniqueness === 'server')
      .map(({ one }) => one.name)
    expect([required, unique]).toEqual([['userName'], ['userName']])
    expect((await send('POST', '/Users', { displayName: 'x' })).status).toBe(400)
    expect((await send('POST', '/Users', { userName: made['userName'] })).status).toBe(409)
  })

  test('case counts in filters where caseExact says so; every attribute can be filtered by and ordered by', async () => {
    const swapped = (text: string) =>
      text.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()))
    for (const { urn, one } of attributes()) {
      if (one.returned === 'never' || one.name === 'groups') continue
      for (const part of one.subAttributes ?? [one]) {
        const path = `${urn}:${one.name}${part === one ? '' : `.${part.name}`}`
        const value = sample({ ...part, multiValued: false })
        const count = async (literal: unknown) => {
          const filter = `id eq "${String(made['id'])}" and ${path} eq ${JSON.stringify(literal)}`
          const answer = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)
          expect(answer.status, `${filter} ${answer.text}`).toBe(200)
          return answer.body['totalResults']
        }
        expect([path, await count(value)]).toEqual([path, 1])
        if (typeof value === 'string') {
          expect([path, await count(swapped(value))]).toEqual([path, part.caseExact ? 0 : 1])
        }
        expect((await send('GET', `/Users?count=1&sortBy=${encodeURIComponent(path)}`)).status).toBe(200)
      }
    }
  })
})

test('the Group schema: displayName is required and unique, members are ids that exist', async () => {
  const group = schemas.find((schema) => schema.id.endsWith(':Group'))!
  const byName = new Map(group.attributes.map((one) => [one.name, one]))
  expect(byName.get('displayName')).toMatchObject({ required: true, uniqueness: 'server', caseExact: false })
  expect((await send('POST', '/Groups', { externalId: 'x' })).status).toBe(400)
  const { body: user } = await send('POST', '/Users', newUser())
  const members = [{ value: user['id'] }]
  const made = await send('POST', '/Groups', { displayName: 'Claims', members })
  expect(made.body['members']).toMatchObject([{ value: user['id'], type: 'User' }])
  expect((await send('POST', '/Groups', { displayName: 'claims' })).status).toBe(409)
  const parts = new Map(byName.get('members')!.subAttributes!.map((one) => [one.name, one]))
  expect(parts.get('value')!.mutability).toBe('immutable')
  const change = {
    Operations: [{ op: 'replace', path: `members[value eq "${String(user['id'])}"].value`, value: 'x' }],
  }
  expect((await send('PATCH', `/Groups/${String(made.body['id'])}`, change)).body).toMatchObject({
    scimType: 'mutability',
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

// What HTTP and RFC 7644 ask of every endpoint, through both adapters.
describe.each(['node', 'next'] as const)('through the %s adapter', (adapter) => {
  let scim: ScimBench
  let idp: TestIdp
  beforeAll(async () => {
    scim = await openScim(adapter)
    idp = await scim.addIdp()
  })
  afterAll(() => scim.close())

  let n = 0
  const create = async (type: 'Users' | 'Groups', extra: object = {}) => {
    n++
    const body = type === 'Users' ? { userName: `p${n}@x.example`, ...extra } : { displayName: `p${n}`, ...extra }
    const answer = await scim.send(idp, 'POST', `/${type}`, body)
    expect(answer.status, answer.text).toBe(201)
    return { path: `/${type}/${String(answer.body['id'])}`, ...answer }
  }

  const ENDPOINTS: [string, string][] = [
    ['/', 'GET, HEAD, OPTIONS'],
    ['/Users', 'GET, HEAD, POST, OPTIONS'],
    ['/Groups', 'GET, HEAD, POST, OPTIONS'],
    ['/Users/7', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['/Groups/7', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['/.search', 'POST, OPTIONS'],
    ['/Users/.search', 'POST, OPTIONS'],
    ['/Groups/.search', 'POST, OPTIONS'],
    ['/Bulk', 'POST, OPTIONS'],
    ['/ServiceProviderConfig', 'GET, HEAD, OPTIONS'],
    ['/Schemas', 'GET, HEAD, OPTIONS'],
    [`/Schemas/${USER}`, 'GET, HEAD, OPTIONS'],
    ['/ResourceTypes', 'GET, HEAD, OPTIONS'],
    ['/ResourceTypes/User', 'GET, HEAD, OPTIONS'],
  ]

  test.each(ENDPOINTS)('%s answers OPTIONS, and 405 to what it does not allow', async (path, allow) => {
    const options = await scim.send(idp, 'OPTIONS', path)
    expect([options.status, options.headers.get('allow'), options.text]).toEqual([204, allow, ''])
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      if (allow.split(', ').includes(method)) continue
      const answer = await scim.send(idp, method, path, method === 'GET' || method === 'HEAD' ? undefined : {})
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, allow])
      if (method !== 'HEAD') expect(answer.body).toMatchObject({ status: '405' })
    }
  })

  test('HEAD tells what GET would, without the body', async () => {
    const { path } = await create('Users')
    for (const one of [path, '/Users', '/Groups', '/', '/Schemas', '/ServiceProviderConfig']) {
      const get = await scim.send(idp, 'GET', one)
      const head = await scim.send(idp, 'HEAD', one)
      expect([one, head.status, head.text]).toEqual([one, 200, ''])
      expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(get.text)))
      for (const name of ['content-type', 'etag', 'location'])
        expect(head.headers.get(name)).toBe(get.headers.get(name))
    }
    expect((await scim.send(idp, 'HEAD', '/Users/none')).status).toBe(404)
  })

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s /Me is 501 and says what to use', async (method) => {
    const answer = await scim.send(idp, method, '/Me', method === 'GET' ? undefined : {})
    expect(answer.status).toBe(501)
    expect(answer.body['detail']).toContain('/Users/{id}')
  })

  test.each([
    '/Users?filter=userName%20eq%20%22a%22&filter=userName%20pr',
    '/Users?count=1&count=2',
    '/?startIndex=1&startIndex=1',
    '/Users/7?attributes=userName&attributes=title',
    '/Users?filter=userName%20pr&Filter=userName%20eq%20%22a%22',
    '/ServiceProviderConfig?a=1&a=2',
  ])('%s is refused: a parameter comes twice', async (path) => {
    const answer = await scim.send(idp, 'GET', path)
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidValue' })
  })

  test('a parameter in another case means the same, so that a look-up is never answered with everybody', async () => {
    await create('Users')
    const found = await scim.send(idp, 'GET', '/Users?Filter=userName%20eq%20%22nobody-of-that-name%22')
    expect(found.body).toMatchObject({ totalResults: 0 })
    expect((await scim.send(idp, 'GET', '/Users?startindex=3&COUNT=0')).body).toMatchObject({ itemsPerPage: 0 })
  })

  test('excludeAttributes leaves members out as excludedAttributes does', async () => {
    const { path: user } = await create('Users')
    const group = await scim.send(idp, 'POST', '/Groups', {
      displayName: `e${++n}`,
      members: [{ value: user.split('/').at(-1) }],
    })
    const path = `/Groups/${String(group.body['id'])}`
    expect((await scim.send(idp, 'GET', path)).body['members']).toHaveLength(1)
    expect((await scim.send(idp, 'GET', `${path}?excludeAttributes=members`)).body).not.toHaveProperty('members')
  })

  describe.each(['Users', 'Groups'] as const)('versions of %s', (type) => {
    const change = { Operations: [{ op: 'add', path: 'externalId', value: 'x' }] }
    const bodyOf = (name: string) => (type === 'Users' ? { userName: name } : { displayName: name })

    test('ETag is meta.version on every answer, and goes up with what changes', async () => {
      const made = await create(type)
      const versions = [made, await scim.send(idp, 'GET', made.path)]
      versions.push(await scim.send(idp, 'PUT', made.path, { ...bodyOf(`e${++n}`) }))
      versions.push(await scim.send(idp, 'PATCH', `${made.path}?attributes=meta.version`, change))
      expect(versions.map((one) => one.headers.get('etag'))).toEqual(['W/"1"', 'W/"1"', 'W/"2"', 'W/"3"'])
      for (const { body, headers } of versions) {
        expect((body['meta'] as { version: string }).version).toBe(headers.get('etag'))
      }
    })

    test.each<[string, Record<string, string>, number]>([
      ['the version', { 'if-match': 'W/"1"' }, 200],
      ['its strong form', { 'if-match': '"1"' }, 200],
      ['any', { 'if-match': '*' }, 200],
      ['one of several', { 'if-match': 'W/"7", W/"1"' }, 200],
      ['another', { 'if-match': 'W/"2"' }, 412],
      ['nonsense', { 'if-match': '1' }, 412],
      ['none of this', { 'if-none-match': 'W/"1"' }, 412],
      ['none at all', { 'if-none-match': '*' }, 412],
      ['none of another', { 'if-none-match': 'W/"2"' }, 200],
    ])('a change that asks for %s', async (_name, headers, expected) => {
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const { path } = await create(type)
        const body = method === 'PUT' ? bodyOf(`m${++n}`) : method === 'PATCH' ? change : undefined
        const { status } = await scim.send(idp, method, path, body, headers)
        expect([method, status === 204 ? 200 : status]).toEqual([method, expected])
        const after = await scim.send(idp, 'GET', path)
        if (expected === 412) expect(after.headers.get('etag')).toBe('W/"1"')
      }
    })

    test('If-None-Match on GET is 304 without a body', async () => {
      const { path } = await create(type)
      for (const tag of ['W/"1"', '*', '"9", "1"']) {
        const answer = await scim.send(idp, 'GET', path, undefined, { 'if-none-match': tag })
        expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([304, '', 'W/"1"'])
      }
      expect((await scim.send(idp, 'GET', path, undefined, { 'if-none-match': 'W/"2"' })).status).toBe(200)
    })
  })

  test.each<[string, string[]]>([
    ['attributes=userName', ['userName']],
    ['attributes=USERNAME,nonsense', ['userName']],
    [`attributes=${USER}:userName`, ['userName']],
    ['attributes=name.givenName', ['name.givenName']],
    [`attributes=${ENTERPRISE}:department`, [`${ENTERPRISE}.department`]],
    ['attributes=department', [`${ENTERPRISE}.department`]],
    [`attributes=${ENTERPRISE}`, [`${ENTERPRISE}.department`, `${ENTERPRISE}.costCenter`]],
    ['attributes=emails.value', ['emails.value']],
    ['attributes=password', []],
    ['attributes=id,schemas', []],
    ['attributes=meta.resourceType', ['meta.resourceType']],
    [
      'excludedAttributes=id,schemas,name.familyName,emails.type,meta,department,groups',
      ['userName', 'name.givenName', 'emails.value', 'active', `${ENTERPRISE}.costCenter`],
    ],
    [`excludedAttributes=name,emails,meta,active,${ENTERPRISE}`, ['userName']],
  ])('%s cuts every answer that has a body', async (query, expected) => {
    const full = () => ({
      userName: `cut${++n}@x.example`,
      name: { givenName: 'G', familyName: 'F' },
      emails: [{ value: 'a@x.example', type: 'work' }],
      password: 'kept nowhere',
      [ENTERPRISE]: { department: 'D', costCenter: 'C' },
    })
    const made = await scim.send(idp, 'POST', `/Users?${query}`, full())
    const path = `/Users/${String(made.body['id'])}?${query}`
    const patch = { Operations: [{ op: 'add', path: 'name.familyName', value: 'Other' }] }
    const listed = await scim.send(idp, 'GET', `/Users?${query}&filter=id%20eq%20%22${String(made.body['id'])}%22`)
    const bodies = [
      made.body,
      (await scim.send(idp, 'GET', path)).body,
      (await scim.send(idp, 'PUT', path, full())).body,
      (await scim.send(idp, 'PATCH', path, patch)).body,
      (listed.body['Resources'] as Record<string, unknown>[])[0]!,
    ]
    for (const body of bodies) expect(leaves(body)).toEqual(['id', 'schemas', ...expected].sort())
  })
})

/** Where the values of a resource are, lists seen through. */
const leaves = (value: unknown, prefix = ''): string[] => {
  if (prefix === 'schemas') return [prefix]
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => leaves(item, prefix)))]
  if (typeof value !== 'object' || value === null) return [prefix]
  return Object.entries(value)
    .flatMap(([key, item]) => leaves(item, prefix === '' ? key : `${prefix}.${key}`))
    .sort()
}

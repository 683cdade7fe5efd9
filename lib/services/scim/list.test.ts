import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { printCursor, readCursor } from './cursor.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
type Resource = Record<string, unknown> & { id: string; displayName?: string }

describe.each(engines)('lists on %s', (engine) => {
  let scim: ScimBench
  let idp: TestIdp
  let ids: string[]
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    idp = await scim.addIdp()
    ids = []
    for (const [index, person] of PEOPLE.entries()) {
      const { body, text, status } = await scim.send(idp, 'POST', '/Users', { userName: `u${index}`, ...person })
      expect(status, text).toBe(201)
      ids.push(String(body['id']))
    }
    for (const displayName of ['alpha', 'Zeta', 'mike']) {
      ids.push(String((await scim.send(idp, 'POST', '/Groups', { displayName })).body['id']))
    }
  }, 60_000)
  afterAll(() => scim.close())

  const PEOPLE = [
    { displayName: 'Bob', title: 'x', active: true, name: { familyName: 'Zed' }, externalId: 'b' },
    { displayName: 'ann', title: 'X', active: false, emails: [{ value: 'z@x' }, { value: 'a@x', primary: true }] },
    { title: 'a', active: true, emails: [{ value: 'B@x' }], externalId: 'B' },
    { displayName: 'Änn', [ENTERPRISE]: { department: 'Sales' }, name: { familyName: 'abe' } },
    { displayName: '\u{1F600}', [ENTERPRISE]: { department: 'art' }, externalId: 'a' },
    { displayName: '\uFFFD', active: true, title: 'm'.repeat(600) },
  ]

  const get = (path: string) => scim.send(idp, 'GET', path)
  const resources = (body: Record<string, unknown>) => body['Resources'] as Resource[]
  const places = async (path: string) => {
    const { body, status, text } = await get(path)
    expect(status, text).toBe(200)
    return resources(body).map((one) => ids.indexOf(one.id))
  }

  test.each([
    ['userName', [0, 1, 2, 3, 4, 5]],
    ['displayName', [1, 0, 3, 5, 4, 2]],
    ['title', [2, 5, 0, 1, 3, 4]],
    ['externalId', [2, 4, 0, 1, 3, 5]],
    ['active', [1, 0, 2, 3, 4, 5]],
    ['id', [0, 1, 2, 3, 4, 5]],
    ['meta.lastModified', [0, 1, 2, 3, 4, 5]],
    [`${ENTERPRISE}:department`, [4, 3, 0, 1, 2, 5]],
    ['name.familyName', [3, 0, 1, 2, 4, 5]],
    ['emails', [1, 2, 0, 3, 4, 5]],
  ])('sortBy=%s goes up, and down in reverse but for ties', async (sortBy, expected) => {
    expect(await places(`/Users?sortBy=${sortBy}`)).toEqual(expected)
    const down = await places(`/Users?sortBy=${sortBy}&sortOrder=descending`)
    expect(new Set(down)).toEqual(new Set(expected))
    expect(down).toEqual(await places(`/Users?sortBy=${sortBy}&sortOrder=Descending&count=1000`))
    if (sortBy === 'displayName') expect(down).toEqual([2, 4, 5, 3, 0, 1])
    if (sortBy === 'name.familyName') expect(down).toEqual([1, 2, 4, 5, 0, 3])
  })

  test('an order holds beside filters that SQL answers, does not answer, or looks up', async () => {
    const ordered = async (filter: string) =>
      places(`/Users?sortBy=displayName&sortOrder=descending&filter=${encodeURIComponent(filter)}`)
    expect(await ordered('active eq true')).toEqual([2, 4, 5, 3, 0])
    expect(await ordered('name.familyName pr')).toEqual([3, 0])
    expect(await ordered('externalId eq "b" or externalId eq "a"')).toEqual([4, 0])
    expect(await ordered('externalId eq "b"')).toEqual([0])
  })

  test.each(['sortBy=nonsense', 'sortBy=userName&sortOrder=up', 'sortBy=groups'])('%s is refused', async (query) => {
    expect((await get(`/Users?${query}`)).body).toMatchObject({ status: '400', scimType: 'invalidValue' })
  })

  const walk = async (path: string) => {
    const seen: number[] = []
    let pages = 0
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { body, status, text } = await get(`${path}&cursor=${cursor}`)
      expect(status, text).toBe(200)
      expect(body).not.toHaveProperty('startIndex')
      expect(body['itemsPerPage']).toBe(resources(body).length)
      seen.push(...resources(body).map((one) => ids.indexOf(one.id)))
      cursor = body['nextCursor'] as string | undefined
      if (cursor !== undefined) expect(cursor).toMatch(/^[\w-]+$/)
      expect(++pages).toBeLessThan(20)
    }
    return { seen, pages }
  }

  test.each([
    '/Users?',
    '/Groups?',
    '/?',
    '/?sortBy=displayName',
    '/?sortBy=userName&sortOrder=descending',
    '/Users?sortBy=title',
    '/Users?sortBy=title&sortOrder=descending',
    '/Users?sortBy=externalId',
    '/Users?sortBy=active&sortOrder=descending',
    '/Users?sortBy=meta.created',
    '/Users?sortBy=emails.value&sortOrder=descending',
    '/Users?filter=active%20eq%20true',
    '/Users?filter=name.familyName%20pr',
    '/?filter=displayName%20pr',
    '/Users?filter=userName%20eq%20%22u1%22',
  ])('a walk of %s by cursor meets what the index shows, each once', async (path) => {
    const expected = await places(`${path}&count=1000`)
    expect(expected.length).toBeGreaterThan(0)
    for (const count of [1, 2, 4, 1000]) {
      const { seen, pages } = await walk(`${path}&count=${count}`)
      expect(seen).toEqual(expected)
      expect(pages).toBe(Math.ceil(expected.length / count))
    }
    for (const count of [1, 2]) {
      const seen: number[] = []
      for (let start = 1; start <= expected.length; start += count) {
        seen.push(...(await places(`${path}&count=${count}&startIndex=${start}`)))
      }
      expect(seen).toEqual(expected)
    }
  })

  test('a cursor is good for its own query, endpoint and identity provider alone, and for an hour', async () => {
    const { body } = await get('/Users?cursor=&count=2')
    const cursor = String(body['nextCursor'])
    const other = await scim.addIdp()
    const wrong = { status: '400', scimType: 'invalidCursor' }
    expect((await get(`/Users?cursor=${cursor}&count=3`)).status).toBe(200)
    for (const path of [
      `/Groups?cursor=${cursor}`,
      `/?cursor=${cursor}`,
      `/Users?cursor=${cursor}&filter=active%20eq%20true`,
      `/Users?cursor=${cursor}&sortBy=userName`,
      `/Users?cursor=${cursor}x`,
      `/Users?cursor=${cursor.slice(1)}`,
      '/Users?cursor=%F0%9F%98%80',
      '/Users?cursor=AAAA',
    ]) {
      expect((await get(path)).body, path).toMatchObject(wrong)
    }
    expect((await scim.send(other, 'GET', `/Users?cursor=${cursor}`)).body).toMatchObject(wrong)
    expect((await get(`/Users?cursor=${cursor}&startIndex=3`)).body).toMatchObject({ scimType: 'invalidValue' })
    for (const count of ['-1', 'ten', '1.5']) {
      expect((await get(`/Users?cursor=&count=${count}`)).body).toMatchObject({ scimType: 'invalidCount' })
    }
    expect((await get('/Users?cursor=&count=0')).body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: PEOPLE.length,
      itemsPerPage: 0,
      Resources: [],
    })
  })

  test('a walk by cursor goes on where it was, whatever comes and goes', async () => {
    const busy = await scim.addIdp()
    const made: string[] = []
    for (let i = 0; i < 6; i++)
      made.push(String((await scim.send(busy, 'POST', '/Users', { userName: `w${i}` })).body['id']))
    const first = (await scim.send(busy, 'GET', '/Users?cursor=&count=3')).body
    await scim.send(busy, 'DELETE', `/Users/${made[0]}`)
    await scim.send(busy, 'DELETE', `/Users/${made[2]}`)
    const second = (await scim.send(busy, 'GET', `/Users?count=3&cursor=${String(first['nextCursor'])}`)).body
    expect(resources(second).map((one) => one.id)).toEqual(made.slice(3))
  })

  test('index pages stay right after deletions and creations, filtered or not', async () => {
    const busy = await scim.addIdp()
    let n = 0
    const add = async () =>
      String(
        (await scim.send(busy, 'POST', '/Users', { userName: `p${String(n++).padStart(3, '0')}`, title: 't' })).body[
          'id'
        ],
      )
    const made: string[] = []
    for (let i = 0; i < 8; i++) made.push(await add())
    const filters = ['', '&filter=title%20eq%20%22T%22', '&sortBy=userName', '&sortBy=title', '&sortBy=nickName']
    for (const filter of filters) {
      const page = async (start: number) =>
        resources((await scim.send(busy, 'GET', `/Users?count=2&startIndex=${start}${filter}`)).body).map(
          (one) => one.id,
        )
      expect(await page(1)).toEqual(made.slice(0, 2))
      expect(await page(3)).toEqual(made.slice(2, 4))
      made.push(await add())
      expect(await page(5)).toEqual(made.slice(4, 6))
      expect(await page(8)).toEqual(made.slice(7, 9))
      await scim.send(busy, 'DELETE', `/Users/${made.shift()}`)
      expect(await page(5)).toEqual(made.slice(4, 6))
      expect(await page(3)).toEqual(made.slice(2, 4))
    }
  })

  test('at the root, users come before groups, filtered by what both or one of them have', async () => {
    const found = async (filter: string) => places(`/?filter=${encodeURIComponent(filter)}`)
    expect(await places('/')).toEqual([...ids.keys()])
    expect((await get('/?count=0')).body['totalResults']).toBe(ids.length)
    expect(await found('meta.resourceType eq "Group"')).toEqual([6, 7, 8])
    expect(await found('displayName sw "a"')).toEqual([1, 6])
    expect(await found('displayName eq "ANN" or displayName eq "zeta"')).toEqual([1, 7])
    expect(await found('userName eq "u3"')).toEqual([3])
    expect(await found(`id eq "${ids[8]}"`)).toEqual([8])
    expect((await get('/?filter=nonsense%20pr')).body).toMatchObject({ scimType: 'invalidFilter' })
  })

  test('.search answers as the query does, at the root and on types', async () => {
    const search = (path: string, body: object) => scim.send(idp, 'POST', path, { schemas: [SEARCH], ...body })
    const asked = { filter: 'displayName pr', sortBy: 'displayName', sortOrder: 'descending', startIndex: 2, count: 2 }
    const query = new URLSearchParams(Object.entries(asked).map(([key, value]) => [key, String(value)])).toString()
    for (const path of ['/Users', '/Groups', '']) {
      const { status, text, body } = await search(`${path}/.search`, { ...asked, attributes: ['displayName'] })
      expect(status, text).toBe(200)
      expect(body).toEqual((await get(`${path}/?${query}&attributes=displayName`)).body)
      expect(resources(body)).toHaveLength(2)
    }
    expect(
      resources((await search('/Users/.search', { excludedAttributes: 'title', count: 1 })).body)[0],
    ).not.toHaveProperty('title')
    const first = await search('/.search', { cursor: '', count: 8 })
    const rest = await search('/.search', { cursor: first.body['nextCursor'], count: 8 })
    expect([...resources(first.body), ...resources(rest.body)].map((one) => one.id)).toEqual(ids)
    for (const wrong of [
      { schemas: ['urn:x'] },
      { attributes: [7] },
      { filter: 7 },
      { count: 'ten' },
      { filter: '' },
    ]) {
      expect((await search('/.search', wrong)).status).toBe(400)
    }
    expect((await scim.logs(idp)).filter((row) => row.status === 200 && row.url.includes('.search'))).toEqual([])
  })
})

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

test('a cursor says what was put in, expires, and cannot be made up', () => {
  const at = new Date('2026-01-01T00:00:00Z')
  fc.assert(
    fc.property(fc.string(), fc.string({ maxLength: 600 }), fc.nat(), (query, key, total) => {
      const cursor = { total, type: 'User' as const, after: { id: 'x', key }, seen: 7 }
      const text = printCursor(query, cursor, at)
      expect(readCursor(query, text, at)).toEqual(key.length > 512 ? { ...cursor, after: undefined } : cursor)
      expect(() => readCursor(`${query}x`, text, at)).toThrow(expect.objectContaining({ scimType: 'invalidCursor' }))
    }),
  )
  const text = printCursor('q', { total: 1, type: 'User', after: { id: 'x' }, seen: 0 }, at)
  const late = new Date(at.getTime() + 3_602_000)
  expect(() => readCursor('q', text, late)).toThrow(expect.objectContaining({ scimType: 'expiredCursor' }))
})

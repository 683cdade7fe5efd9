import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { openScim, type Answer, type ScimBench, type TestIdp } from './testing.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

describe.each(engines)('limits on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())

  let n = 0
  const createUser = async (idp: TestIdp) => {
    const made = await scim.send(idp, 'POST', '/Users', { schemas: [USER], userName: `limit${++n}@example.com` })
    return String(made.body['id'])
  }
  const createGroup = (idp: TestIdp, ids: string[]) =>
    scim.send(idp, 'POST', '/Groups', {
      schemas: [GROUP],
      displayName: `limited ${++n}`,
      members: ids.map((value) => ({ value })),
    })
  const read = (idp: TestIdp, path: string) => scim.send(idp, 'GET', path)
  const burst = (idp: TestIdp, length: number): Promise<Answer[]> =>
    Promise.all(Array.from({ length }, () => read(idp, '/Users?count=0')))
  const sort = (answers: Answer[]) => ({
    served: answers.filter((answer) => answer.status === 200),
    limited: answers.filter((answer) => answer.status === 429),
  })

  test('requests beyond the second’s are 429 with whole seconds to wait; another IdP’s are not', async () => {
    const idp = await scim.addIdp({ requestsPerSecond: 5 })
    const other = await scim.addIdp()
    const [answers, others] = await Promise.all([burst(idp, 40), burst(other, 20)])
    const { served, limited } = sort(answers)
    expect(served.length + limited.length).toBe(40)
    // A slow machine may spread the burst over some seconds.
    expect(served.length).toBeGreaterThanOrEqual(5)
    expect(limited.length).toBeGreaterThanOrEqual(10)
    expect(served[0]?.headers.get('x-rate-limit-limit')).toBe('5')
    expect(served.map((each) => Number(each.headers.get('x-rate-limit-remaining')))).toContain(0)
    for (const answer of limited) {
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
      expect(answer.headers.get('x-rate-limit-remaining')).toBe('0')
      expect(answer.headers.get('ratelimit')).toMatch(/^"idp";r=0;t=1$/)
      expect(answer.headers.get('ratelimit-policy')).toBe('"idp";q=5;w=1')
      expect(answer.body).toMatchObject({ status: '429', detail: expect.stringContaining('5 requests per second') })
    }
    expect(sort(others).served).toHaveLength(20)
    expect(others[0]?.headers.get('x-rate-limit-limit')).toBeNull()
    expect((await scim.logs(idp)).filter((row) => row.status === 429).length).toBeGreaterThan(0)
    await expect.poll(async () => (await read(idp, '/Users?count=0')).status, { interval: 300 }).toBe(200)
  })

  test('whoever lacks the token uses up nobody’s requests', async () => {
    const idp = await scim.addIdp({ requestsPerSecond: 2 })
    const strangers = await burst({ ...idp, token: 'scimwrong' }, 10)
    expect(strangers.every((answer) => answer.status === 401)).toBe(true)
    expect((await read(idp, '/Users?count=0')).headers.get('x-rate-limit-remaining')).toBe('1')
  })

  test.skipIf(engine === 'sqlite')('several processes share one count', async () => {
    const idp = await scim.addIdp({ requestsPerSecond: 3 })
    const answers = []
    for (let process = 0; process < 12; process++) {
      // What a process has in memory of it: a new one has nothing.
      Reflect.deleteProperty(globalThis, Symbol.for('rollcall.request-limiters'))
      answers.push(read(idp, '/Users?count=0'))
      await new Promise((next) => setTimeout(next, 5))
    }
    const { served, limited } = sort(await Promise.all(answers))
    expect(served.length).toBeGreaterThanOrEqual(3)
    expect(limited.length).toBeGreaterThanOrEqual(3)
  })

  test.each([
    [{}, 100, 1_000],
    [{ pageSize: 10, maximumPageSize: 100 }, 10, 100],
    [{ pageSize: 2, maximumPageSize: 3 }, 2, 3],
  ])('pages of %j are as announced', async (settings, size, most) => {
    const idp = await scim.addIdp(settings)
    for (let user = 0; user < 5; user++) await createUser(idp)
    const config = await read(idp, '/ServiceProviderConfig')
    expect(config.body).toMatchObject({
      filter: { maxResults: most },
      pagination: { defaultPageSize: size, maxPageSize: most },
    })
    const itemsPerPage = async (query: string) => (await read(idp, `/Users${query}`)).body['itemsPerPage']
    expect(await itemsPerPage('')).toBe(Math.min(5, size))
    expect(await itemsPerPage('?count=1000000')).toBe(Math.min(5, most))
    expect(await itemsPerPage('?cursor=')).toBe(Math.min(5, size))
    expect(await itemsPerPage('?cursor=&count=4')).toBe(Math.min(4, most))
  })

  test('a user in as many groups as may be joins no other, and the log says so', async () => {
    const idp = await scim.addIdp({ groupsPerUser: 2 })
    const [full, free] = [await createUser(idp), await createUser(idp)]
    const first = await createGroup(idp, [full])
    await createGroup(idp, [full])
    const third = await createGroup(idp, [full, free])
    expect(third).toMatchObject({ status: 201, body: { members: [{ value: free }] } })
    expect((await scim.logs(idp)).at(-1)?.notes).toContain('already in 2 groups')

    // Where the user is already, nothing is lost by naming the user again.
    const firstId = String(first.body['id'])
    const put = { schemas: [GROUP], displayName: 'first', members: [{ value: full }, { value: free }] }
    expect((await scim.send(idp, 'PUT', `/Groups/${firstId}`, put)).body['members']).toHaveLength(2)

    // Having left one, the user may join.
    const leave = [{ op: 'remove', path: `members[value eq "${full}"]` }]
    await scim.send(idp, 'PATCH', `/Groups/${firstId}`, { schemas: [PATCH], Operations: leave })
    const join = [{ op: 'add', path: 'members', value: [{ value: full }] }]
    const thirdId = String(third.body['id'])
    await scim.send(idp, 'PATCH', `/Groups/${thirdId}`, { schemas: [PATCH], Operations: join })
    expect((await read(idp, `/Groups/${thirdId}`)).body['members']).toHaveLength(2)
  })

  test('lists of groups leave members out where it is set so, unless they are asked for', async () => {
    const idp = await scim.addIdp({ listsMembers: false })
    const member = await createUser(idp)
    const { body } = await createGroup(idp, [member])
    const groups = async (query: string) =>
      (await read(idp, `/Groups${query}`)).body['Resources'] as Record<string, unknown>[]
    const filter = `filter=${encodeURIComponent(`members.value eq "${member}"`)}`
    expect((await groups(''))[0]).toMatchObject({ id: body['id'], displayName: body['displayName'] })
    expect((await groups(''))[0]).not.toHaveProperty('members')
    expect((await groups('?excludedAttributes=displayName'))[0]).not.toHaveProperty('members')
    expect((await groups('?attributes=members'))[0]).toMatchObject({ members: [{ value: member }] })
    const [found] = await groups(`?${filter}`)
    expect(found).toMatchObject({ id: body['id'] })
    expect(found).not.toHaveProperty('members')
    expect((await read(idp, `/Groups/${String(body['id'])}`)).body['members']).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

describe.each(engines)('lifecycle rules on %s', (engine) => {
  let scim: ScimBench
  let refusing: TestIdp
  let lenient: TestIdp
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    refusing = await scim.addIdp()
    lenient = await scim.addIdp({ onReturningUser: 'restore', onUnknownMember: 'skip' })
  }, 60_000)
  afterAll(() => scim.close())

  let n = 0
  const person = (extra: object = {}) => ({
    schemas: [USER],
    userName: `back${++n}@example.com`,
    externalId: `ext-${n}`,
    emails: [{ value: `shared${n}@example.com`, primary: true }],
    ...extra,
  })
  const post = (idp: TestIdp, body: object) => scim.send(idp, 'POST', '/Users', body)
  const create = async (idp: TestIdp, body: object) => {
    const { status, body: made, text } = await post(idp, body)
    expect(status, text).toBe(201)
    return made as { id: string; meta: { version: string; location: string } }
  }
  const deactivate = async (idp: TestIdp, id: string) => {
    const Operations = [{ op: 'replace', path: 'active', value: false }]
    expect((await scim.send(idp, 'PATCH', `/Users/${id}`, { schemas: [PATCH], Operations })).status).toBe(200)
  }
  const count = async (idp: TestIdp, filter: string) =>
    (await scim.send(idp, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)).body['totalResults']

  test.each(['userName', 'externalId'])(
    'by default a create for a leaver’s %s is a 409 that names the leaver',
    async (by) => {
      const leaver = person()
      const { id } = await create(refusing, leaver)
      await deactivate(refusing, id)
      const wanted =
        by === 'userName'
          ? { ...person(), userName: leaver.userName.toUpperCase() }
          : person({ externalId: leaver.externalId })
      const answer = await post(refusing, wanted)
      expect(answer).toMatchObject({
        status: 409,
        body: { scimType: 'uniqueness', detail: expect.stringContaining(id) },
      })
      expect(answer.body['detail']).toContain('inactive')
      expect(answer.body['detail']).toContain(by)
      expect(await count(refusing, `externalId eq "${leaver.externalId}"`)).toBe(1)
      expect((await scim.logs(refusing)).at(-1)).toMatchObject({ method: 'POST', status: 409 })
    },
  )

  test.each(['userName', 'externalId'])(
    'a leaver found by %s is restored under the same id, as described now',
    async (by) => {
      const leaver = person({ title: 'Clerk', nickName: 'Bo' })
      const { id } = await create(lenient, leaver)
      const group = await scim.send(lenient, 'POST', '/Groups', {
        schemas: [GROUP],
        displayName: `restored by ${by}`,
        members: [{ value: id }],
      })
      await deactivate(lenient, id)
      const wanted =
        by === 'userName'
          ? { ...person({ title: 'Chief' }), userName: leaver.userName.toUpperCase() }
          : person({ externalId: leaver.externalId, title: 'Chief' })
      const answer = await post(lenient, wanted)
      expect(answer, answer.text).toMatchObject({
        status: 201,
        body: { id, active: true, userName: wanted.userName, externalId: wanted.externalId, title: 'Chief' },
      })
      expect(answer.body).not.toHaveProperty('nickName')
      expect(answer.body['groups']).toMatchObject([{ value: group.body['id'] }])
      expect(answer.headers.get('location')).toContain(id)
      expect(await count(lenient, `emails.value eq "${wanted.emails[0]?.value}"`)).toBe(1)
      expect(await count(lenient, `emails.value eq "${leaver.emails[0]?.value}"`)).toBe(0)
      const log = (await scim.logs(lenient)).at(-1)
      expect(log).toMatchObject({
        method: 'POST',
        status: 201,
        entityId: id,
        notes: expect.stringContaining('restored'),
      })
      // Who is back is taken like anybody else.
      expect((await post(lenient, wanted)).status).toBe(409)
    },
  )

  test('nobody is restored by e-mail, by another IdP, or while active', async () => {
    const leaver = person()
    const { id } = await create(lenient, leaver)
    const elsewhere = await create(refusing, leaver)
    await deactivate(refusing, elsewhere.id)
    // Active: an externalId alone is not unique.
    const namesake = await create(lenient, person({ externalId: leaver.externalId }))
    expect(namesake.id).not.toBe(id)
    await deactivate(lenient, id)
    const other = await create(lenient, person({ emails: leaver.emails }))
    expect(other.id).not.toBe(id)
  })

  test('a leaver’s externalId does not take a userName that somebody else has', async () => {
    const leaver = person()
    const { id } = await create(lenient, leaver)
    await deactivate(lenient, id)
    const holder = person()
    const taken = await create(lenient, holder)
    const answer = await post(lenient, person({ userName: holder.userName, externalId: leaver.externalId }))
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringContaining(taken.id) } })
    expect((await scim.send(lenient, 'GET', `/Users/${id}`)).body['active']).toBe(false)
  })

  test('a create that says active false leaves the leaver inactive, and totals stay right', async () => {
    const idp = await scim.addIdp({ onReturningUser: 'restore' })
    const leaver = person()
    const { id } = await create(idp, leaver)
    await deactivate(idp, id)
    expect((await post(idp, { ...leaver, active: false })).body).toMatchObject({ id, active: false })
    expect((await post(idp, leaver)).body).toMatchObject({ id, active: true })
    const { totals } = scim.store.tables
    const rows = (await scim.store.read.select().from(totals)).filter((row) => row.idpId === idp.id)
    expect(rows.reduce((sum, row) => [sum[0]! + row.users, sum[1]! + row.activeUsers], [0, 0])).toEqual([1, 1])
  })

  test('the same create twice at once restores once', async () => {
    const leaver = person()
    const { id } = await create(lenient, leaver)
    await deactivate(lenient, id)
    const answers = await Promise.all([post(lenient, leaver), post(lenient, leaver), post(lenient, leaver)])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    expect(answers.find((answer) => answer.status === 201)?.body['id']).toBe(id)
  })

  test('an unknown member refuses a group with every such id, or is skipped and flagged', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `01900000-0000-7000-8000-0000000000${String(i).padStart(2, '0')}`)
    const group = (idp: TestIdp, displayName: string, known: string) =>
      scim.send(idp, 'POST', '/Groups', {
        schemas: [GROUP],
        displayName,
        members: [...ids, known].map((value) => ({ value })),
      })
    const { id } = await create(refusing, person())
    const refused = await group(refusing, 'refused', id)
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } })
    for (const each of ids) expect(refused.body['detail']).toContain(each)
    expect(refused.body['detail']).not.toContain(id)
    const none = await scim.send(refusing, 'GET', `/Groups?filter=${encodeURIComponent('displayName eq "refused"')}`)
    expect(none.body['totalResults']).toBe(0)

    const known = await create(lenient, person())
    const made = await group(lenient, 'skipped', known.id)
    expect(made, made.text).toMatchObject({ status: 201, body: { members: [{ value: known.id }] } })
    expect((await scim.logs(lenient)).at(-1)).toMatchObject({
      status: 201,
      notes: expect.stringContaining('Skipped 60 members unknown to this identity provider'),
    })
    const Operations = [{ op: 'add', path: 'members', value: [{ value: id }] }]
    const foreign = await scim.send(lenient, 'PATCH', `/Groups/${String(made.body['id'])}`, {
      schemas: [PATCH],
      Operations,
    })
    expect(foreign.status).toBeLessThan(300)
    expect((await scim.send(lenient, 'GET', `/Groups/${String(made.body['id'])}`)).body['members']).toHaveLength(1)
  })
})

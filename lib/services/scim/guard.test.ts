import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { getTotals } from '#db/queries/totals.ts'
import { listHeld } from '#db/queries/held-deprovisionings.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { explain } from '#lib/scim/explain.ts'
import { addGroup, addUsers, deactivate, setActive } from './testing-guard.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

describe.each(engines)('the mass-deprovision guard on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())
  afterEach(() => void vi.useRealTimers())

  const active = async (idp: TestIdp) => (await getTotals(scim.store.read, idp.id)).activeUsers
  const held = (idp: TestIdp) => listHeld(scim.store.read, idp.id, 1_000)
  const small = { guardPercent: 20, guardMinimum: 3 }

  test('the 26th of 100 deactivations is held, changes nothing, and stays visible', async () => {
    const idp = await scim.addIdp()
    const ids = await addUsers(scim, idp, 100)
    expect(await deactivate(scim, idp, ids.slice(0, 25))).toEqual({ 200: 25 })
    const answer = await setActive(scim, idp, ids[25]!, false)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(answer.body).toMatchObject({ status: '503', detail: expect.stringContaining('25 of 100 have lost theirs') })
    expect(await active(idp)).toBe(75)
    expect((await scim.send(idp, 'GET', `/Users/${ids[25]}`)).body['active']).toBe(true)
    const log = (await scim.logs(idp)).at(-1)!
    expect(log).toMatchObject({ status: 503, method: 'PATCH', entityId: ids[25] })
    const { sentence, next } = explain({ ...log, idpName: 'Quay', changes: [], notes: [] })
    expect(sentence).toContain('because too many people would have lost access within an hour. Nothing changed.')
    expect(next).toContain('Held Requests')
    await setActive(scim, idp, ids[25]!, false)
    await setActive(scim, idp, ids[26]!, false)
    expect(await held(idp)).toMatchObject([
      { entityId: ids[26], kind: 'deactivate', people: 1, times: 1, decision: null },
      { entityId: ids[25], kind: 'deactivate', people: 1, times: 2, decision: null },
    ])
    const audit = await scim.store.read.select().from(scim.store.tables.auditLogs)
    const audited = audit.filter((row) => row.targetId === idp.id && row.action === 'deprovision-guard.hold')
    expect(audited).toMatchObject([
      { actorId: 'system', after: expect.stringContaining('"kind":"deactivate"') },
      { actorId: 'system' },
    ])
  }, 30_000)

  test('everything else goes on while requests are held', async () => {
    const idp = await scim.addIdp(small)
    const [first = '', ...others] = await addUsers(scim, idp, 10)
    await deactivate(scim, idp, others)
    expect(await active(idp)).toBe(7)
    const statuses = [
      await scim.send(idp, 'POST', '/Users', { userName: 'new@quay.example' }),
      await scim.send(idp, 'PATCH', `/Users/${first}`, { Operations: [{ op: 'add', path: 'title', value: 'x' }] }),
      await setActive(scim, idp, others[0]!, true),
      await scim.send(idp, 'GET', '/Users'),
    ].map(({ status }) => status)
    expect(statuses).toEqual([201, 200, 200, 200])
  }, 30_000)

  test.each(['DELETE', 'PUT', 'bulk'])(
    '%s counts as PATCH does',
    async (way) => {
      const idp = await scim.addIdp(small)
      const ids = await addUsers(scim, idp, 6)
      const statuses: string[] = []
      for (const id of ids.slice(0, 5)) {
        const { body: user } = await scim.send(idp, 'GET', `/Users/${id}`)
        if (way === 'bulk') {
          const Operations = [{ method: 'DELETE', path: `/Users/${id}` }]
          const { body } = await scim.send(idp, 'POST', '/Bulk', {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
            Operations,
          })
          statuses.push((body['Operations'] as { status: string }[])[0]!.status)
        } else {
          const body = way === 'PUT' ? { ...user, active: false } : undefined
          statuses.push(String((await scim.send(idp, way, `/Users/${id}`, body)).status))
        }
      }
      const done = way === 'PUT' ? '200' : '204'
      expect(statuses).toEqual([done, done, done, '503', '503'])
      expect((await held(idp)).map(({ kind }) => kind)).toEqual(
        way === 'PUT' ? ['deactivate', 'deactivate'] : ['delete', 'delete'],
      )
    },
    30_000,
  )

  test('where deactivated users are deleted, the guard holds the same', async () => {
    const idp = await scim.addIdp({ ...small, onDeactivate: 'delete' })
    const ids = await addUsers(scim, idp, 6)
    expect(await deactivate(scim, idp, ids)).toEqual({ 200: 3, 503: 3 })
    expect((await getTotals(scim.store.read, idp.id)).users).toBe(3)
  }, 30_000)

  test('a group of 1,000 is not emptied, in whatever way, unless it is an exception', async () => {
    const idp = await scim.addIdp({ guardExceptions: 'Guests\nnight shift' })
    const ids = await addUsers(scim, idp, 1_000)
    const staff = await addGroup(scim, idp, 'Staff', ids)
    const shift = await addGroup(scim, idp, 'Night Shift', ids)
    const empty = (id: string, op: object) => scim.send(idp, 'PATCH', `/Groups/${id}`, { Operations: [op] })
    const answers = [
      await empty(staff, { op: 'replace', path: 'members', value: [] }),
      await empty(staff, { op: 'remove', path: 'members' }),
      await scim.send(idp, 'PUT', `/Groups/${staff}`, { displayName: 'Staff', members: [] }),
      await scim.send(idp, 'DELETE', `/Groups/${staff}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503])
    expect(answers[0]!.body['detail']).toContain('would take access from 1,000 people')
    const { members } = (await scim.send(idp, 'GET', `/Groups/${staff}`)).body
    expect(members).toHaveLength(1_000)
    expect(await held(idp)).toMatchObject([
      { kind: 'delete', people: 1_000, times: 1 },
      { kind: 'empty', people: 1_000, times: 3 },
    ])
    // All but one may be taken out: a group that keeps somebody was not emptied.
    const most = ids.slice(1).map((value) => ({ value }))
    expect((await empty(staff, { op: 'remove', path: 'members', value: most })).status).toBe(204)
    expect((await empty(shift, { op: 'replace', path: 'members', value: [] })).status).toBe(204)
  }, 60_000)

  test('a group counts whom it holds through other groups, and people once', async () => {
    const idp = await scim.addIdp(small)
    const ids = await addUsers(scim, idp, 10)
    const inner = await addGroup(scim, idp, 'Inner', ids.slice(0, 3))
    const outer = await addGroup(scim, idp, 'Outer', [inner])
    const wide = await addGroup(scim, idp, 'Wide', [inner, ids[9]!])
    expect((await scim.send(idp, 'DELETE', `/Groups/${wide}`)).status).toBe(503)
    expect((await scim.send(idp, 'DELETE', `/Groups/${outer}`)).status).toBe(503)
    const other = await scim.addIdp(small)
    const others = await addUsers(scim, other, 10)
    const team = await addGroup(scim, other, 'Team', others.slice(0, 3))
    expect((await scim.send(other, 'DELETE', `/Groups/${team}`)).status).toBe(204)
    expect(await deactivate(scim, other, others.slice(0, 4))).toEqual({ 200: 3, 503: 1 })
  }, 30_000)

  test('somebody who is active again no longer counts', async () => {
    const idp = await scim.addIdp(small)
    const ids = await addUsers(scim, idp, 10)
    expect(await deactivate(scim, idp, ids.slice(0, 3))).toEqual({ 200: 3 })
    expect((await setActive(scim, idp, ids[0]!, true)).status).toBe(200)
    expect(await deactivate(scim, idp, ids.slice(3, 5))).toEqual({ 200: 1, 503: 1 })
  }, 30_000)

  test('who is inactive loses nothing by being deleted', async () => {
    const idp = await scim.addIdp(small)
    const ids = await addUsers(scim, idp, 5)
    await deactivate(scim, idp, ids.slice(0, 3))
    expect((await scim.send(idp, 'DELETE', `/Users/${ids[0]}`)).status).toBe(204)
    expect((await scim.send(idp, 'DELETE', `/Users/${ids[4]}`)).status).toBe(503)
  }, 30_000)

  test('off: nothing is held, and nothing is counted', async () => {
    const idp = await scim.addIdp({ ...small, guardsDeprovisioning: false })
    const ids = await addUsers(scim, idp, 10)
    expect(await deactivate(scim, idp, ids)).toEqual({ 200: 10 })
    const { accessLosses } = scim.store.tables
    const losses = await scim.store.read.select().from(accessLosses)
    expect(losses.filter(({ idpId }) => idpId === idp.id)).toEqual([])
  }, 30_000)

  test('two IdPs are counted apart', async () => {
    const [one, two] = [await scim.addIdp(small), await scim.addIdp(small)]
    expect(await deactivate(scim, one, await addUsers(scim, one, 5))).toEqual({ 200: 3, 503: 2 })
    expect(await deactivate(scim, two, await addUsers(scim, two, 3))).toEqual({ 200: 3 })
  }, 30_000)

  test('the share counts where it is more than the minimum', async () => {
    const idp = await scim.addIdp({ guardPercent: 50, guardMinimum: 1 })
    expect(await deactivate(scim, idp, await addUsers(scim, idp, 11))).toEqual({ 200: 5, 503: 6 })
  }, 30_000)

  test('after an hour others may leave; what was held as one mass stays held', async () => {
    const idp = await scim.addIdp(small)
    const ids = await addUsers(scim, idp, 12)
    const start = Date.now()
    expect(await deactivate(scim, idp, ids.slice(0, 5))).toEqual({ 200: 3, 503: 2 })
    vi.useFakeTimers({ toFake: ['Date'], now: start + 50 * 60_000 })
    expect((await setActive(scim, idp, ids[3]!, false)).status).toBe(503)
    vi.setSystemTime(start + 61 * 60_000)
    // Two wait, and three may: one more.
    expect(await deactivate(scim, idp, ids.slice(5, 7))).toEqual({ 200: 1, 503: 1 })
    expect((await setActive(scim, idp, ids[3]!, false)).status).toBe(503)
  }, 30_000)

  test('requests at the same time do not count past each other', async () => {
    const idp = await scim.addIdp(small)
    const ids = await addUsers(scim, idp, 12)
    const answers = await Promise.all(ids.map((id) => setActive(scim, idp, id, false)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(9)
    expect(await held(idp)).toHaveLength(9)
    expect(await active(idp)).toBe(9)
  }, 30_000)
})

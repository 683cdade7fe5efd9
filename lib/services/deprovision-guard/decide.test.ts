import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { insertMissing } from '#db/queries/insert.ts'
import { countHeldByIdp, listHeld } from '#db/queries/held-deprovisionings.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { MOST_HELD } from '../scim/held.ts'
import { addGroup, addUsers, deactivate, setActive } from '../scim/testing-guard.ts'
import { openScim, type ScimBench, type TestIdp } from '../scim/testing.ts'
import { allowEverything, decideOnHeld, readGuard, sweepDeprovisionGuards } from './index.ts'

const dana = { id: 'a1', name: 'dana@quay.example', address: '192.0.2.1', userAgent: 'test' }
const bo = { ...dana, id: 'a2', name: 'bo@quay.example' }
const HOUR_MS = 3_600_000
const all = { page: 1, search: '' }

describe.each(engines)('held requests on %s', (engine) => {
  let scim: ScimBench
  let idp: TestIdp
  /** Ten users, three of whom were deactivated; the requests for four more are held. */
  let ids: string[]
  let start: number
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  beforeEach(async () => {
    idp = await scim.addIdp({ guardMinimum: 3 })
    ids = await addUsers(scim, idp, 10)
    expect(await deactivate(scim, idp, ids.slice(0, 7))).toEqual({ 200: 3, 503: 4 })
    start = Date.now()
  }, 30_000)
  afterEach(() => void vi.useRealTimers())
  afterAll(() => scim.close())

  const at = (ms: number) => void vi.useFakeTimers({ toFake: ['Date'], now: start + ms })
  const held = () => listHeld(scim.store.read, idp.id, 100)
  const seen = () => ({ seenAt: new Date() })
  const audited = async () => {
    const rows = await scim.store.read.select().from(scim.store.tables.auditLogs)
    return rows.filter(({ targetId, actorId }) => targetId === idp.id && actorId !== 'system')
  }

  test('allowed: these are let through as they come again, and vanish; others are held still', async () => {
    const decided = await decideOnHeld(idp.id, { decision: 'allowed', ...seen() }, dana)
    expect(decided).toEqual({ requests: 4, people: 4 })
    expect(await deactivate(scim, idp, ids.slice(3, 6))).toEqual({ 200: 3 })
    expect((await held()).map(({ entityId }) => entityId)).toEqual([ids[6]])
    expect((await setActive(scim, idp, ids[8]!, false)).status).toBe(503)
    const log = (await scim.logs(idp)).findLast(({ entityId }) => entityId === ids[3])
    expect(log?.notes).toContain('dana@quay.example allowed this request')
    expect(await audited()).toMatchObject([
      { action: 'deprovision-guard.allow', actorName: dana.name, after: '{"requests":4,"people":4}' },
    ])
  }, 30_000)

  test('an allowed deactivation allows no deletion', async () => {
    await decideOnHeld(idp.id, { decision: 'allowed', ...seen() }, dana)
    expect((await scim.send(idp, 'DELETE', `/Users/${ids[3]}`)).status).toBe(503)
  }, 30_000)

  test('refused: 403 that says so, for a day; then it is judged anew', async () => {
    await decideOnHeld(idp.id, { decision: 'refused', ...seen() }, dana)
    const answer = await setActive(scim, idp, ids[3]!, false)
    expect(answer.status).toBe(403)
    expect(answer.body['detail']).toMatch(/^An administrator of Rollcall refused this: .* from 1 person · /)
    expect((await scim.send(idp, 'DELETE', `/Users/${ids[3]}`)).status).toBe(403)
    // What was refused no longer waits: others may leave once the hour is over.
    at(HOUR_MS + 60_000)
    expect(await deactivate(scim, idp, ids.slice(7, 9))).toEqual({ 200: 2 })
    at(25 * HOUR_MS)
    expect(await deactivate(scim, idp, ids.slice(3, 7))).toEqual({ 200: 3, 503: 1 })
    expect((await held()).filter(({ decision }) => decision === null)).toMatchObject([{ entityId: ids[6], times: 2 }])
  }, 30_000)

  test('one request is decided by itself, and may be decided again', async () => {
    const request = { entityId: ids[4]!, kind: 'deactivate' as const }
    await decideOnHeld(idp.id, { decision: 'refused', request, ...seen() }, dana)
    expect(await deactivate(scim, idp, ids.slice(3, 5))).toEqual({ 403: 1, 503: 1 })
    await decideOnHeld(idp.id, { decision: 'allowed', request, ...seen() }, bo)
    expect((await setActive(scim, idp, ids[4]!, false)).status).toBe(200)
  }, 30_000)

  test('of two administrators the second is told of the first', async () => {
    const before = seen()
    const request = { entityId: ids[4]!, kind: 'deactivate' as const }
    at(1_000)
    await decideOnHeld(idp.id, { decision: 'refused', ...before }, dana)
    const faster = { code: 'conflict', message: expect.stringContaining('dana@quay.example refused this') }
    await expect(decideOnHeld(idp.id, { decision: 'allowed', ...before }, bo)).rejects.toMatchObject(faster)
    await expect(decideOnHeld(idp.id, { decision: 'allowed', request, ...before }, bo)).rejects.toMatchObject(faster)
    await Promise.allSettled([
      allowEverything(idp.id, { hours: 1, seenUntil: undefined }, dana),
      allowEverything(idp.id, { hours: 24, seenUntil: undefined }, bo),
    ]).then((both) => expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']))
  }, 30_000)

  test('what was held after the administrator looked is not decided', async () => {
    const before = seen()
    at(5_000)
    expect((await setActive(scim, idp, ids[8]!, false)).status).toBe(503)
    expect(await decideOnHeld(idp.id, { decision: 'allowed', ...before }, dana)).toEqual({ requests: 4, people: 4 })
    expect((await held()).filter(({ decision }) => decision === null)).toMatchObject([{ entityId: ids[8] }])
  }, 30_000)

  test('everything for an hour: let through and not counted, until then or until somebody ends it', async () => {
    const { until } = await allowEverything(idp.id, { hours: 1, seenUntil: undefined }, dana)
    expect(await deactivate(scim, idp, ids.slice(3, 5))).toEqual({ 200: 2 })
    at(30 * 60_000)
    await allowEverything(idp.id, { hours: undefined, seenUntil: until }, bo)
    expect((await setActive(scim, idp, ids[5]!, false)).status).toBe(503)
    const renewed = await allowEverything(idp.id, { hours: 1, seenUntil: undefined }, dana)
    expect((await setActive(scim, idp, ids[5]!, false)).status).toBe(200)
    at(30 * 60_000 + HOUR_MS + 1_000)
    expect(renewed.until?.getTime()).toBeLessThan(Date.now())
    expect(await deactivate(scim, idp, ids.slice(6))).toEqual({ 200: 3, 503: 1 })
    expect((await audited()).map(({ action }) => action.split('.')[1])).toEqual([
      'allow-all',
      'end-allowance',
      'allow-all',
    ])
  }, 30_000)

  test('the sweep forgets what was done by other means, and what is not asked for any more', async () => {
    const group = await addGroup(scim, idp, 'Staff', ids.slice(7))
    expect((await scim.send(idp, 'DELETE', `/Groups/${group}`)).status).toBe(503)
    const { users } = scim.store.tables
    await scim.store.write((tx) => tx.update(tx.tables.users).set({ active: false }).where(eq(users.id, ids[3]!)))
    await sweepDeprovisionGuards()
    expect(await held()).toHaveLength(4)
    await sweepDeprovisionGuards(new Date(start + 73 * HOUR_MS))
    expect(await held()).toEqual([])
    const losses = await scim.store.read.select().from(scim.store.tables.accessLosses)
    expect(losses.filter(({ idpId }) => idpId === idp.id)).toEqual([])
    expect((await setActive(scim, idp, ids[4]!, false)).status).toBe(200)
  }, 30_000)

  test('more than are kept: the rest is held unlisted, until the kept ones are decided', async () => {
    const waiting = (await held())[0]!
    const more = Array.from({ length: MOST_HELD - 4 }, (_, n) => ({ ...waiting, entityId: `x${n}` }))
    await scim.store.write((tx) => insertMissing(tx, 'heldDeprovisionings', more))
    expect((await setActive(scim, idp, ids[8]!, false)).body['detail']).toContain('requests for 5,000 more wait')
    expect(await readGuard(scim.store.report, idp.id, all, new Date())).toMatchObject({
      requests: MOST_HELD,
      isFull: true,
    })
    const again = await setActive(scim, idp, ids[8]!, false)
    expect(again.body['detail']).toContain('more requests than can be listed wait')
    await decideOnHeld(idp.id, { decision: 'refused', ...seen() }, dana)
    expect((await readGuard(scim.store.report, idp.id, all, new Date()))?.isFull).toBe(false)
  }, 30_000)

  test('the page is told the numbers', async () => {
    const [waiting] = await held()
    const named = { page: 1, search: waiting!.name.toUpperCase() }
    expect((await readGuard(scim.store.report, idp.id, named, new Date()))?.held).toMatchObject([
      { name: waiting!.name },
    ])
    expect((await readGuard(scim.store.report, idp.id, { page: 1, search: '%' }, new Date()))?.held).toEqual([])
    const view = await readGuard(scim.store.report, idp.id, all, new Date())
    expect(view).toMatchObject({ active: 7, activeBefore: 10, most: 3, lost: 3, undecided: 4, people: 4, isOn: true })
    expect(view?.held).toHaveLength(4)
    expect((await countHeldByIdp(scim.store.read)).get(idp.id)).toEqual({ requests: 4, people: 4 })
    // Two of the group are asked for by name as well: each counts once.
    const group = await addGroup(scim, idp, 'Staff', ids.slice(5))
    expect((await scim.send(idp, 'DELETE', `/Groups/${group}`)).status).toBe(503)
    expect(await readGuard(scim.store.report, idp.id, all, new Date())).toMatchObject({ undecided: 5, people: 7 })
    expect(await decideOnHeld(idp.id, { decision: 'refused', ...seen() }, dana)).toEqual({ requests: 5, people: 7 })
    expect((await countHeldByIdp(scim.store.read)).get(idp.id)).toBeUndefined()
    expect(await readGuard(scim.store.report, '404', all, new Date())).toBeUndefined()
    await expect(decideOnHeld('404', { decision: 'allowed', ...seen() }, dana)).rejects.toMatchObject({
      code: 'not-found',
    })
  }, 30_000)
})

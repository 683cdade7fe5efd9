import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '#lib/saml/testing-idp.ts'
import { endUserSessions } from '#db/queries/user-sessions.ts'
import { engines } from '#db/testing-engines.ts'
import { openSignOn, type SignOnBench } from './testing.ts'
import { checkUserSession, howSessionEnded, mustReauthenticate } from './user-sessions.ts'

const hour = 3_600_000

describe.each(engines)('user sessions, on %s', (engine) => {
  let bench: SignOnBench
  let idpId: string
  beforeAll(async () => {
    bench = await openSignOn(engine)
    idpId = await bench.addIdp()
  })
  afterAll(() => bench.close())
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date() })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await bench.store.write(async (tx) => {
      await tx.delete(tx.tables.authenticationSettings)
      await tx.delete(tx.tables.userSessions)
    })
  })

  const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
  const open = async (answer?: Answer) => {
    const finished = await bench.signIn(idpId, answer)
    if (finished.kind !== 'signed-in') throw new Error(`It was ${finished.kind}`)
    return finished
  }
  const settle = (settings: {
    frequency: 'daily' | 'once' | 'session' | 'custom'
    frequencyDays?: number
    reauthenticateSince?: Date
  }) =>
    bench.store.write(async (tx) => {
      const { authenticationSettings: t } = tx.tables
      await tx.delete(t)
      await tx.insert(t).values({
        id: '1',
        authenticationType: 'saml',
        primaryDomain: '',
        secondaryDomains: '[]',
        sessionTimeoutMinutes: 30,
        enforcesSso: false,
        frequencyDays: 7,
        version: 1,
        updatedAt: new Date(),
        ...settings,
      })
    })
  const ending = (at: Date): Answer => ({
    before: (xml) => xml.replace('SessionIndex=', `SessionNotOnOrAfter="${at.toISOString()}" SessionIndex=`),
  })

  test.each([
    [{ frequency: 'daily' as const }, 24 * hour],
    [{ frequency: 'custom' as const, frequencyDays: 3 }, 72 * hour],
  ])('last as long as %o says, and their cookies too', async (settings, ms) => {
    await settle(settings)
    const { reference, maxAgeMs } = await open()
    expect(maxAgeMs).toBe(ms)
    later(ms - 1)
    expect(await checkUserSession(reference)).toBeDefined()
    later(1)
    expect(await checkUserSession(reference)).toBeUndefined()
    expect(await howSessionEnded(reference)).toBe('expired')
  })

  test('a frequency that is made shorter ends them earlier', async () => {
    await settle({ frequency: 'custom', frequencyDays: 5 })
    const { reference } = await open()
    later(25 * hour)
    expect(await checkUserSession(reference)).toBeDefined()
    await settle({ frequency: 'daily' })
    expect(await checkUserSession(reference)).toBeUndefined()
  })

  test('Once Per Session ends with the browser, and after half a day without a request', async () => {
    await settle({ frequency: 'session' })
    const { reference, maxAgeMs } = await open()
    expect(maxAgeMs).toBeUndefined()
    later(11 * hour)
    expect(await checkUserSession(reference)).toBeDefined()
    later(11 * hour)
    expect(await checkUserSession(reference)).toBeDefined()
    const idle = await open()
    later(12 * hour)
    expect(await checkUserSession(idle.reference)).toBeUndefined()
  })

  test('SessionNotOnOrAfter of the IdP ends them when it comes first', async () => {
    const end = new Date(Date.now() + 2 * hour)
    const { reference, maxAgeMs } = await open(ending(end))
    expect(maxAgeMs).toBe(2 * hour)
    expect((await checkUserSession(reference))?.endsAt).toEqual(end)
    later(2 * hour)
    expect(await checkUserSession(reference)).toBeUndefined()
  })

  test('Force Reauthentication ends all that began before it, and their users are asked at the IdP', async () => {
    const { reference } = await open()
    later(1)
    await settle({ frequency: 'daily', reauthenticateSince: new Date() })
    expect(await checkUserSession(reference)).toBeUndefined()
    expect(await howSessionEnded(reference)).toBe('reauthenticate')
    expect(await mustReauthenticate(reference)).toBe(true)
    later(1)
    const anew = await open()
    expect(await checkUserSession(anew.reference)).toBeDefined()
    expect(await mustReauthenticate(anew.reference)).toBe(false)
  })

  test('every sign-in has a reference of its own, and ends the session that the browser had', async () => {
    const first = await open()
    const trip = await bench.begin(idpId)
    const finished = await bench.finish(trip, await bench.post(trip), { previous: first.reference })
    const second = finished.kind === 'signed-in' ? finished.reference : ''
    expect(second).not.toBe(first.reference)
    expect(await checkUserSession(first.reference)).toBeUndefined()
    expect(await checkUserSession(second)).toBeDefined()
  })

  test('what was ended is over, and its holder is told how', async () => {
    const { reference } = await open()
    const [row] = await bench.store.read.select().from(bench.store.tables.userSessions)
    const end = { at: new Date(), reason: 'deactivated' as const }
    expect(await bench.store.write((tx) => endUserSessions(tx, [row?.id ?? ''], end))).toEqual([row?.id])
    expect(await bench.store.write((tx) => endUserSessions(tx, [row?.id ?? ''], end))).toEqual([])
    expect(await checkUserSession(reference)).toBeUndefined()
    expect(await howSessionEnded(reference)).toBe('deactivated')
    expect(await howSessionEnded('never one')).toBeUndefined()
  })

  test('a request is noted a minute apart, and none keeps a session beyond its end', async () => {
    const { reference } = await open()
    const seen = async () => (await bench.store.read.select().from(bench.store.tables.userSessions))[0]?.lastSeenAt
    const first = await seen()
    later(59_000)
    await checkUserSession(reference)
    expect(await seen()).toEqual(first)
    later(1_000)
    await checkUserSession(reference)
    expect(await seen()).toEqual(new Date())
  })

  test('an assertion whose session is over already opens none', async () => {
    const trip = await bench.begin(idpId)
    const received = await bench.post(trip, ending(new Date(Date.now() + hour)))
    later(hour / 30)
    expect(await bench.finish(trip, received)).toMatchObject({ kind: 'signed-in' })
    expect(await bench.signIn(idpId, ending(new Date(Date.now() - hour)))).toMatchObject({ code: 'SAML-406' })
  })

  test('Force Authentication needs an authentication as young as the request', async () => {
    const forcing = await bench.addIdp({ forcesAuthentication: true })
    const at = (ms: number): Answer => ({
      before: (xml) => xml.replace(/AuthnInstant="[^"]*"/, `AuthnInstant="${new Date(Date.now() + ms).toISOString()}"`),
    })
    expect(await bench.signIn(forcing, at(0))).toMatchObject({ kind: 'signed-in' })
    expect(await bench.signIn(forcing, at(-hour))).toMatchObject({ code: 'SAML-407' })
  })
})

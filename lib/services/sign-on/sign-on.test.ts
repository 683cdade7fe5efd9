import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '#db/testing-engines.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { isSamlRefusal } from '#lib/saml/refusals.ts'
import { testIdp } from '#lib/saml/testing-idp.ts'
import { receiveResponse } from './receive.ts'
import { addressed, caller, openSignOn, origin, type SignOnBench } from './testing.ts'
import { checkUserSession } from './user-sessions.ts'

const refusalOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return isSamlRefusal(error) ? error.code : error
}

describe.each(engines)('single sign-on, on %s', (engine) => {
  let bench: SignOnBench
  let idpId: string
  beforeAll(async () => {
    bench = await openSignOn(engine)
  })
  afterAll(() => bench.close())
  beforeEach(async () => {
    await bench.store.write(async (tx) => {
      const { samlSignIns, userSessions, samlRequests, samlArrivals } = tx.tables
      for (const table of [samlSignIns, userSessions, samlRequests, samlArrivals]) await tx.delete(table)
    })
    idpId = await bench.addIdp()
  })

  const sessions = () => bench.store.read.select().from(bench.store.tables.userSessions)
  const refused = (code: string) => expect.objectContaining({ kind: 'refused', code })
  const lastLogged = async () => (await bench.log()).at(-1)

  test('a request, its answer and the browser that began it make a session, and lead back', async () => {
    const trip = await bench.begin(idpId, { returnTo: '/me?from=here' })
    const finished = await bench.finish(trip, await bench.post(trip, { attributes: { memberOf: ['A', 'B'] } }))
    expect(finished).toMatchObject({ kind: 'signed-in', returnTo: '/me?from=here' })
    const reference = finished.kind === 'signed-in' ? finished.reference : ''
    expect(reference).toMatch(/^[\w-]{43}$/)
    expect(await checkUserSession(reference)).toMatchObject({
      userName: 'dana@example.com',
      idp: { id: idpId },
      attributes: { memberOf: ['A', 'B'] },
    })
    const [row] = await sessions()
    expect(row).toMatchObject({ hash: sha256Hex(reference), sessionIndex: 'session-1', address: caller.address })
    expect(await bench.log()).toMatchObject([{ outcome: 'accepted', refusal: null, userName: 'dana@example.com' }])
    for (const table of [bench.store.tables.samlRequests, bench.store.tables.samlArrivals]) {
      expect(await bench.store.read.select().from(table)).toEqual([])
    }
  })

  test('one response is accepted once, however many are posted at once', async () => {
    const trip = await bench.begin(idpId)
    const samlResponse = bench.idp.respond(addressed(trip))
    const post = () => receiveResponse({ idpId, samlResponse, relayState: trip.relayState, caller })
    const received = await Promise.all([post(), post(), post(), post()])
    const accepted = received.filter((each) => 'handle' in each)
    expect(accepted).toHaveLength(1)
    expect(await post()).toMatchObject({ refusal: 'SAML-308' })
    expect((await bench.log()).map(({ refusal }) => refusal)).toEqual(Array(4).fill('SAML-308'))
    const [first] = accepted
    if (first) expect(await bench.finish(trip, first)).toMatchObject({ kind: 'signed-in' })
    // With its request answered it is not even asked for its id any more.
    expect(await post()).toMatchObject({ refusal: 'SAML-309' })
  })

  test('a finish page is good for once', async () => {
    const trip = await bench.begin(idpId)
    const received = await bench.post(trip)
    const finished = await Promise.all([1, 2, 3].map(() => bench.finish(trip, received)))
    expect(finished.filter(({ kind }) => kind === 'signed-in')).toHaveLength(1)
    expect(finished.filter(({ kind }) => kind === 'refused')).toHaveLength(2)
    expect(await sessions()).toHaveLength(1)
  })

  test('a request is answered once, by whichever assertion comes to its end first', async () => {
    const trip = await bench.begin(idpId)
    const [one, other] = [await bench.post(trip), await bench.post(trip)]
    expect(await bench.finish(trip, one)).toMatchObject({ kind: 'signed-in' })
    expect(await bench.finish(trip, other)).toEqual(refused('SAML-309'))
  })

  test.each([
    ['another browser', 'a'.repeat(43)],
    ['a browser without the cookie', undefined],
  ])('in %s nobody is signed in, and the sign-in is spent', async (_what, browser) => {
    const trip = await bench.begin(idpId)
    const received = await bench.post(trip)
    expect(await bench.finish(trip, received, { browser })).toEqual(refused('SAML-307'))
    expect(await bench.finish(trip, received)).toEqual(refused('SAML-309'))
    expect(await sessions()).toEqual([])
    expect(await bench.log()).toMatchObject([{ refusal: 'SAML-307', userName: 'dana@example.com' }])
  })

  test('Continue is no way around the browser’s own request, nor another IdP’s page, nor a late one', async () => {
    const other = await bench.addIdp({ allowsUnsolicited: true }, { domains: [] })
    const attempts = [{ browser: undefined, isConfirmed: true }, { idpId: other }, { idpId: other, isConfirmed: true }]
    for (const attempt of attempts) {
      const trip = await bench.begin(idpId)
      const finished = await bench.finish(trip, await bench.post(trip), attempt)
      expect(finished).toEqual(refused(attempt.idpId ? 'SAML-309' : 'SAML-307'))
    }
    const late = await bench.begin(idpId)
    const received = await bench.post(late)
    await bench.store.write(async (tx) => {
      await tx.update(tx.tables.samlArrivals).set({ expiresAt: new Date(Date.now() - 1) })
    })
    expect(await bench.finish(late, received)).toEqual(refused('SAML-309'))
    expect(await sessions()).toEqual([])
  })

  test('where users do not sign in through IdPs, none does', async () => {
    const trip = await bench.begin(idpId)
    const received = await bench.post(trip)
    await bench.store.write(async (tx) => {
      await tx.insert(tx.tables.authenticationSettings).values({
        id: '1',
        authenticationType: 'form',
        primaryDomain: '',
        secondaryDomains: '[]',
        sessionTimeoutMinutes: 30,
        enforcesSso: false,
        frequency: 'daily',
        frequencyDays: 7,
        version: 1,
        updatedAt: new Date(),
      })
    })
    expect(await bench.finish(trip, received)).toEqual(refused('SAML-705'))
    expect(await refusalOf(bench.begin(idpId))).toBe('SAML-705')
    await bench.store.write(async (tx) => {
      await tx.delete(tx.tables.authenticationSettings)
    })
  })

  test('two sign-ins of one browser both end well, and another browser’s value is not taken over', async () => {
    const first = await bench.begin(idpId)
    const second = await bench.begin(idpId, { browser: first.browser })
    expect(second.browser).toBe(first.browser)
    for (const trip of [first, second]) {
      expect(await bench.finish(trip, await bench.post(trip))).toMatchObject({ kind: 'signed-in' })
    }
    expect((await bench.begin(idpId, { browser: 'planted' })).browser).not.toBe('planted')
  })

  test('a request that took too long is not answered any more', async () => {
    const expire = (id: string) =>
      bench.store.write(async (tx) => {
        const { samlRequests: t } = tx.tables
        await tx
          .update(t)
          .set({ expiresAt: new Date(Date.now() - 1) })
          .where(eq(t.id, id))
      })
    const late = await bench.begin(idpId)
    await expire(late.id)
    expect(await bench.post(late)).toMatchObject({ refusal: 'SAML-309' })
    const later = await bench.begin(idpId)
    const received = await bench.post(later)
    await expire(later.id)
    expect(await bench.finish(later, received)).toEqual(refused('SAML-309'))
  })

  test('a request of another IdP is not answered by this one', async () => {
    const other = await bench.addIdp({}, { domains: ['other.example'] })
    const trip = await bench.begin(other)
    const here = { ...addressed({ ...trip, idpId }), inResponseTo: trip.id }
    expect(await bench.post({ ...trip, idpId }, here)).toMatchObject({ refusal: 'SAML-309' })
  })

  test('another IdP’s key says nothing here', async () => {
    const stranger = await testIdp({ entityId: bench.idp.peer.entityId })
    const trip = await bench.begin(idpId)
    const samlResponse = stranger.respond(addressed(trip))
    const received = await receiveResponse({ idpId, samlResponse, relayState: trip.relayState, caller })
    expect(received).toMatchObject({ refusal: 'SAML-202' })
    expect(await lastLogged()).toMatchObject({ refusal: 'SAML-202', userName: '' })
  })

  test('an unsolicited response is refused, unless the IdP may send them; then somebody must want it', async () => {
    const answer = { inResponseTo: null }
    const trip = await bench.begin(idpId)
    expect(await bench.post(trip, answer)).toMatchObject({ refusal: 'SAML-306' })
    const open = await bench.addIdp({ allowsUnsolicited: true })
    const unasked = { ...trip, idpId: open, relayState: 'https://evil.example/' }
    const received = await bench.post(unasked, answer)
    const nobody = { browser: undefined }
    expect(await bench.finish(unasked, received, nobody)).toMatchObject({ kind: 'unsolicited' })
    expect(await sessions()).toEqual([])
    const finished = await bench.finish(unasked, received, { ...nobody, isConfirmed: true })
    expect(finished).toMatchObject({ kind: 'signed-in', returnTo: '/me' })
  })

  test.each([
    '//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'a\r\nSet-Cookie: a=b',
    'x'.repeat(5000),
  ])('RelayState %s leads nowhere', async (relayState) => {
    const trip = await bench.begin(idpId, { returnTo: '/me' })
    expect(await bench.post({ ...trip, relayState })).toMatchObject({ refusal: 'SAML-703' })
  })

  test('an IdP that loses RelayState does no harm: what is signed decides', async () => {
    const trip = await bench.begin(idpId, { returnTo: '/me?kept' })
    const received = await bench.post({ ...trip, relayState: '' })
    expect(await bench.finish(trip, received)).toMatchObject({ kind: 'signed-in', returnTo: '/me?kept' })
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'https://rollcall.example.com.evil.example/',
    'https://rollcall.example.com@evil.example/',
    'https:evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'http://rollcall.example.com/',
    'me',
    `/${'a'.repeat(3000)}`,
  ])('no sign-in begins that would lead to %s', async (returnTo) => {
    expect(await refusalOf(bench.begin(idpId, { returnTo }))).toBe('SAML-701')
  })

  test.each([
    [`${origin}/me?a=1`, '/me?a=1'],
    ['/me#there', '/me'],
    ['/saml/login', '/me'],
    ['', '/me'],
    [undefined, '/me'],
  ])('a sign-in for %s leads to %s', async (returnTo, expected) => {
    const finished = await bench.signIn(idpId, {}, { returnTo })
    expect(finished).toMatchObject({ kind: 'signed-in', returnTo: expected })
  })

  test('an IdP that is not enabled begins and ends nothing, and its sessions are over', async () => {
    const trip = await bench.begin(idpId)
    const finished = await bench.signIn(idpId)
    const reference = finished.kind === 'signed-in' ? finished.reference : ''
    await bench.store.write(async (tx) => {
      await tx.update(tx.tables.idps).set({ status: 'disabled' })
    })
    expect(await refusalOf(bench.begin(idpId))).toBe('SAML-507')
    expect(await bench.post(trip)).toMatchObject({ refusal: 'SAML-507' })
    expect(await checkUserSession(reference)).toBeUndefined()
  })

  test('what no database takes reaches none', async () => {
    const trip = await bench.begin(idpId, { loginName: 'da\0na@example.com' })
    const [row] = await bench.store.read.select().from(bench.store.tables.samlRequests)
    expect(row?.loginName).toBe('dana@example.com')
    const forged = (xml: string) => xml.replace('dana@example.com', 'dana&#0;@example.com')
    for (const answer of [{ before: forged }, { after: forged }]) {
      const received = await bench.post(trip, answer)
      const finished = 'handle' in received ? await bench.finish(trip, received) : received
      expect(finished).not.toMatchObject({ kind: 'signed-in' })
    }
  })

  test.each(['', '0', 'x', '1'.repeat(500), '../216'])('there is no IdP %s', async (id) => {
    expect(await refusalOf(bench.begin(id))).toBe('SAML-702')
    const received = await receiveResponse({ idpId: id, samlResponse: 'x', relayState: undefined, caller })
    expect(received).toEqual({ refusal: 'SAML-702', attemptId: null })
  })

  test('an IdP for administrators signs no user in, and the other way round', async () => {
    const admins = await bench.addIdp({ singleSignOn: 'admin' })
    expect(await refusalOf(bench.begin(admins))).toBe('SAML-702')
    expect(await refusalOf(bench.begin(idpId, { purpose: 'admin' }))).toBe('SAML-702')
    expect(await bench.signIn(admins, { nameId: 'nobody@example.com' }, { purpose: 'admin' })).toEqual(
      refused('SAML-506'),
    )
    expect(await lastLogged()).toMatchObject({ purpose: 'admin', refusal: 'SAML-506' })
  })
})

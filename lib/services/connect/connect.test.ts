import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putExpectedNumbers } from '#db/queries/expected-numbers.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { writeArrivals } from '../scim/arrivals.ts'
import { openScim, type ScimBench, type TestIdp } from '../scim/testing.ts'
import { writeTokenUses } from '../scim/token-use.ts'
import { listConnecting, readConnection } from './index.ts'

// What *Connect* shows, of requests as they really come, on both engines.

describe.each(engines)('connecting an IdP on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())

  const read = async ({ id }: { id: string }) => {
    await writeTokenUses()
    await writeArrivals()
    const view = await readConnection(scim.store.report, id)
    if (!view) throw new Error('There is no such IdP.')
    return view
  }
  const states = async (idp: TestIdp) =>
    Object.fromEntries((await read(idp)).steps.map(({ key, state }) => [key, state]))
  const newest = async (idp: TestIdp) => (await read(idp)).requests[0]
  const set = (idp: TestIdp, change: object) =>
    scim.store.write(async (tx) => {
      await tx.update(tx.tables.idps).set(change).where(eq(tx.tables.idps.id, idp.id))
    })
  const setToken = (idp: TestIdp, change: object) =>
    scim.store.write(async (tx) => {
      await tx.update(tx.tables.scimTokens).set(change).where(eq(tx.tables.scimTokens.id, idp.tokenId))
    })
  /** To an address of this server, as a client that was given a wrong one. */
  const sendTo = (idp: TestIdp, path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(new URL(path, scim.base(idp)), { ...init, headers: { authorization: `Bearer ${idp.token}`, ...headers } })

  test('the steps follow what happens', async () => {
    const idp = await scim.addIdp({ scimSync: false })
    await setToken(idp, { state: 'pending' })
    expect(await states(idp)).toMatchObject({ saml: 'todo', sync: 'todo', token: 'todo', request: 'todo' })
    await set(idp, { scimSync: true, singleSignOnUrl: 'https://idp.example/sso', idpEntityId: 'https://idp.example' })
    await setToken(idp, { state: 'live' })
    expect(await states(idp)).toMatchObject({ saml: 'warning', sync: 'done', token: 'done', request: 'waiting' })

    await scim.send(idp, 'GET', '/Users?startIndex=1&count=2')
    expect(await states(idp)).toMatchObject({ request: 'done', user: 'waiting', 'users-synced': 'todo' })
    const ada = await scim.send(idp, 'POST', '/Users', { userName: 'ada@example.com' })
    expect(await states(idp)).toMatchObject({ user: 'done', 'users-synced': 'waiting', groups: 'todo' })
    await scim.send(idp, 'POST', '/Groups', { displayName: 'Engineers', members: [{ value: ada.body['id'] }] })
    expect(await states(idp)).toMatchObject({ 'users-synced': 'waiting', groups: 'warning', counts: 'todo' })

    await scim.store.write((tx) =>
      putExpectedNumbers(tx, {
        idpId: idp.id,
        users: 1,
        groups: 1,
        source: 'entered',
        enteredAt: new Date(),
        enteredBy: 'dana@example.com',
      }),
    )
    expect(await states(idp)).toMatchObject({ 'users-synced': 'done', groups: 'done', counts: 'done', policy: 'todo' })
    // Another user right after the first group: it came too early.
    await scim.send(idp, 'POST', '/Users', { userName: 'ben@example.com' })
    expect(await states(idp)).toMatchObject({ groups: 'warning' })
    expect((await listConnecting(scim.store.report, new Date())).get(idp.id)).toEqual({ done: 8, steps: 9 })
    await set(idp, { scimAttributesForPolicy: true, scimPolicySince: new Date() })
    expect(await states(idp)).toMatchObject({ policy: 'done', saml: 'warning' })
    expect((await listConnecting(scim.store.report, new Date())).has(idp.id)).toBe(false)
    expect(await readConnection(scim.store.report, '999999999999999999')).toBeUndefined()
  }, 60_000)

  test('what is wrong with a first request is told, with advice, and shows no token', async () => {
    const idp = await scim.addIdp()
    const other = await scim.addIdp()
    const { token: unknown } = newScimToken()
    const base = `/scim/1/${idp.id}/v2`
    const as = (authorization: string) => ({ authorization })
    const json = { method: 'POST', body: '{"userName":"ada@example.com"}' }
    const cases: [what: string, send: () => Promise<unknown>, trouble: string, advice: RegExp][] = [
      ['no token', () => fetch(new URL(`${base}/Users`, scim.base(idp))), 'no-token', /bearer token/],
      ['an unknown token', () => sendTo(idp, `${base}/Users`, as(`Bearer ${unknown}`)), 'unknown-token', /again/],
      [
        'half a token',
        () => sendTo(idp, `${base}/Users`, as(`Bearer ${idp.token.slice(0, 20)}`)),
        'unknown-token',
        /cut/,
      ],
      [
        'Bearer twice',
        () => sendTo(idp, `${base}/Users`, as(`Bearer Bearer ${idp.token}`)),
        'malformed-token',
        /alone/,
      ],
      ['Basic', () => sendTo(idp, `${base}/Users`, as('Basic YTpi')), 'malformed-token', /alone/],
      ["another IdP's token", () => sendTo(other, `${base}/Users`), 'unknown-token', /Enter the token again/],
      ['another address', () => sendTo(idp, `/scim/1/${other.id}/v2/Users`), 'strayed-token', /rollcall\.example\.com/],
      ['no /v2', () => sendTo(idp, `/scim/1/${idp.id}/Users`), 'path-without-v2', /ends in \/v2: https.*\/v2$/],
      ['no /scim', () => sendTo(idp, `/1/${idp.id}/Users?count=1`), 'path-without-v2', /whole endpoint/],
      ["the organisation's id only", () => sendTo(idp, '/scim/1/v2/Users'), 'path-without-ids', /whole endpoint/],
      ['no numbers', () => sendTo(idp, '/scim/v2/Users'), 'path-without-ids', /number/],
      ['the server alone', () => sendTo(idp, '/Users?startIndex=1&count=2'), 'path-without-ids', /number/],
      ['/v2 twice', () => sendTo(idp, `${base}/v2/Users`), 'path-doubled', /nothing after it/],
      ['/scim/v2 after the base URL', () => sendTo(idp, `/1/${idp.id}/scim/v2/Users`), 'path-doubled', /nothing after/],
      ['/Users twice', () => sendTo(idp, `${base}/Users/Users?startIndex=1`), 'path-doubled', /nothing after/],
      ['something else', () => sendTo(idp, `${base}/People`), 'path', /nothing after it/],
      ['XML', () => sendTo(idp, `${base}/Users`, { 'content-type': 'text/xml' }, json), 'media-type', /scim\+json/],
    ]
    for (const [what, send, trouble, advice] of cases) {
      await send()
      const request = await newest(idp)
      expect([what, request?.trouble]).toEqual([what, trouble])
      expect(request?.advice, what).toMatch(advice)
      expect(request?.title, what).toBeTruthy()
    }
    for (const [change, trouble] of [
      [{ state: 'pending' }, 'token-not-saved'],
      [{ state: 'revoked' }, 'token-revoked'],
      [{ state: 'live', expiresAt: new Date(0) }, 'token-expired'],
      [{ expiresAt: null, allowedNetworks: '203.0.113.0/24' }, 'network'],
      [{ allowedNetworks: null, kind: 'secret' }, 'client-secret'],
    ] as const) {
      await setToken(idp, change)
      await scim.send(idp, 'GET', '/Users')
      expect((await newest(idp))?.trouble).toBe(trouble)
    }
    await setToken(idp, { kind: 'bearer' })
    for (const [change, trouble] of [
      [{ scimSync: false }, 'sync-off'],
      [{ scimSync: true, status: 'disabled' }, 'disabled'],
      [{ status: 'resume' }, 'not-set-up'],
    ] as const) {
      await set(idp, change)
      await scim.send(idp, 'GET', '/Users')
      expect((await newest(idp))?.trouble).toBe(trouble)
    }
    await set(idp, { status: 'enabled' })
    await scim.send({ ...idp, token: '' }, 'GET', '/ServiceProviderConfig')
    expect(await newest(idp)).toMatchObject({ status: 200, advice: expect.stringContaining('needs no token') })
    await scim.send(idp, 'POST', '/Users', { userName: '' })
    expect(await newest(idp)).toMatchObject({ status: 400, trouble: 'other', advice: expect.any(String) })
    await scim.send(idp, 'POST', '/Users', { userName: 'ada@example.com' })
    expect(await newest(idp)).toMatchObject({ status: 201, title: expect.stringContaining('ada@example.com') })
    const shown = JSON.stringify(await read(idp))
    for (const { token } of [idp, other, { token: unknown }]) expect(shown).not.toContain(token)
    // Its own token alone was seen at the other's address: the other's requests are not shown to it.
    expect(new Set((await read(other)).requests.map(({ trouble }) => trouble))).toEqual(
      new Set(['strayed-token', 'unknown-token']),
    )
  }, 60_000)

  test('what the mass-deprovision guard holds leads to where it is decided', async () => {
    const idp = await scim.addIdp({ guardPercent: 20, guardMinimum: 1 })
    for (const userName of ['ada@example.com', 'ben@example.com']) {
      const { body } = await scim.send(idp, 'POST', '/Users', { userName })
      await scim.send(idp, 'DELETE', `/Users/${String(body['id'])}`)
    }
    expect(await newest(idp)).toMatchObject({ status: 503, place: 'held', advice: expect.stringContaining('Held') })
  }, 60_000)

  test('an IdP that is in a draft alone is told apart', async () => {
    const idp = await scim.addIdp()
    await scim.store.write(async (tx) => {
      const { idps, draftIdps, configurationState } = tx.tables
      const [row] = await tx.select().from(idps).where(eq(idps.id, idp.id))
      if (row) await tx.insert(draftIdps).values(row)
      await tx.delete(idps).where(eq(idps.id, idp.id))
      await tx.insert(configurationState).values({
        id: '1',
        takesEffect: 'activate',
        draftedAt: new Date(),
        draftVersion: 1,
        lossUsers: 25,
        lossPercent: 5,
        updatedAt: new Date(),
      })
    })
    expect((await scim.send(idp, 'GET', '/Users')).status).toBe(401)
    const view = await read(idp)
    expect(view.steps.find(({ key }) => key === 'sync')).toMatchObject({ state: 'todo', place: 'activation' })
    expect(view.requests[0]).toMatchObject({ trouble: 'unpublished', place: 'activation' })
  }, 60_000)
})

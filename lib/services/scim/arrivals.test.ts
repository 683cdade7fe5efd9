import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lowestIdAt } from '#db/queries/list-sync-logs.ts'
import { ARRIVALS_KEPT, listArrivals } from '#db/queries/scim-arrivals.ts'
import { NO_IDP } from '#db/queries/sync-logs.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { writeArrivals } from './arrivals.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'
import { writeTokenUses } from './token-use.ts'

describe.each(engines)('what an IdP sent, for whoever waits for it, on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())

  const arrived = async (idp: TestIdp) => {
    await writeArrivals()
    return (await listArrivals(scim.store.report, idp.id, lowestIdAt(new Date(0)))).map(
      ({ method, url, status, client }) => ({ method, url, status, client }),
    )
  }
  /** To an address beside the endpoint. */
  const sendTo = (idp: TestIdp, path: string, token: string | undefined = idp.token) =>
    fetch(new URL(path, scim.base(idp)), token === '' ? {} : { headers: { authorization: `Bearer ${token}` } })
  const pend = (idp: TestIdp) =>
    scim.store.write(async (tx) => {
      const { scimTokens } = tx.tables
      await tx.update(scimTokens).set({ state: 'pending' }).where(eq(scimTokens.id, idp.tokenId))
    })

  test('reads are kept, without what is secret; changes and refusals are in the log', async () => {
    const idp = await scim.addIdp()
    const agent = { 'user-agent': 'Okta SCIM Client 1.0.0' }
    await scim.send(idp, 'GET', `/Users?startIndex=1&count=2&token=${idp.token}`, undefined, agent)
    await scim.send(idp, 'POST', '/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] })
    await scim.send(idp, 'POST', '/Users', { userName: 'ada@example.com' })
    await scim.send({ ...idp, token: '' }, 'GET', '/ServiceProviderConfig')
    await scim.send({ ...idp, token: '' }, 'GET', '/Users')
    const base = `/scim/1/${idp.id}/v2`
    expect(await arrived(idp)).toEqual([
      { method: 'GET', url: `${base}/ServiceProviderConfig`, status: 200, client: 'custom' },
      { method: 'POST', url: `${base}/.search`, status: 200, client: 'custom' },
      { method: 'GET', url: expect.stringMatching(/count=2&token=\[redacted\]$/), status: 200, client: 'okta' },
    ])
    expect((await scim.logs(idp)).map(({ method, status }) => [method, status])).toEqual([
      ['POST', 201],
      ['GET', 401],
    ])
  })

  test('of a flood, some are kept and no more', async () => {
    const idp = await scim.addIdp()
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 40 }, () => scim.send(idp, 'GET', '/Users')))
      expect(await arrived(idp)).toHaveLength(ARRIVALS_KEPT)
    }
    const { scimArrivals } = scim.store.tables
    expect(await scim.store.read.$count(scimArrivals, eq(scimArrivals.idpId, idp.id))).toBe(ARRIVALS_KEPT)
  })

  test('a request to no IdP’s address is logged with the one that it was meant for', async () => {
    const idp = await scim.addIdp()
    const saved = await scim.addIdp()
    await pend(idp)
    const wrong = [
      `/scim/1/${idp.id}/Users`,
      `/1/${idp.id}/v2/Users`,
      '/scim/1/v2/Users',
      '/scim/v2/Users',
      '/v2/Users',
      '/Users',
    ]
    for (const path of wrong) expect([path, (await sendTo(idp, path)).status]).toEqual([path, 401])
    // Without a token, or with one that nobody knows, the number in the address tells.
    expect((await sendTo(idp, `/scim/1/${idp.id}/Users`, '')).status).toBe(401)
    expect((await sendTo(idp, `/scim/1/${idp.id}/Users`, 'nobody')).status).toBe(401)
    const logs = await scim.logs(idp)
    expect(logs.map(({ url, tokenId }) => [url, tokenId])).toEqual([
      ...wrong.map((path) => [path, idp.tokenId]),
      [`/scim/1/${idp.id}/Users`, null],
      [`/scim/1/${idp.id}/Users`, null],
    ])
    expect(JSON.stringify(logs)).not.toContain(idp.token)
    // The token counts before the number, which may be mistyped; neither opens anything.
    expect((await sendTo(saved, `/scim/1/${idp.id}/Users`)).status).toBe(401)
    expect((await scim.logs(saved)).map(({ status }) => status)).toEqual([401])
    // What tells nothing is the organisation's.
    expect((await sendTo(saved, '/scim/1/216172782113783001/Users', '')).status).toBe(401)
    const unknown = (await scim.logs()).filter((row) => row.idpId === NO_IDP)
    expect(unknown.map(({ url }) => url)).toEqual(['/scim/1/216172782113783001/Users'])
    await writeTokenUses()
    const { scimTokenUses } = scim.store.tables
    expect(await scim.store.read.$count(scimTokenUses, eq(scimTokenUses.idpId, idp.id))).toBe(0)
  })

  test('a token that strays to another IdP’s address is seen by both', async () => {
    const [idp, other] = [await scim.addIdp(), await scim.addIdp()]
    expect((await scim.send({ ...other, token: idp.token }, 'GET', '/Users')).status).toBe(401)
    expect((await scim.logs(other)).map(({ status }) => status)).toEqual([401])
    expect(await scim.logs(idp)).toEqual([])
    expect(await arrived(idp)).toEqual([
      { method: 'GET', url: `/scim/1/${other.id}/v2/Users`, status: 401, client: 'custom' },
    ])
    expect(await arrived(other)).toEqual([])
  })

  test('the first use of a token is kept', async () => {
    const idp = await scim.addIdp()
    const uses = async () => {
      await writeTokenUses()
      const { scimTokenUses } = scim.store.tables
      return (await scim.store.read.select().from(scimTokenUses).where(eq(scimTokenUses.idpId, idp.id)))[0]
    }
    await scim.send(idp, 'GET', '/Users')
    const first = await uses()
    expect(first?.firstUsedAt).toEqual(first?.lastUsedAt)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await scim.send(idp, 'GET', '/Users')
    const then = await uses()
    expect(then?.firstUsedAt).toEqual(first?.firstUsedAt)
    expect(Number(then?.lastUsedAt)).toBeGreaterThan(Number(first?.lastUsedAt))
  })
})

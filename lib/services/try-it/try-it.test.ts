import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listLastUses, listLiveTokens } from '#db/queries/idp-tokens.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { sweepTokens } from '../idps/index.ts'
import { dana, sam } from '../idps/testing.ts'
import { writeArrivals } from '../scim/arrivals.ts'
import { openScim, type ScimBench, type TestIdp } from '../scim/testing.ts'
import { writeTokenUses } from '../scim/token-use.ts'
import { tryRequest } from './index.ts'

describe.each(engines)('Try it on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())

  const get = (idp: TestIdp, target: string) => tryRequest(idp.id, { method: 'GET', target, body: '' }, dana)
  const tokensOf = (idp: TestIdp) => {
    const { scimTokens } = scim.store.tables
    return scim.store.read.select().from(scimTokens).where(eq(scimTokens.idpId, idp.id))
  }

  test('a read is answered as every client’s is, with what came explained', async () => {
    const idp = await scim.addIdp()
    await scim.send(idp, 'POST', '/Users', { userName: 'zoë o’hara@x.example' })
    const tried = await get(idp, '/Users?filter=userName eq "zoë o’hara@x.example"&attributes=userName')
    const asked = `/Users?filter=${encodeURIComponent('userName eq "zoë o’hara@x.example"')}&attributes=userName`
    const { text, headers } = await scim.send(idp, 'GET', asked)
    expect(tried).toMatchObject({ status: 200, body: text, isCut: false })
    expect(tried.url).toMatch(/\/v2\/Users\?filter=userName%20eq%20%22zo%C3%AB/)
    expect(Object.fromEntries(tried.headers)['content-type']).toBe(headers.get('content-type'))
    expect(tried.explanation.sentence).toBe(
      'Rollcall portal asked to look up users, and was answered. Nothing changed.',
    )
    const body = JSON.stringify({ filter: 'userName sw "zoë"', count: 1 })
    const search = await tryRequest(idp.id, { method: 'POST', target: '/Users/.search', body }, dana)
    expect(JSON.parse(search.body ?? '')).toMatchObject({ totalResults: 1 })
  })

  test('a refusal is one of the service, and in the log as what it is', async () => {
    const idp = await scim.addIdp()
    const tried = await get(idp, '/Users?filter=nickname is "x"')
    expect(tried).toMatchObject({
      status: 400,
      body: expect.stringContaining('invalidFilter'),
      explanation: { why: expect.any(String), next: expect.any(String) },
    })
    expect(await scim.logs(idp)).toMatchObject([
      { status: 400, client: 'portal', userAgent: 'Rollcall portal', address: dana.address },
    ])
    const off = await scim.addIdp({ scimSync: false })
    expect(await get(off, '/Users')).toMatchObject({ status: 403, body: expect.stringContaining('SCIM Sync is off') })
  })

  test('nothing can be changed by it', async () => {
    const idp = await scim.addIdp()
    const post = (target: string, body: object) =>
      tryRequest(idp.id, { method: 'POST', target, body: JSON.stringify(body) }, dana)
    const bulk = { Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'a@x.example' } }] }
    for (const [target, body] of [
      ['/Users', { userName: 'a@x.example' }],
      ['/Groups', { displayName: 'A' }],
      ['/Bulk', bulk],
    ] as const) {
      expect(await post(target, body)).toMatchObject({ status: 403, body: expect.stringContaining('This token reads') })
    }
    expect((await scim.send(idp, 'GET', '/')).body['totalResults']).toBe(0)
  })

  test('its token lives as long as its request, counts as none of the two, and is no sign of life', async () => {
    const idp = await scim.addIdp()
    for (const path of ['/Users', '/ResourceTypes']) await get(idp, path)
    const [made] = (await tokensOf(idp)).filter(({ kind }) => kind === 'try')
    expect(made).toMatchObject({ state: 'revoked', createdBy: dana.name })
    expect(made!.expiresAt!.getTime() - made!.createdAt.getTime()).toBeLessThanOrEqual(120_000)
    expect((await listLiveTokens(scim.store.read, idp.id)).map(({ id }) => id)).toEqual([idp.tokenId])
    await Promise.all([writeTokenUses(), writeArrivals()])
    expect(await listLastUses(scim.store.read, idp.id)).toEqual(new Map())
    const { scimArrivals } = scim.store.tables
    const arrivals = scim.store.read.select().from(scimArrivals).where(eq(scimArrivals.idpId, idp.id))
    expect(await arrivals).toEqual([])
  })

  test('one that a stopped process left behind reads until it expires, never changes anything, and is forgotten', async () => {
    const idp = await scim.addIdp()
    const { token, hash, hint } = newScimToken()
    const createdAt = new Date()
    const expiresAt = new Date(createdAt.getTime() + 400)
    const row = { id: `t${idp.tokenId}`, idpId: idp.id, kind: 'try' as const, hash, hint, state: 'live' as const }
    await scim.store.write(async (tx) => {
      await tx.insert(tx.tables.scimTokens).values({ ...row, createdAt, expiresAt, createdBy: dana.name })
    })
    const left = { ...idp, token }
    expect((await scim.send(left, 'GET', '/Users')).status).toBe(200)
    expect((await scim.send(left, 'DELETE', '/Users/x')).status).toBe(403)
    expect((await scim.send({ ...(await scim.addIdp()), token }, 'GET', '/Users')).status).toBe(401)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const late = await scim.send(left, 'GET', '/Users')
    expect([late.status, late.body['detail']]).toEqual([401, expect.stringContaining('made for a short while')])
    await sweepTokens(new Date(Date.now() + 25 * 3_600_000))
    expect((await tokensOf(idp)).map(({ kind }) => kind)).toEqual(['bearer'])
  })

  test('every attempt is audited: who asked for what', async () => {
    const idp = await scim.addIdp()
    await tryRequest(idp.id, { method: 'GET', target: '/Groups?count=2', body: '' }, sam)
    const { auditLogs } = scim.store.tables
    const rows = await scim.store.read.select().from(auditLogs).where(eq(auditLogs.targetId, idp.id))
    expect(rows).toMatchObject([
      { action: 'scim.try', actorName: sam.name, after: expect.stringContaining('GET /Groups') },
    ])
    const [made] = (await tokensOf(idp)).filter(({ kind }) => kind === 'try')
    expect(JSON.stringify(rows)).not.toContain(made?.hash)
  })

  test('what is no path, no IdP, or no IdP of users is said before anything is asked', async () => {
    const idp = await scim.addIdp()
    await expect(get(idp, 'Users')).rejects.toMatchObject({ code: 'invalid', field: 'target' })
    await expect(get({ ...idp, id: '0' }, '/Users')).rejects.toMatchObject({ code: 'not-found' })
    await expect(get(await scim.addIdp({ singleSignOn: 'admin' }), '/Users')).rejects.toMatchObject({ code: 'invalid' })
    expect((await get(idp, '/Users/%zz')).status).toBe(400)
    expect((await get(idp, '//Users')).status).toBe(404)
    expect((await get(idp, '/Users#x?y\u0000\ud800')).status).toBe(404)
  })

  test('a minute has room for sixty', async () => {
    const idp = await scim.addIdp()
    const busy = { ...dana, id: `busy-${engine}` }
    const ask = () => tryRequest(idp.id, { method: 'GET', target: '/ResourceTypes', body: '' }, busy)
    const answers = await Promise.allSettled(Array.from({ length: 61 }, ask))
    expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'throttled' } }])
  })
})

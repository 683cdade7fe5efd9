import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newScimToken } from '#lib/auth/secrets.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'
import { writeTokenUses } from './token-use.ts'

describe.each(['node', 'next'] as const)('tokens through the %s adapter', (adapter) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim(adapter)
  })
  afterAll(() => scim.close())

  type Change = Partial<ScimBench['store']['tables']['scimTokens']['$inferInsert']>
  const change = async (idp: TestIdp, to: Change) => {
    const { scimTokens } = scim.store.tables
    await scim.store.write(async (tx) => {
      await tx.update(scimTokens).set(to).where(eq(scimTokens.id, idp.tokenId))
    })
  }
  const past = new Date('2026-01-31T23:59:59.999Z')
  // The node adapter sees the socket, the other one what the host in front wrote.
  const send = (idp: TestIdp, forwardedFor = '127.0.0.1') =>
    scim.send(idp, 'GET', '/Users', undefined, { 'x-forwarded-for': forwardedFor })

  test.each<[string, Change, string]>([
    [
      'pending',
      { state: 'pending' },
      'not live yet · press Save on the page that generated it; if that page was left, generate a new',
    ],
    ['revoked', { state: 'revoked', revokedAt: past }, 'was revoked'],
    ['expired', { expiresAt: past }, 'expired on 2026-01-31'],
    ['from elsewhere', { allowedNetworks: '203.0.113.0/24 2001:db8::/32' }, 'not accepted from the address 127.0.0.1'],
  ])('a token that is %s answers 401 with the reason, and its log row names it', async (_what, to, reason) => {
    const idp = await scim.addIdp()
    const other = await scim.addIdp()
    await change(idp, to)
    const answer = await send(idp)
    expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining(reason) } })
    expect(answer.text).not.toContain('203.0.113')
    const [row] = await scim.logs(idp)
    expect(row).toMatchObject({ status: 401, tokenId: idp.tokenId, detail: expect.stringContaining(reason) })

    // At another IdP's door it is just an unknown token.
    const stranger = await send({ ...other, token: idp.token })
    expect(stranger).toMatchObject({ status: 401, body: { detail: expect.stringContaining('did not recognise') } })
    expect(await scim.logs(other)).toMatchObject([{ status: 401, tokenId: null }])
  })

  test('a token with time left, from an allowed network, is let in', async () => {
    const idp = await scim.addIdp()
    await change(idp, { expiresAt: new Date(Date.now() + 60_000), allowedNetworks: '2001:db8::/32 127.0.0.0/8' })
    expect((await send(idp)).status).toBe(200)
  })

  test('an address that the caller claims itself opens nothing', async () => {
    const idp = await scim.addIdp()
    await change(idp, { allowedNetworks: '203.0.113.0/24' })
    expect((await send(idp, '203.0.113.7, 127.0.0.1')).status).toBe(401)
  })

  test('two tokens of one IdP work side by side, each with its own last use', async () => {
    const idp = await scim.addIdp()
    const { token, hash, hint } = newScimToken()
    const second = { ...idp, token, tokenId: `${idp.tokenId}b` }
    await scim.store.write(async (tx) => {
      await tx.insert(tx.tables.scimTokens).values({
        id: second.tokenId,
        idpId: idp.id,
        hash,
        hint,
        state: 'live',
        createdAt: new Date(),
        createdBy: 'test',
      })
    })
    expect([(await send(idp)).status, (await send(second)).status]).toEqual([200, 200])
    await change(idp, { state: 'revoked', revokedAt: past })
    expect([(await send(idp)).status, (await send(second)).status]).toEqual([401, 200])
    await writeTokenUses()
    const { scimTokenUses } = scim.store.tables
    const uses = await scim.store.read.select().from(scimTokenUses).where(eq(scimTokenUses.idpId, idp.id))
    expect(uses.map((use) => use.tokenId).sort()).toEqual([idp.tokenId, second.tokenId])
    expect(uses[0]?.address).toBe('127.0.0.1')
  })
})

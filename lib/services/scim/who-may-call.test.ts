import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '#lib/scim/router.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

// Every endpoint with every kind of token that must not open it. A kind of route added without a row does not type-check.

type Endpoint = { isPublic: boolean; requests(ids: { user: string; group: string }): [method: string, path: string][] }

const endpoints: Record<Route['kind'], Endpoint> = {
  'service-provider-config': { isPublic: true, requests: () => [['GET', '/ServiceProviderConfig']] },
  'resource-types': {
    isPublic: true,
    requests: () => [
      ['GET', '/ResourceTypes'],
      ['GET', '/ResourceTypes/User'],
    ],
  },
  schemas: {
    isPublic: true,
    requests: () => [
      ['GET', '/Schemas'],
      ['GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User'],
    ],
  },
  root: { isPublic: false, requests: () => [['GET', '/']] },
  users: {
    isPublic: false,
    requests: () => [
      ['GET', '/Users'],
      ['POST', '/Users'],
      ['GET', '/Users?filter=active%20eq%20true'],
    ],
  },
  user: {
    isPublic: false,
    requests: ({ user }) => ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, `/Users/${user}`]),
  },
  groups: {
    isPublic: false,
    requests: () => [
      ['GET', '/Groups'],
      ['POST', '/Groups'],
    ],
  },
  group: {
    isPublic: false,
    requests: ({ group }) => ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, `/Groups/${group}`]),
  },
  search: {
    isPublic: false,
    requests: () => [
      ['POST', '/.search'],
      ['POST', '/Users/.search'],
      ['POST', '/Groups/.search'],
    ],
  },
  bulk: { isPublic: false, requests: () => [['POST', '/Bulk']] },
  me: { isPublic: false, requests: () => [['GET', '/Me']] },
  unknown: {
    isPublic: false,
    requests: () => [
      ['GET', '/Nonsense'],
      ['POST', '/Users/a/b/c'],
      ['GET', '/%55sers%2F..'],
    ],
  },
}

let scim: ScimBench
let idp: TestIdp
let other: TestIdp
let ids: { user: string; group: string }
const callers: Record<string, TestIdp> = {}

beforeAll(async () => {
  scim = await openScim()
  idp = await scim.addIdp()
  other = await scim.addIdp()
  const user = await scim.send(idp, 'POST', '/Users', { userName: 'confidential.person@example.com' })
  const group = await scim.send(idp, 'POST', '/Groups', {
    displayName: 'Confidential Group',
    members: [{ value: user.body['id'] }],
  })
  ids = { user: String(user.body['id']), group: String(group.body['id']) }

  const pending = await scim.addIdp()
  const expired = await scim.addIdp()
  const revoked = await scim.addIdp()
  const swept = await scim.addIdp()
  const { scimTokens } = scim.store.tables
  await scim.store.write(async (tx) => {
    await tx.update(scimTokens).set({ state: 'pending', idpId: idp.id }).where(eq(scimTokens.id, pending.tokenId))
    await tx.update(scimTokens).set({ state: 'revoked', idpId: idp.id }).where(eq(scimTokens.id, revoked.tokenId))
    await tx
      .update(scimTokens)
      .set({ expiresAt: new Date(Date.now() - 1000), idpId: idp.id })
      .where(eq(scimTokens.id, expired.tokenId))
    await tx.delete(scimTokens).where(eq(scimTokens.id, swept.tokenId))
  })
  Object.assign(callers, {
    'no token': { ...idp, token: '' },
    'a wrong token': { ...idp, token: 'scimnonsense' },
    'a token with a character changed': {
      ...idp,
      token: idp.token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
    },
    'a pending token': { ...idp, token: pending.token },
    'an expired token': { ...idp, token: expired.token },
    'a revoked token': { ...idp, token: revoked.token },
    'a token that is gone': { ...idp, token: swept.token },
    "another IdP's token": { ...idp, token: other.token },
    "an unknown IdP's address": { ...idp, id: '999999999999999999' },
  })
})
afterAll(() => scim.close())

const before = async () =>
  JSON.stringify([
    await scim.store.read.select().from(scim.store.tables.users),
    await scim.store.read.select().from(scim.store.tables.groups),
  ])

describe.each(Object.entries(endpoints))('%s', (_kind, endpoint) => {
  test('opens to no token but the live one of this IdP', async () => {
    const state = await before()
    for (const [name, caller] of Object.entries(callers)) {
      for (const [method, path] of endpoint.requests(ids)) {
        const answer = await scim.send(
          caller,
          method,
          path,
          method === 'GET' || method === 'DELETE' ? undefined : { userName: 'x@y', displayName: 'x' },
        )
        const about = `${method} ${path} with ${name}: ${answer.status}`
        if (endpoint.isPublic) expect([200, 404], about).toContain(answer.status)
        else expect([401, 404], about).toContain(answer.status)
        expect(answer.text.toLowerCase(), about).not.toContain('confidential')
      }
    }
    expect(await before()).toBe(state)
  })

  test("another IdP, with its own token, sees nothing of this one's", async () => {
    const state = await before()
    for (const [method, path] of endpoint.requests(ids)) {
      if (method === 'POST' && /^\/(Users|Groups)$/.test(path)) continue
      const answer = await scim.send(
        other,
        method,
        path,
        method === 'GET' || method === 'DELETE' ? undefined : { userName: 'x@y', displayName: 'x' },
      )
      expect(answer.text.toLowerCase(), `${method} ${path}`).not.toContain('confidential')
      expect(answer.status).toBeLessThan(502)
    }
    expect(await before()).toBe(state)
  })
})

test.each([
  ['pending', 'not live yet', { state: 'pending' }],
  ['expired', 'expired on', { expiresAt: new Date(Date.now() - 1000) }],
  ['revoked', 'was revoked', { state: 'revoked' }],
  ['not allowed from there', 'not accepted from the address', { allowedNetworks: '192.0.2.0/24' }],
] as const)('the log names a token that is %s, and the reason', async (_name, reason, values) => {
  const one = await scim.addIdp()
  const { scimTokens } = scim.store.tables
  await scim.store.write((tx) => tx.update(scimTokens).set(values).where(eq(scimTokens.id, one.tokenId)))
  expect((await scim.send(one, 'GET', '/Users')).status).toBe(401)
  const logs = await scim.logs(one)
  expect(logs).toMatchObject([{ status: 401, tokenId: one.tokenId, detail: expect.stringContaining(reason) }])
  expect(JSON.stringify(logs)).not.toContain(one.token)
})

test("the log says whose another IdP's token is, and the caller is not told", async () => {
  const one = await scim.addIdp()
  const answer = await scim.send({ ...one, token: other.token }, 'GET', '/Users')
  await scim.send({ ...one, token: 'nonsense' }, 'GET', '/Users')
  const [foreign, wrong] = await scim.logs(one)
  expect(foreign?.notes).toContain(`IdP ID ${other.id}`)
  expect(wrong?.notes).toBeNull()
  expect(answer.text).not.toContain(other.id)
})

test("another organisation's number before the same IdP id opens nothing", async () => {
  const address = scim.base(idp).replace('/scim/1/', '/scim/2/')
  const answer = await fetch(`${address}/Users`, { headers: { authorization: `Bearer ${idp.token}` } })
  expect(answer.status).toBe(401)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newScimToken } from '#lib/auth/secrets.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { explain } from '#lib/scim/explain.ts'
import { eq } from 'drizzle-orm'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

// What the service answers, and what lib/scim/explain-wording.ts tells apart by it, are held to each other here.

let scim: ScimBench
beforeAll(async () => {
  scim = await openScim()
}, 60_000)
afterAll(() => scim.close())

const USER = { userName: 'dana@quay.example' }
const id = '0198c0de-0000-7000-8000-000000000001'
const patch = (...Operations: object[]) => ({ Operations })
const withToken = (authorization: string) => ({ authorization })

type Asked = {
  settings?: Parameters<ScimBench['addIdp']>[0]
  domains?: string[]
  /** The token's columns. */
  token?: object
  send: (idp: TestIdp) => [method: string, path: string, body?: unknown, headers?: Record<string, string>]
}

test.each<[string, Asked]>([
  [
    'its Authorization header did not hold a bearer token alone',
    { send: () => ['POST', '/Users', USER, withToken('Basic eA==')] },
  ],
  [
    'its bearer token was not complete',
    { send: ({ token }) => ['POST', '/Users', USER, withToken(`Bearer ${token.slice(0, -3)}`)] },
  ],
  [
    'we did not recognise its bearer token for this endpoint',
    { send: () => ['POST', '/Users', USER, withToken(`Bearer ${newScimToken().token}`)] },
  ],
  [
    'its bearer token had been generated but not saved',
    { token: { state: 'pending' }, send: () => ['POST', '/Users', USER] },
  ],
  ['its bearer token had been revoked', { token: { state: 'revoked' }, send: () => ['POST', '/Users', USER] }],
  ['its bearer token had expired', { token: { expiresAt: new Date(0) }, send: () => ['POST', '/Users', USER] }],
  [
    'it came from an address outside the allowed networks',
    { token: { allowedNetworks: '192.0.2.0/24' }, send: () => ['POST', '/Users', USER] },
  ],
  ['SCIM Sync was off', { settings: { scimSync: false }, send: () => ['POST', '/Users', USER] }],
  [
    'the set-up of the identity provider was not finished',
    { settings: { status: 'resume' }, send: () => ['POST', '/Users', USER] },
  ],
  ['the identity provider was disabled', { settings: { status: 'disabled' }, send: () => ['POST', '/Users', USER] }],
  [
    'no such user or group was in this identity provider',
    { send: () => ['PATCH', `/Users/${id}`, patch({ op: 'add', path: 'title', value: 'x' })] },
  ],
  [
    'no such user or group was in this identity provider',
    { send: () => ['PUT', `/Groups/${id}`, { displayName: 'Crew' }] },
  ],
  ['it was not here any more', { send: () => ['DELETE', `/Users/${id}`] }],
  ['there was no such address below the endpoint', { send: () => ['GET', '/v2/Users'] }],
  ['this address did not answer that method', { send: () => ['PUT', '/Users', USER] }],
  ['its address could not be decoded', { send: () => ['GET', '/Users/%ff'] }],
  [
    'it named members that do not exist here',
    { send: () => ['POST', '/Groups', { displayName: 'Crew', members: [{ value: id }] }] },
  ],
  [
    'the userName was outside the Authentication Domains',
    { settings: { onForeignDomain: 'refuse' }, domains: ['harbour.example'], send: () => ['POST', '/Users', USER] },
  ],
  ['the required attribute userName was missing', { send: () => ['POST', '/Users', { title: 'x' }] }],
  ['its body was not JSON', { send: () => ['POST', '/Users', '{"userName":'] }],
  ['its body was not JSON', { send: () => ['POST', '/Users', ' '] }],
  ['its body was not sent as JSON', { send: () => ['POST', '/Users', '<a/>', { 'content-type': 'text/xml' }] }],
  ['its filter was not understood', { send: () => ['GET', '/Users?filter=userName%20is%20x'] }],
  ['it spoke SCIM 1.x', { send: () => ['POST', '/Users', { schemas: ['urn:scim:schemas:core:1.0'], ...USER }] }],
])('because %s', async (because, { settings, domains, token, send }) => {
  const idp = await scim.addIdp({ usesArbitraryDomains: domains === undefined, ...settings }, domains)
  if (token)
    await scim.store.write(async (tx) =>
      tx.update(tx.tables.scimTokens).set(token).where(eq(tx.tables.scimTokens.idpId, idp.id)),
    )
  await scim.send(idp, ...send(idp))
  expect(await sentences(idp)).toEqual([expect.stringContaining(`, because ${because}. Nothing changed.`)])
})

test('a member deleted here is skipped, and a name of another domain is flagged', async () => {
  const idp = await scim.addIdp({ usesArbitraryDomains: false }, ['pier.example'])
  const { body: user } = await scim.send(idp, 'POST', '/Users', USER)
  await scim.send(idp, 'DELETE', `/Users/${String(user['id'])}`)
  await scim.send(idp, 'POST', '/Groups', { displayName: 'Crew', members: [{ value: user['id'] }] })
  expect(await sentences(idp)).toEqual([
    'Quay created the user dana@quay.example. The userName is outside the Authentication Domains.',
    'Quay deleted the user dana@quay.example.',
    'Quay created the group Crew. 1 member was skipped.',
  ])
})

test('a deactivation that deletes says both', async () => {
  const idp = await scim.addIdp({ onDeactivate: 'delete' })
  const { body: user } = await scim.send(idp, 'POST', '/Users', USER)
  await scim.send(
    idp,
    'PATCH',
    `/Users/${String(user['id'])}`,
    patch({ op: 'Replace', path: 'active', value: 'False' }),
  )
  expect((await sentences(idp)).at(-1)).toBe(
    'Quay deactivated the user dana@quay.example. The user was then deleted, as this identity provider is set up.',
  )
})

const sentences = async (idp: TestIdp): Promise<string[]> =>
  (await scim.logs(idp)).map((log) => {
    const changes = log.changes === null ? [] : (JSON.parse(log.changes) as AttributeChange[])
    const notes = log.notes === null ? [] : (JSON.parse(log.notes) as string[])
    return explain({ ...log, idpName: 'Quay', changes, notes }).sentence
  })

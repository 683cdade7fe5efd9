import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newApiKey, newScimToken } from '#lib/auth/secrets.ts'
import { apiScopes, createApiKey, revokeApiKey, type ApiScope } from '../api-keys/index.ts'
import { operations } from './operations/index.ts'
import { openApi } from './testing.ts'

/** Who may call what: an operation that is added without a line here fails, and so does a line without its operation. */
const table: Record<string, ApiScope> = {
  listIdps: 'idps:read',
  getIdp: 'idps:read',
  createIdp: 'idps:write',
  changeIdp: 'idps:write',
  deleteIdp: 'idps:write',
  listSamlAttributes: 'idps:read',
  getSamlAttribute: 'idps:read',
  createSamlAttribute: 'idps:write',
  changeSamlAttribute: 'idps:write',
  deleteSamlAttribute: 'idps:write',
  listScimGroups: 'scim:read',
  getScimGroup: 'scim:read',
  listScimUsers: 'scim:read',
  getScimUser: 'scim:read',
  listScimAttributes: 'scim:read',
  listScimAttributeValues: 'scim:read',
  listPolicyRules: 'policies:read',
  getPolicyRule: 'policies:read',
  createPolicyRule: 'policies:write',
  changePolicyRule: 'policies:write',
  deletePolicyRule: 'policies:write',
  reorderPolicyRule: 'policies:write',
  reorderPolicyRules: 'policies:write',
  getDefaultRule: 'policies:read',
  changeDefaultRule: 'policies:write',
  listApplications: 'applications:read',
  getApplication: 'applications:read',
  createApplication: 'applications:write',
  changeApplication: 'applications:write',
  deleteApplication: 'applications:write',
  listSegmentGroups: 'applications:read',
  getSegmentGroup: 'applications:read',
  createSegmentGroup: 'applications:write',
  changeSegmentGroup: 'applications:write',
  deleteSegmentGroup: 'applications:write',
  listLocations: 'policies:read',
  getLocation: 'policies:read',
  createLocation: 'policies:write',
  changeLocation: 'policies:write',
  deleteLocation: 'policies:write',
  listSyncLogs: 'logs:read',
  listSignIns: 'logs:read',
  listAuditLogs: 'logs:read',
  listDecisions: 'logs:read',
  getActivation: 'activation',
  activate: 'activation',
  discardDraft: 'activation',
  decide: 'decisions',
  decideBatch: 'decisions',
}

let addresses = 0
let api: Awaited<ReturnType<typeof openApi>>
let keys: Record<'wrong' | 'scim' | 'expired' | 'revoked', string>
const byScope = new Map<ApiScope, { only: string; without: string }>()

beforeAll(async () => {
  api = await openApi()
  const expired = await createApiKey({ name: 'Old', scopes: apiScopes, expires: '90-days' }, api.owner)
  await api.store.write((tx) =>
    tx
      .update(tx.tables.apiKeys)
      .set({ expiresAt: new Date(0) })
      .where(eq(tx.tables.apiKeys.id, expired.id)),
  )
  const revoked = await createApiKey({ name: 'Gone', scopes: apiScopes, expires: 'never' }, api.owner)
  await revokeApiKey(revoked.id, api.owner)
  keys = { wrong: newApiKey().token, scim: newScimToken().token, expired: expired.key, revoked: revoked.key }
  for (const scope of new Set(Object.values(table))) {
    const without = apiScopes.filter((each) => each !== scope)
    byScope.set(scope, { only: await api.makeKey([scope]), without: await api.makeKey(without) })
  }
})
afterAll(async () => {
  await api.close()
})

test('every operation is in the table, under its scope', () => {
  expect(Object.fromEntries(operations.map(({ id, scope }) => [id, scope]))).toEqual(table)
})

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, { method, path }) => {
  const target = path.replaceAll(/\{\w+\}/g, 'nothing')
  // A body that no schema takes: whoever gets as far as having it judged was let in.
  // From many addresses: refusals are counted by them.
  const send = (key: string) =>
    api.send(method, target, { key, text: '"nothing"', address: `192.0.2.${addresses++ % 200}` })

  test.each([
    ['no key', () => '', 401, 'authentication.missing'],
    ['a key that never was', () => keys.wrong, 401, 'authentication.unknown'],
    ['a SCIM token', () => keys.scim, 401, 'authentication.malformed'],
    ['an expired key', () => keys.expired, 401, 'authentication.expired'],
    ['a revoked key', () => keys.revoked, 401, 'authentication.revoked'],
    ['a key with every scope but this', () => scoped(id).without, 403, 'authorization.scope'],
  ])('%s is refused', async (_who, key, status, problem) => {
    const answer = await send(key())
    expect(answer.status).toBe(status)
    expect(answer.json).toMatchObject({ id: problem, params: status === 403 ? [table[id]] : [] })
    expect(Object.keys(answer.json).toSorted()).toEqual(['id', 'params', 'reason'])
    if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  })

  test('a key with this scope alone is let in', async () => {
    const { status } = await send(scoped(id).only)
    expect([401, 403]).not.toContain(status)
    expect(status).toBeLessThan(500)
  })
})

const scoped = (id: string) => byScope.get(table[id] ?? 'decisions') ?? { only: '', without: '' }

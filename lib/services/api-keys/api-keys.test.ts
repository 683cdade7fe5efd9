import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { updateAdministrator } from '#db/queries/administrators.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { newApiKey, newScimToken } from '#lib/auth/secrets.ts'
import { createApiKey, revokeApiKey } from './create.ts'
import { authenticateKey } from './authenticate.ts'
import { sweepApiKeys } from './sweep.ts'
import { ownerActor } from './testing.ts'
import { writeApiKeyUses } from './use.ts'
import { readApiKey, readApiKeyPage } from './view.ts'

const from = { address: '192.0.2.7', userAgent: 'terraform' }

describe.each(engines)('API keys on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let owner: Awaited<ReturnType<typeof ownerActor>>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    owner = await ownerActor('amara@northwind.example')
  }, 60_000)

  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  const made = (name = 'Terraform', scopes: Parameters<typeof createApiKey>[0]['scopes'] = ['idps:read']) =>
    createApiKey({ name, scopes, expires: 'never' }, owner)
  const enter = (key: string, scope: Parameters<typeof authenticateKey>[1] = 'idps:read', now?: Date) =>
    authenticateKey(`Bearer ${key}`, scope, from, now)
  const audits = () => store.read.select().from(store.tables.auditLogs)

  test('a key opens what its scopes say, and is audited under its name', async () => {
    const { id, key } = await made('Nightly export', ['idps:read', 'logs:read'])
    expect(await enter(key)).toEqual({
      keyId: id,
      keyName: 'Nightly export',
      scopes: ['idps:read', 'logs:read'],
      actor: { ...from, id: `api-key:${id}`, name: 'Nightly export (API key)' },
    })
    expect(await enter(key, 'idps:write')).toBe('scope')
  })

  test('the key itself is nowhere in the database', async () => {
    const { key } = await made()
    await writeApiKeyUses()
    const { apiKeys, auditLogs } = store.tables
    const rows = [...(await store.read.select().from(apiKeys)), ...(await store.read.select().from(auditLogs))]
    expect(JSON.stringify(rows)).not.toContain(key)
  })

  test.each([
    ['nothing', undefined, 'missing'],
    ['another scheme', 'Basic YTpi', 'malformed'],
    ['a SCIM token', `Bearer ${newScimToken().token}`, 'malformed'],
    ['a key with a typo', `Bearer ${newApiKey().token.slice(0, -1)}!`, 'malformed'],
    ['a key that never was', `Bearer ${newApiKey().token}`, 'unknown'],
  ])('%s opens nothing', async (_what, sent, refusal) => {
    expect(await authenticateKey(sent, 'idps:read', from)).toBe(refusal)
  })

  test('it ends when it expires, and at once when it is revoked', async () => {
    const dated = await createApiKey({ name: 'Short', scopes: ['idps:read'], expires: '90-days' }, owner)
    expect(await enter(dated.key)).toHaveProperty('keyId', dated.id)
    expect(await enter(dated.key, 'idps:read', new Date(Date.now() + 91 * 86_400_000))).toBe('expired')
    await revokeApiKey(dated.id, owner)
    expect(await enter(dated.key)).toBe('revoked')
    const before = (await audits()).length
    await revokeApiKey(dated.id, owner)
    expect(await audits()).toHaveLength(before)
  })

  test('it ends with whoever made it', async () => {
    const leaving = await ownerActor('leaving@northwind.example')
    const { id, key } = await createApiKey({ name: 'Left behind', scopes: ['idps:read'], expires: 'never' }, leaving)
    await store.write((tx) => updateAdministrator(tx, leaving.id, { role: 'editor' }))
    expect(await enter(key)).toBe('ownerless')
    await store.write((tx) => updateAdministrator(tx, leaving.id, { role: 'owner', isDisabled: true }))
    expect(await enter(key)).toBe('ownerless')
    expect(await readApiKey(store.report, id, new Date())).toMatchObject({ status: 'ownerless' })
    await store.write((tx) => updateAdministrator(tx, leaving.id, { isDisabled: false }))
    expect(await enter(key)).toHaveProperty('keyId', id)
  })

  test.each([
    ['name', { name: ' ', scopes: ['idps:read'], expires: 'never' }],
    ['name', { name: 'x'.repeat(129), scopes: ['idps:read'], expires: 'never' }],
    ['name', { name: 'a\u202eb', scopes: ['idps:read'], expires: 'never' }],
    ['scopes', { name: 'x', scopes: [], expires: 'never' }],
    ['expires', { name: 'x', scopes: ['idps:read'], expires: { date: '2020-01-31' } }],
  ] as const)('a wrong %s is told at its field', async (field, entry) => {
    await expect(createApiKey(entry, owner)).rejects.toMatchObject({ code: 'invalid', field })
  })

  test('lists tell status and last use, and filter by both', async () => {
    const { id, key } = await made('Listed key', ['decisions'])
    await enter(key, 'decisions')
    await writeApiKeyUses()
    const query = { page: 1, size: 20, sort: [], range: { from: undefined, to: undefined } }
    const list = async (filters: Record<string, string[]>) =>
      (await readApiKeyPage(store.report, { ...query, filters }, new Date())).rows.map((row) => row.name)
    expect(await list({ scope: ['decisions'] })).toEqual(['Listed key'])
    expect(await list({ name: ['LISTED'], status: ['active'] })).toEqual(['Listed key'])
    expect(await list({ name: ['listed'], status: ['revoked', 'expired', 'ownerless'] })).toEqual([])
    const view = await readApiKey(store.report, id, new Date())
    expect(view).toMatchObject({ status: 'active', lastUsedFrom: '192.0.2.7', hint: key.slice(-4) })
    expect(JSON.stringify(view)).not.toContain('hash')
  })

  test('keys that ended long ago are forgotten', async () => {
    const gone = await made('Old')
    const kept = await made('Kept')
    await revokeApiKey(gone.id, owner)
    await sweepApiKeys(new Date(Date.now() + 91 * 86_400_000))
    expect(await readApiKey(store.report, gone.id, new Date())).toBeUndefined()
    expect(await readApiKey(store.report, kept.id, new Date())).toMatchObject({ name: 'Kept' })
  })
})

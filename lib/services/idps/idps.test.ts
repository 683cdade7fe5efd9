import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertRow } from '#db/queries/insert.ts'
import { listLiveTokens } from '#db/queries/idp-tokens.ts'
import type { Store } from '#db/store.ts'
import { unseal } from '#lib/auth/seal.ts'
import { readCertificates, type Certificate } from '#lib/saml/certificate.ts'
import { testCertificate } from '#lib/saml/testing.ts'
import {
  changeIdp,
  createIdp,
  deleteIdp,
  findIdpView,
  findSpDocuments,
  generateToken,
  getIdpView,
  listIdps,
  planChange,
  rotateToken,
  startIdp,
  sweepDeletedIdps,
} from './index.ts'
import { dana, openIdpTestStore, sam } from './testing.ts'

let store: Store
let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let certificate: Certificate
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
  const [first] = readCertificates((await testCertificate()).pem)
  if (!first) throw new Error('no certificate')
  certificate = first
})
afterAll(() => opened.close())

let count = 0
const unique = () => `idp${++count}`

const start = async (wanted: Partial<Parameters<typeof startIdp>[0]> = {}) => {
  const name = wanted.name ?? unique()
  return {
    name,
    ...(await startIdp({ name, singleSignOn: 'user', usesArbitraryDomains: false, domains: [], ...wanted }, dana)),
  }
}

const saml = { singleSignOnUrl: 'https://idp.example.com/sso', idpEntityId: 'urn:idp' }

const configured = async (wanted: Parameters<typeof start>[0] = {}) => {
  const idp = await start({ domains: [`${unique()}.example`], ...wanted })
  await changeIdp(
    idp.id,
    { wizard: 'finish', settings: { ...saml, status: 'enabled' }, certificates: [certificate] },
    dana,
  )
  return idp
}

const audits = async (id: string) => {
  const { auditLogs } = store.tables
  const rows = await store.read.select().from(auditLogs).where(eq(auditLogs.targetId, id)).orderBy(auditLogs.id)
  return rows.map((row) => row.action)
}

test('a set-up is saved on every step, paused, resumed and finished', async () => {
  const { id, name } = await start({ domains: ['Paused.example'] })
  expect(await getIdpView(id)).toMatchObject({ name, status: 'resume', wizardStep: 2, domains: ['paused.example'] })
  await changeIdp(id, { wizard: { pause: 3 }, version: 1, settings: { singleSignOnUrl: saml.singleSignOnUrl } }, dana)
  expect(await getIdpView(id)).toMatchObject({ status: 'resume', wizardStep: 3, isSamlConfigured: false })
  await expect(changeIdp(id, { wizard: 'finish', version: 2 }, dana)).rejects.toMatchObject({ field: 'idpEntityId' })
  await expect(planChange(id, { wizard: 'finish', settings: {} }, dana)).rejects.toMatchObject({ field: 'idpEntityId' })
  await expect(
    changeIdp(id, { wizard: 'finish', version: 2, settings: { ...saml, status: 'enabled' } }, dana),
  ).rejects.toMatchObject({ field: 'certificate' })
  await changeIdp(
    id,
    { wizard: 'finish', version: 2, settings: { ...saml, status: 'enabled' }, certificates: [certificate] },
    dana,
  )
  expect(await getIdpView(id)).toMatchObject({
    status: 'enabled',
    isSamlConfigured: true,
    certificates: [{ commonName: 'idp.example.com' }],
    expiry: { level: 'fine' },
    spUrl: `https://rollcall.example.com/saml/${id}/acs`,
    spEntityId: `https://rollcall.example.com/saml/${id}/metadata`,
    endpoint: `https://rollcall.example.com/scim/1/${id}/v2`,
  })
  expect(await audits(id)).toEqual(['idp.create', 'idp.pause', 'idp.resume'])
})

test('an IdP that only provisions is set up without SAML, once that is confirmed', async () => {
  const { id } = await start()
  const change = { wizard: 'finish' as const, settings: { scimSync: true, status: 'enabled' as const } }
  expect((await planChange(id, change, dana)).required).toEqual(['scim-before-saml'])
  await expect(changeIdp(id, change, dana)).rejects.toMatchObject({ code: 'conflict', field: 'scimSync' })
  await changeIdp(id, { ...change, confirmed: ['scim-before-saml'] }, dana)
  expect(await getIdpView(id)).toMatchObject({ status: 'enabled', scimSync: true, isSamlConfigured: false })
})

test('the service provider documents carry a key pair of this IdP alone, the key sealed', async () => {
  const [first, second] = [await start(), await start()]
  const documents = await findSpDocuments(first.id)
  expect(documents?.metadataXml).toContain(`https://rollcall.example.com/saml/${first.id}/acs`)
  expect((await findSpDocuments(second.id))?.certificatePem).not.toBe(documents?.certificatePem)
  const { spCertificates } = store.tables
  const [row] = await store.read.select().from(spCertificates).where(eq(spCertificates.idpId, first.id))
  expect(row?.sealedKey).not.toContain('PRIVATE')
  expect(unseal(row?.sealedKey ?? '')).toContain('PRIVATE KEY')
  expect(await findSpDocuments('../etc')).toBeUndefined()
  expect(await findSpDocuments('1')).toBeUndefined()
})

test('names are unique whatever their case, and a domain belongs to one IdP', async () => {
  const { name } = await start({ name: 'Contoso', domains: ['contoso.example'] })
  await expect(start({ name: 'CONTOSO' })).rejects.toMatchObject({ code: 'conflict', field: 'name' })
  await expect(start({ domains: ['CONTOSO.example'] })).rejects.toMatchObject({
    code: 'conflict',
    field: 'domains',
    message: expect.stringContaining(`contoso.example belongs to ${name}`),
  })
})

test('of two saves with the same domain at once, one wins and the other learns who has it', async () => {
  const [a, b] = [await start(), await start()]
  const results = await Promise.allSettled(
    [a, b].map(({ id }) => changeIdp(id, { wizard: { pause: 2 }, settings: { domains: ['race.example'] } }, dana)),
  )
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = results.find((result) => result.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'conflict', field: 'domains' })
})

test('two set-ups started with the same name at once make one IdP', async () => {
  const results = await Promise.allSettled([start({ name: 'twin' }), start({ name: 'Twin' })])
  expect(results.filter((result) => result.status === 'rejected')).toMatchObject([
    { reason: { code: 'conflict', field: 'name' } },
  ])
})

test('one IdP is used with arbitrary domains, and only for User', async () => {
  await expect(start({ singleSignOn: 'admin', usesArbitraryDomains: true })).rejects.toMatchObject({
    field: 'usesArbitraryDomains',
  })
  const first = await start({ usesArbitraryDomains: true })
  await expect(start({ usesArbitraryDomains: true })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(first.name),
  })
  await deleteIdp(first.id, first.name, dana)
  await expect(start({ usesArbitraryDomains: true })).resolves.toBeDefined()
})

test('the second of two administrators sees who was first, and nothing is overwritten', async () => {
  const { id } = await configured()
  const { version } = await getIdpView(id)
  await changeIdp(id, { version, settings: { forcesAuthentication: true } }, sam)
  await expect(changeIdp(id, { version, settings: { sendsLoginHint: false } }, dana)).rejects.toMatchObject({
    code: 'changed',
    message: expect.stringContaining('sam@example.com'),
  })
  expect(await getIdpView(id)).toMatchObject({ forcesAuthentication: true, sendsLoginHint: true })
})

test('an enabled IdP cannot lose what sign-in needs; http is refused', async () => {
  const { id } = await configured()
  await expect(changeIdp(id, { certificates: [] }, dana)).rejects.toMatchObject({ field: 'certificate' })
  await expect(changeIdp(id, { settings: { idpEntityId: ' ' } }, dana)).rejects.toMatchObject({ field: 'idpEntityId' })
  await expect(changeIdp(id, { settings: { singleSignOnUrl: 'http://idp.example.com' } }, dana)).rejects.toMatchObject({
    field: 'singleSignOnUrl',
  })
  await changeIdp(id, { settings: { status: 'disabled' } }, dana)
  await changeIdp(id, { certificates: [] }, dana)
  expect((await audits(id)).slice(-2)).toEqual(['idp.disable', 'idp.update'])
})

test('changing what sign-in relies on asks first, except while the IdP is disabled', async () => {
  const { id } = await configured()
  const moved = { singleSignOnUrl: 'https://idp.example.com/elsewhere' }
  await expect(changeIdp(id, { settings: moved }, dana)).rejects.toMatchObject({ code: 'conflict' })
  expect(await planChange(id, { settings: moved }, dana)).toMatchObject({ required: ['saml-changed'] })
  await changeIdp(id, { settings: moved, confirmed: ['saml-changed'] }, dana)
  await changeIdp(id, { settings: { status: 'disabled' } }, dana)
  expect(await planChange(id, { certificates: [] }, dana)).toMatchObject({ required: [] })
  await changeIdp(id, { certificates: [] }, dana)
})

test('SCIM Sync asks before it precedes SAML, and is not for admins', async () => {
  const draft = await start()
  const on = { scimSync: true }
  await expect(changeIdp(draft.id, { settings: on }, dana)).rejects.toMatchObject({
    code: 'conflict',
    field: 'scimSync',
    message: expect.stringContaining('Configure SAML'),
  })
  await changeIdp(draft.id, { settings: on, confirmed: ['scim-before-saml'] }, dana)
  expect((await getIdpView(draft.id)).scimSync).toBe(true)

  const admin = await start({ singleSignOn: 'admin' })
  await expect(changeIdp(admin.id, { settings: on, confirmed: ['scim-before-saml'] }, dana)).rejects.toMatchObject({
    code: 'invalid',
    field: 'scimSync',
    message: expect.stringContaining('User single sign-on only'),
  })
  await expect(generateToken(admin.id, dana)).rejects.toMatchObject({ field: 'token' })

  const ready = await configured()
  await changeIdp(ready.id, { settings: on }, dana)
  expect((await audits(ready.id)).at(-1)).toBe('scim-sync.enable')
})

test('SCIM Attributes for Policy needs SCIM Sync and a confirmation; its first enabling is remembered', async () => {
  const { id } = await configured()
  const on = { scimAttributesForPolicy: true }
  await expect(changeIdp(id, { settings: on, confirmed: ['policy-on'] }, dana)).rejects.toMatchObject({
    field: 'scimAttributesForPolicy',
  })
  await changeIdp(id, { settings: { scimSync: true } }, dana)
  await expect(changeIdp(id, { settings: on }, dana)).rejects.toMatchObject({ code: 'conflict' })
  await changeIdp(id, { settings: on, confirmed: ['policy-on'] }, dana)
  const since = (await getIdpView(id)).scimPolicySince
  expect(since).toBeDefined()

  await expect(changeIdp(id, { settings: { scimSync: false } }, dana)).rejects.toMatchObject({ field: 'scimSync' })
  await changeIdp(id, { settings: { scimSync: false }, confirmed: ['scim-off'] }, dana)
  expect(await getIdpView(id)).toMatchObject({
    scimSync: false,
    scimAttributesForPolicy: false,
    scimPolicySince: since,
  })
})

test('the command line makes an IdP that provisions at once', async () => {
  const made = await createIdp({ name: unique(), scimSync: true, scimPolicy: true, domains: ['cli.example'] }, dana)
  expect(made.endpoint).toBe(`https://rollcall.example.com/scim/1/${made.id}/v2`)
  expect(await getIdpView(made.id)).toMatchObject({ status: 'enabled', scimSync: true, scimAttributesForPolicy: true })
  const form = await getIdpView(made.id)
  await changeIdp(
    made.id,
    { version: form.version, settings: { onDeactivate: 'delete', onForeignDomain: 'refuse' } },
    dana,
  )
  expect(await createIdp({ name: unique(), scimSync: false, scimPolicy: false }, dana)).not.toHaveProperty('token')
})

test('deleting asks for the name, frees it at once, and sweeps what is left in batches', async () => {
  const { id, name } = await configured({ domains: ['gone.example'] })
  const at = new Date()
  await changeIdp(id, { settings: { scimSync: true } }, dana)
  await rotateToken(id, dana)
  await store.write(async (tx) => {
    const common = { idpId: id, document: '{}', version: 1, createdAt: at, updatedAt: at }
    for (let n = 0; n < 7; n++) {
      await tx.insert(store.tables.users).values({
        ...common,
        id: `u${n}`,
        userName: `u${n}`,
        userNameKey: `u${n}`,
        active: true,
        isForeignDomain: false,
      })
      await insertRow(tx, 'members', {
        idpId: id,
        groupId: `g${n % 2}`,
        memberId: `u${n}`,
        type: 'User',
        createdAt: at,
      })
    }
    await insertRow(tx, 'totals', { idpId: id, id: 't', users: 7, activeUsers: 6, groups: 0 })
  })
  expect(await getIdpView(id)).toMatchObject({ users: 7, activeUsers: 6, lastNewUserAt: at.toISOString() })
  await expect(deleteIdp(id, 'something else', dana)).rejects.toMatchObject({ field: 'typedName' })
  expect(await deleteIdp(id, name, dana)).toMatchObject({ users: 7, memberships: 7 })
  expect(await findIdpView(id)).toBeUndefined()
  expect(await listLiveTokens(store.read, id)).toEqual([])
  await expect(changeIdp(id, { settings: {} }, dana)).rejects.toMatchObject({ code: 'not-found' })

  await start({ name, domains: ['gone.example'] })
  const stopped = new AbortController()
  stopped.abort()
  const later = new Date(Date.now() + 61_000)
  expect(await sweepDeletedIdps({ signal: stopped.signal, now: later })).toBe(0)
  expect(await sweepDeletedIdps()).toBe(0)
  expect(await sweepDeletedIdps({ batch: 3, now: later })).toBeGreaterThan(0)
  for (const table of ['users', 'members', 'totals', 'spCertificates'] as const) {
    expect(await store.read.$count(store.tables[table], eq(store.tables[table].idpId, id))).toBe(0)
  }
  expect(await sweepDeletedIdps({ now: later })).toBe(0)
})

test('the list shows every IdP by name, with its newest request', async () => {
  const { id } = await configured({ name: 'aaa-first' })
  const at = new Date('2026-03-04T05:06:07.089Z')
  const { scimTokenUses } = store.tables
  await store.write(async (tx) => {
    await tx.insert(scimTokenUses).values({ tokenId: 'x', idpId: id, lastUsedAt: at, address: '192.0.2.9' })
  })
  const [first] = await listIdps()
  expect(first).toMatchObject({ id, lastRequestAt: at.toISOString(), users: 0, groups: 0 })
})

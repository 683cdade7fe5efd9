import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findIdp } from '#db/queries/idps.ts'
import type { Store } from '#db/store.ts'
import { readCertificates, type Certificate } from '#lib/saml/certificate.ts'
import { testCertificate, testMetadata } from '#lib/saml/testing.ts'
import {
  changeIdp,
  createIdp,
  dismissMetadata,
  getIdpView,
  isUndecided,
  refreshMetadata,
  sweepMetadata,
} from './index.ts'
import { dana, openIdpTestStore, sam } from './testing.ts'
import { answering, openTlsServer } from './testing-tls.ts'

type Made = { base64: string; certificate: Certificate }
const made = async (commonName: string): Promise<Made> => {
  const { base64, pem } = await testCertificate({ commonName })
  const [certificate] = readCertificates(pem)
  if (!certificate) throw new Error('no certificate')
  return { base64, certificate }
}

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let store: Store
let server: Awaited<ReturnType<typeof openTlsServer>>
let served: string
let requests: number
let known: Made
let other: Made
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
  ;[known, other] = await Promise.all([made('known'), made('other')])
  server = await openTlsServer((_request, response) => {
    requests += 1
    response.end(served)
  })
})
afterAll(async () => {
  await server.close()
  await opened.close()
})
beforeEach(async () => {
  requests = 0
  served = testMetadata({ base64: known.base64 })
  await store.write((tx) => tx.update(tx.tables.idps).set({ metadataUrl: '' }))
})

const options = () => ({
  allowedHosts: ['idp.example.com'],
  lookup: answering('127.0.0.1'),
  ca: server.ca,
})
const values = {
  idpEntityId: 'https://idp.example.com/entity',
  singleSignOnUrl: 'https://idp.example.com/sso?a=1&b=2',
}

let count = 0
/** An enabled IdP whose configuration is what its Metadata URL serves. */
async function configured(): Promise<string> {
  const { id } = await createIdp({ name: `refreshed${++count}`, scimSync: false, scimPolicy: false }, dana)
  const settings = { ...values, metadataUrl: server.url }
  await changeIdp(id, { settings, certificates: [known.certificate] }, dana)
  return id
}
const refreshed = async (id: string, at = new Date()) => {
  await refreshMetadata(id, dana, at, options())
  return (await getIdpView(id)).metadata
}

test('metadata that is as stored leaves nothing to decide', async () => {
  const id = await configured()
  const metadata = await refreshed(id)
  expect(metadata).toEqual({ checkedAt: expect.any(String) })
})

test('a key is never added by a refresh: it waits until somebody approves what they saw', async () => {
  const id = await configured()
  const at = '<md:KeyDescriptor use="signing">'
  const key = /<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/.exec(testMetadata({ base64: other.base64 }))?.[0] ?? ''
  served = served.replace(at, `${key}${at}`)
  const { found } = await refreshed(id)
  expect(found).toMatchObject({ differences: [], added: [{ commonName: 'other' }], removed: [] })
  expect((await getIdpView(id)).certificates.map((each) => each.commonName)).toEqual(['known'])

  const digest = found?.digest ?? ''
  // Not without its own confirmation, and not what somebody else never saw.
  await expect(changeIdp(id, { approves: digest }, dana)).rejects.toMatchObject({ code: 'conflict' })
  await expect(changeIdp(id, { approves: 'x', confirmed: ['saml-changed'] }, dana)).rejects.toMatchObject({
    code: 'conflict',
    field: 'metadataUrl',
  })
  expect((await getIdpView(id)).certificates).toHaveLength(1)

  await changeIdp(id, { approves: digest, confirmed: ['saml-changed'] }, sam)
  const view = await getIdpView(id)
  expect(view.certificates.map((each) => each.commonName).toSorted()).toEqual(['known', 'other'])
  expect(view.metadata.found).toBeUndefined()
  const { auditLogs } = store.tables
  const rows = await store.read.select().from(auditLogs).where(eq(auditLogs.targetId, id)).orderBy(auditLogs.id)
  expect(rows.map((row) => [row.action, row.actorName]).slice(-2)).toEqual([
    ['metadata.find', 'dana@example.com'],
    ['idp.update', 'sam@example.com'],
  ])
})

test('another entity id, address and key wait together', async () => {
  const id = await configured()
  served = testMetadata({ base64: other.base64, entityId: 'urn:evil', location: 'https://evil.example/sso' })
  const { found } = await refreshed(id)
  expect(found?.differences.map((each) => [each.field, each.found])).toEqual([
    ['idpEntityId', 'urn:evil'],
    ['singleSignOnUrl', 'https://evil.example/sso'],
  ])
  expect(found?.removed.map((each) => each.commonName)).toEqual(['known'])
  expect(await getIdpView(id)).toMatchObject({ ...values, certificates: [{ commonName: 'known' }] })
})

test('what somebody enters by hand meanwhile waits no more', async () => {
  const id = await configured()
  served = testMetadata({ base64: known.base64, entityId: 'urn:moved' })
  expect((await refreshed(id)).found).toBeDefined()
  const pending = async () => (await findIdp(store.read, id))?.pendingMetadata ?? null
  expect(isUndecided(await pending())).toBe(true)
  await changeIdp(id, { settings: { idpEntityId: 'urn:moved' }, confirmed: ['saml-changed'] }, dana)
  expect(await pending()).toBeNull()
  expect((await getIdpView(id)).metadata.found).toBeUndefined()
})

test('what was dismissed comes back only when it changes again', async () => {
  const id = await configured()
  served = testMetadata({ base64: other.base64 })
  const { found } = await refreshed(id)
  await expect(dismissMetadata(id, 'x', dana)).rejects.toMatchObject({ code: 'conflict' })
  await dismissMetadata(id, found?.digest ?? '', dana)
  expect((await refreshed(id)).found).toBeUndefined()
  expect(isUndecided((await findIdp(store.read, id))?.pendingMetadata ?? null)).toBe(false)
  served = testMetadata({ base64: other.base64, entityId: 'urn:another' })
  expect((await refreshed(id)).found).toBeDefined()
  served = testMetadata({ base64: known.base64 })
  expect((await refreshed(id)).found).toBeUndefined()
})

test.each<[string, () => string, RegExp]>([
  [
    'a script for an address',
    () => testMetadata({ base64: known.base64, location: 'javascript:alert(1)' }),
    /https URL/,
  ],
  [
    'a script for the logout',
    () =>
      served.replace(
        '<md:SingleSignOnService',
        '<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="javascript:alert(1)"/><md:SingleSignOnService',
      ),
    /SingleLogoutService Location/,
  ],
  [
    'thousands of keys',
    () => served.replace(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/, (key) => key.replace(/\s+/g, ' ').repeat(500)),
    /500 signing certificates/,
  ],
  [
    'an end in the past',
    () => testMetadata({ base64: known.base64, attributes: 'validUntil="2020-01-01T00:00:00Z"' }),
    /valid until 2020/,
  ],
  ['an entity bomb', () => `<!DOCTYPE x [<!ENTITY a "aaaa">]>${served}`, /DOCTYPE/],
  ['a web page', () => '<html><body>Sign in</body></html>', /web page/],
])('%s changes nothing and is told', async (_what, source, problem) => {
  const id = await configured()
  served = source()
  const metadata = await refreshed(id)
  expect(metadata.problem).toMatch(/^Metadata URL: /)
  expect(metadata.problem).toMatch(problem)
  expect(metadata.found).toBeUndefined()
  expect(await getIdpView(id)).toMatchObject({ ...values, certificates: [{ commonName: 'known' }] })
})

test('once a day by itself, an hour after a failure; of two processes one asks', async () => {
  const id = await configured()
  const start = Date.now()
  const hours = (number: number) => new Date(start + number * 3_600_000)
  const sweep = (at: Date) => sweepMetadata(at, options())
  const asked = await Promise.all([sweep(hours(0)), sweep(hours(0))])
  expect(asked.toSorted((a, b) => a - b)).toEqual([0, 1])
  expect(requests).toBe(1)
  await sweep(hours(23))
  expect(requests).toBe(1)
  served = 'gone'
  await sweep(hours(24))
  expect((await getIdpView(id)).metadata.problem).toBeDefined()
  served = testMetadata({ base64: known.base64 })
  await sweep(hours(24.5))
  expect(requests).toBe(2)
  await sweep(hours(25))
  expect(requests).toBe(3)
  expect((await getIdpView(id)).metadata.problem).toBeUndefined()
})

test('another address forgets what the former one said', async () => {
  const id = await configured()
  served = testMetadata({ base64: other.base64 })
  expect((await refreshed(id)).found).toBeDefined()
  await changeIdp(id, { settings: { metadataUrl: '' } }, dana)
  expect((await getIdpView(id)).metadata).toEqual({})
  await expect(refreshMetadata(id, dana)).rejects.toMatchObject({ field: 'metadataUrl' })
})

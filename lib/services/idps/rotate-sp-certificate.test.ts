import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listSpCertificates } from '#db/queries/sp-certificates.ts'
import type { Store } from '#db/store.ts'
import { unseal } from '#lib/auth/seal.ts'
import { createIdp, findSpCertificate, findSpDocuments, getIdpView } from './index.ts'
import { rotateSpCertificate, type RotationStep, type SpCertificatePurpose } from './rotate-sp-certificate.ts'
import { dana, openIdpTestStore } from './testing.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let store: Store
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
})
afterAll(() => opened.close())

const make = async (name: string) => (await createIdp({ name, scimSync: true, scimPolicy: false }, dana)).id
const states = async (id: string, purpose: SpCertificatePurpose = 'signing') =>
  new Map(
    (await listSpCertificates(store.read, id))
      .filter((each) => each.purpose === purpose)
      .map((each) => [each.state, each.id] as const),
  )
const step = (id: string, taken: RotationStep, certificateId?: string, purpose: SpCertificatePurpose = 'signing') =>
  rotateSpCertificate(id, { purpose, step: taken, certificateId }, dana)

test('a rotation publishes both certificates, changes over, and removes the former', async () => {
  const id = await make('rotated')
  const first = (await states(id)).get('current')
  await step(id, 'prepare')
  const prepared = await states(id)
  expect(prepared.get('current')).toBe(first)
  expect(prepared.get('next')).toBeDefined()
  expect((await getIdpView(id)).spCertificates.map((each) => each.state)).toEqual(['next', 'current'])

  await step(id, 'activate', prepared.get('next'))
  expect(await states(id)).toEqual(
    new Map([
      ['current', prepared.get('next')],
      ['previous', first],
    ]),
  )
  await step(id, 'retire', first)
  expect(await states(id)).toEqual(new Map([['current', prepared.get('next')]]))

  const { auditLogs } = store.tables
  const rows = await store.read.select().from(auditLogs).where(eq(auditLogs.targetId, id)).orderBy(auditLogs.id)
  expect(rows.map((row) => row.action).slice(-3)).toEqual([
    'certificate.add',
    'certificate.rotate',
    'certificate.remove',
  ])
  expect(JSON.stringify(rows)).not.toContain('PRIVATE')
  expect(rows.at(-2)?.after).toContain('"state":"current"')
})

test('the next one can be taken back; the one in use is not removed', async () => {
  const id = await make('withdrawn')
  const current = (await states(id)).get('current')
  await step(id, 'prepare')
  await step(id, 'withdraw', (await states(id)).get('next'))
  await expect(step(id, 'end', current)).rejects.toMatchObject({ code: 'conflict' })
  await expect(step(id, 'retire', current)).rejects.toMatchObject({ code: 'conflict' })
  expect(await states(id)).toEqual(new Map([['current', current]]))
})

test('of two who take the same step the second is told, and nothing is skipped', async () => {
  const id = await make('twice')
  await step(id, 'prepare')
  await expect(step(id, 'prepare')).rejects.toMatchObject({ code: 'conflict', field: 'spCertificates' })
  const next = (await states(id)).get('next')
  await step(id, 'activate', next)
  await expect(step(id, 'activate', next)).rejects.toMatchObject({ code: 'conflict' })
  expect([...(await states(id)).keys()].toSorted()).toEqual(['current', 'previous'])
})

test('decryption begins and ends here too, with a key pair of its own', async () => {
  const id = await make('decrypting')
  await step(id, 'prepare', undefined, 'decryption')
  const first = await states(id, 'decryption')
  expect([...first.keys()]).toEqual(['current'])
  const [signing, decryption] = ['signing', 'decryption'].map((purpose) => async () => {
    const row = (await listSpCertificates(store.read, id)).find((each) => each.purpose === purpose)
    return unseal(row?.sealedKey ?? '')
  })
  expect(await decryption?.()).toContain('PRIVATE KEY')
  expect(await decryption?.()).not.toBe(await signing?.())
  await step(id, 'end', first.get('current'), 'decryption')
  expect((await states(id, 'decryption')).size).toBe(0)
  expect((await states(id)).size).toBe(1)
})

test('during a rotation the metadata holds both, and each can be downloaded from its own IdP alone', async () => {
  const [id, another] = [await make('published'), await make('another')]
  await step(id, 'prepare')
  const rows = await listSpCertificates(store.read, id)
  const metadata = (await findSpDocuments(id))?.metadataXml.replace(/\s+/g, '') ?? ''
  for (const row of rows) {
    expect(metadata).toContain(row.pem.replace(/-----[A-Z ]+-----|\s+/g, ''))
    expect(await findSpCertificate(id, row.id)).toBe(row.pem)
    expect(await findSpCertificate(another, row.id)).toBeUndefined()
  }
  expect(await findSpCertificate(id)).toBe(rows.find(({ state }) => state === 'current')?.pem)
})

test('an IdP that is gone has nothing to rotate', async () => {
  await expect(step('404', 'prepare')).rejects.toMatchObject({ code: 'not-found' })
})

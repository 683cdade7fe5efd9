import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import { changeIdp, createIdp, deleteIdp, findIdpView, getIdpView, planChange, startIdp } from './index.ts'
import { dana, openIdpTestStore } from './testing.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let store: Store
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
})
afterAll(() => opened.close())

const make = (name: string) => createIdp({ name, scimSync: true, scimPolicy: false }, dana)
const become = { settings: { isDefault: true } }

test('one IdP is the default one: making another so takes a confirmation, and both changes are in the audit log', async () => {
  const [first, second] = [await make('first'), await make('second')]
  expect(await getIdpView(first.id)).not.toHaveProperty('deprecatedBaseUrl')
  expect((await planChange(first.id, become, dana)).required).toEqual([])
  await changeIdp(first.id, become, dana)
  expect(await getIdpView(first.id)).toMatchObject({
    isDefault: true,
    deprecatedBaseUrl: 'https://rollcall.example.com/1/scim',
  })
  // What it is already needs no confirmation.
  expect((await planChange(first.id, become, dana)).required).toEqual([])

  expect(await planChange(second.id, become, dana)).toMatchObject({
    required: ['default-moved'],
    facts: { name: 'second', defaultIdp: 'first' },
  })
  await expect(changeIdp(second.id, become, dana)).rejects.toMatchObject({ code: 'conflict', field: 'isDefault' })
  const before = await getIdpView(first.id)
  await changeIdp(second.id, { ...become, confirmed: ['default-moved'] }, dana)
  expect(await getIdpView(first.id)).toMatchObject({ isDefault: false, version: before.version + 1 })
  expect(await getIdpView(second.id)).toMatchObject({ isDefault: true })
  const { auditLogs } = store.tables
  const rows = await store.read.select().from(auditLogs).orderBy(asc(auditLogs.id))
  expect(rows.slice(-2).map((row) => [row.action, row.targetName])).toEqual([
    ['idp.update', 'first'],
    ['idp.update', 'second'],
  ])

  await expect(deleteIdp(second.id, 'second', dana)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('default IdP, which cannot be deleted'),
  })
  expect(await findIdpView(second.id)).toBeDefined()
  await changeIdp(second.id, { settings: { isDefault: false } }, dana)
  await deleteIdp(second.id, 'second', dana)
  expect(await findIdpView(second.id)).toBeUndefined()
})

test('an IdP for administrators is not the default one', async () => {
  const admin = await startIdp(
    { name: 'admins', singleSignOn: 'admin', usesArbitraryDomains: false, domains: [] },
    dana,
  )
  await expect(changeIdp(admin.id, become, dana)).rejects.toMatchObject({ code: 'invalid', field: 'isDefault' })
})

test('the store itself refuses a second one', async () => {
  const [a, b] = [await make('third'), await make('fourth')]
  const { idps } = store.tables
  await changeIdp(a.id, become, dana)
  const row = (await store.read.select().from(idps)).find(({ id }) => id === b.id)!
  const twin = { ...row, id: '999', nameKey: 'twin', isDefault: true }
  await expect(store.write((tx) => tx.insert(tx.tables.idps).values(twin))).rejects.toThrow()
})

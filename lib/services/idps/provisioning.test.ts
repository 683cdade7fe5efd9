import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putAnnotation } from '#db/queries/annotations.ts'
import { groupRow, userRow } from '#db/queries/list-testing.ts'
import { sessionRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import type { Store } from '#db/store.ts'
import { changeIdp, createIdp, getIdpView, planChange } from './index.ts'
import { dana, openIdpTestStore } from './testing.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let store: Store
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
})
afterAll(() => opened.close())

const saml = { samlAutoProvisioning: true, scimSync: false }
const scim = { samlAutoProvisioning: false, scimSync: true }

test('both at once are refused before anything is asked, and nothing is stored', async () => {
  const { id } = await createIdp({ name: 'both', scimSync: true, scimPolicy: false }, dana)
  const both = { settings: { samlAutoProvisioning: true } }
  await expect(planChange(id, both, dana)).rejects.toMatchObject({ code: 'invalid', field: 'provisioning' })
  await expect(changeIdp(id, { ...both, confirmed: ['saml-provisioning-on'] }, dana)).rejects.toMatchObject({
    code: 'invalid',
    field: 'provisioning',
  })
  expect(await getIdpView(id)).toMatchObject({ samlAutoProvisioning: false, scimSync: true })
})

test('switching over and back says in numbers who came from where, and takes both confirmations', async () => {
  const { id } = await createIdp({ name: 'switched', scimSync: true, scimPolicy: false }, dana)
  const [scimUser, samlUser] = [userRow('ada@example.com', { idpId: id }), userRow('bob@example.com', { idpId: id })]
  const samlGroup = groupRow('engineers', { idpId: id })
  await store.write(async (tx) => {
    await tx.insert(tx.tables.users).values([scimUser, samlUser])
    await tx.insert(tx.tables.groups).values(samlGroup)
    for (const each of [samlUser, samlGroup]) {
      await putAnnotation(tx, { idpId: id, id: each.id, source: 'saml', comments: '' })
    }
    await putAnnotation(tx, { idpId: id, id: scimUser.id, source: 'hand', comments: 'Met in May' })
  })

  const over = await planChange(id, { settings: saml }, dana)
  expect(over).toMatchObject({
    required: ['scim-off', 'saml-provisioning-on'],
    facts: { becomesScim: false, fromSignIns: { users: 1, groups: 1 } },
  })
  await expect(changeIdp(id, { settings: saml, confirmed: ['scim-off'] }, dana)).rejects.toMatchObject({
    code: 'conflict',
    field: 'provisioning',
  })
  await changeIdp(id, { settings: saml, confirmed: over.required }, dana)
  expect(await getIdpView(id)).toMatchObject(saml)

  const back = await planChange(id, { settings: scim }, dana)
  expect(back).toMatchObject({
    required: ['scim-before-saml', 'saml-provisioning-off'],
    facts: { becomesScim: true, fromSignIns: { users: 1, groups: 1 } },
  })
  await changeIdp(id, { settings: scim, confirmed: back.required }, dana)
  expect(await getIdpView(id)).toMatchObject(scim)
})

test('turning SCIM Sync on ends the sessions of people who are not among its users', async () => {
  const { id } = await createIdp({ name: 'synced', scimSync: false, scimPolicy: false }, dana)
  await store.write(async (tx) => {
    await tx.insert(tx.tables.users).values(userRow('ada@example.com', { idpId: id }))
    for (const name of ['ada@example.com', 'bob@example.com']) {
      await insertUserSession(tx, sessionRow(name, { idpId: id }))
    }
  })
  const { userSessions } = store.tables
  const open = async () =>
    (await store.read.select().from(userSessions).where(eq(userSessions.idpId, id)))
      .filter(({ endedAt }) => endedAt === null)
      .map(({ userName }) => userName)
  const settings = { scimSync: true }
  const { required, facts } = await planChange(id, { settings }, dana)
  expect(required).toEqual(['scim-before-saml', 'scim-ends-sessions'])
  expect(facts).toMatchObject({ sessionsWithoutUser: 1 })
  await expect(changeIdp(id, { settings, confirmed: ['scim-before-saml'] }, dana)).rejects.toMatchObject({
    code: 'conflict',
    field: 'scimSync',
  })
  expect(await open()).toHaveLength(2)
  await changeIdp(id, { settings, confirmed: required }, dana)
  expect(await open()).toEqual(['ada@example.com'])
})

test('an enabled IdP is asked about when its entity ID or the login name changes', async () => {
  const { id } = await createIdp({ name: 'asked', scimSync: true, scimPolicy: false }, dana)
  const settings = { hasOrgEntityId: true, loginNameAttribute: 'email' }
  // Nobody signs in yet: there is nothing to break.
  expect((await planChange(id, { settings }, dana)).required).toEqual([])
  const certificate = {
    commonName: 'idp',
    serialNumber: '1',
    fingerprint: 'AA',
    pem: 'pem',
    validFrom: new Date(0),
    validTo: new Date(),
  }
  const configured = { singleSignOnUrl: 'https://idp.example.com/sso', idpEntityId: 'urn:idp' }
  await changeIdp(id, { settings: configured, certificates: [certificate] }, dana)
  const plan = await planChange(id, { settings }, dana)
  expect(plan.required).toEqual(['entity-id-changed', 'login-name-changed'])
  expect(plan.facts.spEntityId).toBe(`https://rollcall.example.com/saml/${id}/metadata/1`)
  await changeIdp(id, { settings, confirmed: plan.required }, dana)
  expect((await getIdpView(id)).spEntityId).toBe(plan.facts.spEntityId)
})

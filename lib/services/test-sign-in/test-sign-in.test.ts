import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAdministrator } from '#db/queries/administrators.ts'
import { userRow } from '#db/queries/list-testing.ts'
import type { Store } from '#db/store.ts'
import type { Assertion, CheckResult } from '#lib/saml/assertion.ts'
import { addSamlAttributes } from '../saml-attributes/index.ts'
import { createIdp } from '../idps/index.ts'
import { dana, openIdpTestStore } from '../idps/testing.ts'
import { keepTestOutcome, type TestOutcome } from '../sign-on/outcome.ts'
import { comparePerson } from './compare-person.ts'
import { findTestView } from './index.ts'
import { stepsOf } from './steps.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let store: Store
let idpId: string
beforeAll(async () => {
  opened = await openIdpTestStore()
  store = opened.store
  idpId = (await createIdp({ name: 'okta', scimSync: true, scimPolicy: false }, dana)).id
  await store.write(async (tx) => {
    await tx
      .insert(tx.tables.users)
      .values([userRow('Ada@example.com', { idpId }), userRow('gone@example.com', { idpId, active: false })])
  })
})
afterAll(() => opened.close())

const scim = () => ({ id: idpId, singleSignOn: 'user' as const, scimSync: true, samlAutoProvisioning: false })

test.each([
  ['Ada@example.com', { kind: 'known', isExact: true }],
  ['ada@EXAMPLE.com', { kind: 'known', isExact: false, userName: 'Ada@example.com' }],
  ['gone@example.com', { kind: 'inactive' }],
  ['ada@example.org', { kind: 'absent', nearMiss: 'Ada@example.com' }],
  ['nobody@elsewhere.example', { kind: 'absent', nearMiss: null }],
])('NameID %s against userName', async (loginName, person) => {
  expect(await comparePerson(store.report, scim(), loginName)).toMatchObject(person)
})

test('without SCIM the user would be made, or is not needed', async () => {
  const auto = { ...scim(), scimSync: false, samlAutoProvisioning: true }
  expect(await comparePerson(store.report, auto, 'new@example.com')).toEqual({ kind: 'made' })
  expect(await comparePerson(store.report, auto, 'ada@example.com')).toMatchObject({ kind: 'known' })
  const none = { ...scim(), scimSync: false }
  expect(await comparePerson(store.report, none, 'new@example.com')).toEqual({ kind: 'unchecked' })
})

test('of an administrators’ IdP the login name is an administrator', async () => {
  const admin = { ...scim(), singleSignOn: 'admin' as const }
  expect(await comparePerson(store.report, admin, 'dana@example.com')).toEqual({ kind: 'no-administrator' })
  await store.write((tx) =>
    insertAdministrator(tx, {
      id: 'a1',
      email: 'dana@example.com',
      emailKey: 'dana@example.com',
      name: '',
      passwordHash: '',
      role: 'owner',
      scimManagement: 'full',
      isDisabled: false,
      createdAt: new Date(),
      lastSignInAt: null,
    }),
  )
  expect(await comparePerson(store.report, admin, 'Dana@example.com')).toMatchObject({ kind: 'administrator' })
})

const check = (isOk: boolean): CheckResult => ({ code: 'SAML-301', name: 'Issuer', isOk, words: 'urn:idp' })
const assertion: Assertion = {
  id: '_1',
  issuer: 'urn:idp',
  nameId: 'ada@example.com',
  nameIdFormat: 'unspecified',
  authenticatedAt: new Date('2026-11-22T12:00:00Z'),
  issuedAt: new Date('2026-11-22T12:00:00Z'),
  expiresAt: new Date('2026-11-22T12:05:00Z'),
  attributes: [
    { name: 'department', values: ['Engineering'] },
    { name: 'title', values: [] },
  ],
  xml: '<Assertion/>',
  checks: [check(true)],
}
const outcome = (change: Partial<TestOutcome> = {}): TestOutcome => ({
  idpId,
  purpose: 'test',
  at: new Date(),
  checks: [check(true)],
  xml: '<Assertion/>',
  assertion,
  loginName: 'ada@example.com',
  returnTo: '',
  ...change,
})

test('the steps end where the sign-in ended', () => {
  const states = (told: TestOutcome, person?: Parameters<typeof stepsOf>[1]) =>
    stepsOf(told, person).map((step) => step.state)
  expect(states(outcome(), { kind: 'unchecked' })).toEqual(['done', 'done', 'done', 'done', 'done'])
  expect(states(outcome(), { kind: 'absent', nearMiss: null })).toEqual(['done', 'done', 'done', 'done', 'failed'])
  const refused = { refusal: { code: 'SAML-503' as const, detail: null } }
  expect(states(outcome(refused))).toEqual(['done', 'done', 'done', 'failed', 'skipped'])
  const { assertion: _none, ...unread } = outcome({
    refusal: { code: 'SAML-201', detail: null },
    checks: [check(false)],
  })
  expect(states(unread)).toEqual(['done', 'done', 'failed', 'skipped', 'skipped'])
})

test('a result is for the administrator who began it, and for its IdP', async () => {
  await addSamlAttributes(idpId, [{ name: 'Dept', samlAttribute: 'department' }], dana)
  const handle = await store.write((tx) => keepTestOutcome(tx, 'dana', outcome({ returnTo: '/me?from=guide' })))
  const view = await findTestView(idpId, handle, 'dana')
  expect(view).toMatchObject({
    person: { kind: 'known' },
    assertion: { attributes: [{ name: 'department', known: 'Dept' }, { name: 'title' }] },
    xml: '<Assertion/>',
    returnTo: '/me?from=guide',
  })
  expect(view).not.toHaveProperty('refusal')
  expect(await findTestView(idpId, handle, 'sam')).toBeUndefined()
  expect(await findTestView('1', handle, 'dana')).toBeUndefined()
  expect(await findTestView(idpId, 'x'.repeat(43), 'dana')).toBeUndefined()
})

test('a refusal is told with its code, its words and what to do; nobody is compared', async () => {
  const refused = outcome({ refusal: { code: 'SAML-503', detail: 'ada@example.com is not of this IdP' } })
  const handle = await store.write((tx) => keepTestOutcome(tx, 'dana', refused))
  const view = await findTestView(idpId, handle, 'dana')
  expect(view).toMatchObject({
    refusal: { code: 'SAML-503', detail: 'ada@example.com is not of this IdP', advice: expect.stringContaining(' ') },
  })
  expect(view).not.toHaveProperty('person')
})

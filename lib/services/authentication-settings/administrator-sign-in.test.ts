import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findAdministrator } from '#db/queries/administrators.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import type { Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { dana } from '../idps/testing.ts'
import { emptyStore, openPlaces, putAdministrator, putIdp } from '../places/testing.ts'
import { checkSession, openSession } from '../sign-in-sessions.ts'
import { chooseAdministratorIdp } from './administrator-idp.ts'
import { roleFrom } from './administrator-roles.ts'
import { finishAdministratorSignIn } from './administrator-sign-in.ts'
import { changeRoleMapping, readRoleMapping } from './role-mapping.ts'

const caller = { address: '192.0.2.1', userAgent: 'Firefox' }

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  let idp: IdpRow
  beforeEach(async () => {
    idp = await putIdp(store, 'admins', { singleSignOn: 'admin' })
  })
  const finish = async (loginName: string, groups: string[] = [], of: IdpRow = idp) =>
    store.write((tx) =>
      finishAdministratorSignIn(tx, {
        idp: of,
        assertion: {
          loginName,
          nameId: loginName,
          nameIdFormat: '',
          sessionIndex: '_s1',
          attributes: [{ name: 'groups', values: groups }],
        },
        caller,
      }),
    )
  const map = async () => {
    const roles = [
      { value: 'Portal Owners', role: 'owner' as const, scimManagement: 'full' as const },
      { value: 'Help Desk', role: 'reader' as const, scimManagement: 'read' as const },
      { value: 'SCIM', role: 'reader' as const, scimManagement: 'full' as const },
    ]
    await changeRoleMapping(idp.id, { roleAttribute: 'groups', roles }, dana)
    return { ...idp, roleAttribute: 'groups' }
  }
  const roleOf = async (id: string) => (await findAdministrator(store.read, id))?.role

  test('the login name is an administrator’s e-mail address, exactly but for case', async () => {
    const kim = await putAdministrator(store, 'Kim@Example.com', { passwordHash: '' })
    const { reference } = await finish('kim@example.COM')
    expect(await checkSession(reference)).toMatchObject({
      administrator: { id: kim.id },
      method: 'saml',
      idpId: idp.id,
      isRestricted: false,
    })
    const [session] = await store.read.select().from(store.tables.sessions)
    expect(session).toMatchObject({
      idpId: idp.id,
      sessionIndex: '_s1',
      nameId: expect.stringMatching(/@/),
      nameIdFormat: '',
    })
    for (const stranger of ['kim@example.org', 'kim', ' kim@example.com', 'kim@example.com.']) {
      await expect(finish(stranger)).rejects.toMatchObject({ code: 'SAML-506' })
    }
    expect(await store.read.$count(store.tables.administrators)).toBe(1)
  })

  test('a disabled administrator stays outside', async () => {
    await putAdministrator(store, 'kim@example.com', { isDisabled: true })
    await expect(finish('kim@example.com')).rejects.toMatchObject({ code: 'SAML-510' })
  })

  test('the role attribute gives the role, and ends what was opened with another one', async () => {
    await putAdministrator(store, 'glass@example.com')
    const kim = await putAdministrator(store, 'kim@example.com', { role: 'reader', scimManagement: 'read' })
    const before = await store.write((tx) => openSession(tx, kim, caller, 'password'))
    const mapped = await map()
    await finish('kim@example.com', ['Everyone', 'Portal Owners', 'Help Desk'], mapped)
    expect(await roleOf(kim.id)).toBe('owner')
    expect(await checkSession(before)).toBeUndefined()
    const { reference } = await finish('kim@example.com', ['Help Desk'], mapped)
    expect(await checkSession(reference)).toMatchObject({ administrator: { role: 'reader', scimManagement: 'read' } })
  })

  test('without a mapped value nobody gets in, and values are compared exactly', async () => {
    const kim = await putAdministrator(store, 'kim@example.com')
    const mapped = await map()
    for (const groups of [[], ['Everyone'], ['portal owners'], ['Portal Owners ']]) {
      await expect(finish('kim@example.com', groups, mapped)).rejects.toMatchObject({ code: 'SAML-511' })
    }
    expect(await roleOf(kim.id)).toBe('owner')
  })

  test('an IdP cannot take the role from the last owner who can sign in', async () => {
    const kim = await putAdministrator(store, 'kim@example.com')
    await finish('kim@example.com', ['Help Desk'], await map())
    expect(await roleOf(kim.id)).toBe('owner')
  })

  test('a mapping is kept, refused at its field, and goes with its attribute', async () => {
    await map()
    expect((await readRoleMapping(idp.id)).roles.map((grant) => grant.value)).toEqual([
      'Help Desk',
      'Portal Owners',
      'SCIM',
    ])
    const grant = { value: 'a', role: 'owner' as const, scimManagement: 'read' as const }
    const change = (roleAttribute: string, roles: (typeof grant)[], id = idp.id) =>
      changeRoleMapping(id, { roleAttribute, roles }, dana)
    await expect(change('groups', [])).rejects.toMatchObject({ code: 'invalid', field: 'roles' })
    await expect(change('groups', [grant, { ...grant, value: 'a ' }])).rejects.toMatchObject({ field: 'roles' })
    const users = await putIdp(store, 'users')
    await expect(change('groups', [grant], users.id)).rejects.toMatchObject({ field: 'roleAttribute' })
    await change('groups', [grant])
    expect((await readRoleMapping(idp.id)).roles).toEqual([{ ...grant, scimManagement: 'full' }])
    await change('', [grant])
    expect(await readRoleMapping(idp.id)).toEqual({ roleAttribute: '', roles: [] })
  })

  test('the IdP is the one of the domain, or the only one; with several, somebody has to choose', async () => {
    expect(await chooseAdministratorIdp('kim@example.com')).toMatchObject({ name: 'admins' })
    const second = await putIdp(store, 'second', { singleSignOn: 'admin', domains: ['example.com'] })
    await putIdp(store, 'off', { singleSignOn: 'admin', status: 'disabled', domains: ['off.example'] })
    expect(await chooseAdministratorIdp('kim@EXAMPLE.com')).toEqual({ id: second.id, name: 'second' })
    for (const email of ['kim@other.example', 'kim@off.example', 'kim']) {
      expect(await chooseAdministratorIdp(email)).toBeUndefined()
    }
  })
})

test('of several values the highest role counts, and the widest SCIM Management', () => {
  const mapping = [
    { value: 'a', role: 'reader', scimManagement: 'full' },
    { value: 'b', role: 'editor', scimManagement: 'read' },
  ] as const
  expect(roleFrom(mapping, ['a', 'b', 'c'])).toEqual({ role: 'editor', scimManagement: 'full' })
  expect(roleFrom(mapping, ['b'])).toEqual({ role: 'editor', scimManagement: 'read' })
  expect(roleFrom(mapping, ['c'])).toBeUndefined()
})

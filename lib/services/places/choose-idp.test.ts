import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { dana } from '../idps/testing.ts'
import { changeDefaultSettings, defaultSettingsOf } from '../authentication-settings/change-settings.ts'
import { authenticationSettings, defaultAuthenticationSettings } from '../authentication-settings/settings.ts'
import { createLocation } from './change-location.ts'
import { chooseIdp, mayVouchFor } from './choose-idp.ts'
import { emptyStore, openPlaces, putIdp } from './testing.ts'

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  const nowhere = '198.51.100.1'
  const place = (name: string, range: string, idpId: string | null, parentId: string | null = null) =>
    createLocation({ name, ranges: [range], enforcesAuthentication: true, idpId, parentId }, dana)
  const save = async (change: Partial<ReturnType<typeof defaultSettingsOf>>) => {
    const before = await authenticationSettings(store.read)
    const opened = defaultSettingsOf(before)
    await changeDefaultSettings({ ...opened, ...change }, { version: before.version, opened }, dana)
  }
  const chosen = async (asked: Parameters<typeof chooseIdp>[0]) => {
    const choice = await chooseIdp(asked)
    if ('idp' in choice) return `${choice.idp.name} by ${choice.by}`
    return 'choice' in choice ? choice.choice : `${choice.refusal} ${choice.detail}`
  }

  test('the domain’s owner, else the location’s IdP, else the one for arbitrary domains, else the default', async () => {
    await putIdp(store, 'owner', { domains: ['example.com', 'xn--bcher-kva.example'] })
    const branch = await putIdp(store, 'branch', { domains: ['branch.example'] })
    await putIdp(store, 'standard', { isDefault: true })
    await place('Branch', '203.0.113.0/24', branch.id)
    const inside = '203.0.113.9'

    expect(await chosen({ loginName: 'Dana@EXAMPLE.com', address: inside })).toBe('owner by domain')
    expect(await chosen({ domain: 'example.com.', address: inside })).toBe('owner by domain')
    expect(await chosen({ loginName: 'dana@bücher.example', address: nowhere })).toBe('owner by domain')
    expect(await chosen({ loginName: 'dana@elsewhere.example', address: inside })).toBe('branch by location')
    expect(await chosen({ address: inside })).toBe('branch by location')
    expect(await chosen({ loginName: 'dana@elsewhere.example', address: nowhere })).toBe('standard by default')
    expect(await chosen({ loginName: 'dana', address: nowhere })).toBe('standard by default')
    await putIdp(store, 'anybody', { usesArbitraryDomains: true })
    expect(await chosen({ loginName: 'dana@elsewhere.example', address: nowhere })).toBe('anybody by arbitrary-domains')
    expect(await chosen({ loginName: 'dana@elsewhere.example', address: inside })).toBe('branch by location')
  })

  test('a sublocation leads to its own IdP, or to that of the location it lies in', async () => {
    const [outer, inner] = [await putIdp(store, 'outer'), await putIdp(store, 'inner')]
    const { id } = await place('Campus', '2001:db8::/32', outer.id)
    await place('Guests', '2001:db8:1::/48', inner.id, id)
    await place('Printers', '2001:db8:2::/48', null, id)
    expect(await chosen({ address: '2001:db8:1::7' })).toBe('inner by location')
    expect(await chosen({ address: '2001:db8:2::7' })).toBe('outer by location')
    expect(await chosen({ address: '2001:db8:3::7' })).toBe('outer by location')
  })

  test('asks for the login name while it could make a difference, and not otherwise', async () => {
    await putIdp(store, 'standard', { isDefault: true })
    expect(await chosen({ address: nowhere })).toBe('standard by default')
    await putIdp(store, 'other', { domains: ['example.com'] })
    expect(await chosen({ address: nowhere })).toBe('ask')
    // Whoever answered is not asked again.
    expect(await chosen({ loginName: '', address: nowhere })).toBe('standard by default')
  })

  test('an owner that is not ready is told, and nobody else is asked instead', async () => {
    await putIdp(store, 'standard', { isDefault: true })
    await putIdp(store, 'off', { status: 'disabled', domains: ['off.example'] })
    await putIdp(store, 'bare', { singleSignOnUrl: '', domains: ['bare.example'] })
    await putIdp(store, 'admins', { singleSignOn: 'admin', domains: ['admins.example'] })
    expect(await chosen({ domain: 'off.example', address: nowhere })).toBe('SAML-507 off is not enabled')
    expect(await chosen({ domain: 'bare.example', address: nowhere })).toBe('SAML-507 bare has no Single Sign-On URL')
    expect(await chosen({ domain: 'admins.example', address: nowhere })).toBe('standard by default')
  })

  test('nobody is responsible without a default IdP, and nobody at all while SAML is off', async () => {
    await putIdp(store, 'other', { domains: ['example.com'] })
    expect(await chosen({ domain: 'elsewhere.example', address: nowhere })).toMatch(/^SAML-702 elsewhere.example/)
    expect(await chosen({ loginName: 'dana', address: nowhere })).toMatch(/^SAML-702 There is no default IdP/)
    await save({ authenticationType: 'form' })
    expect(await chosen({ domain: 'example.com', address: nowhere })).toMatch(/^SAML-705/)
  })

  test('a login name without a domain is one of the primary domain', async () => {
    await putIdp(store, 'owner', { domains: ['example.com'] })
    await save({ primaryDomain: 'example.com' })
    expect(await chosen({ loginName: 'dana', address: nowhere })).toBe('owner by domain')
  })

  test('an IdP vouches for its own domains, and for foreign ones only where that is its purpose', async () => {
    const owner = await putIdp(store, 'owner', { domains: ['example.com'] })
    const standard = await putIdp(store, 'standard', { isDefault: true, domains: ['standard.example'] })
    const branch = await putIdp(store, 'branch')
    const may = async (idp: typeof owner) =>
      Promise.all(['dana@example.com', 'dana@free.example', 'dana'].map((name) => mayVouchFor(idp, name)))
    expect(await may(owner)).toEqual([true, false, false])
    // A domain that has an owner is its owner's alone: one IdP does not speak for another.
    expect(await may(standard)).toEqual([false, true, true])
    expect(await may(branch)).toEqual([false, true, true])
    await save({ primaryDomain: 'example.com', secondaryDomains: ['standard.example'] })
    expect(await may(standard)).toEqual([false, false, true])
    expect(await may({ ...standard, usesArbitraryDomains: true })).toEqual([false, true, true])
  })

  test('before anything is saved, the settings are those of the reference', async () => {
    expect(await authenticationSettings(store.read)).toEqual(defaultAuthenticationSettings)
    expect(defaultAuthenticationSettings).toMatchObject({ authenticationType: 'saml', sessionTimeoutMinutes: 30 })
  })
})

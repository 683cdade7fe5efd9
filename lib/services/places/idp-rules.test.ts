import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#db/ids.ts'
import { findIdp, replaceIdpCertificates, type IdpRow } from '#db/queries/idps.ts'
import { listLocations } from '#db/queries/locations.ts'
import type { Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { changeDefaultSettings, defaultSettingsOf } from '../authentication-settings/change-settings.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { changeIdp, deleteIdp, startIdp } from '../idps/index.ts'
import { dana } from '../idps/testing.ts'
import { createLocation } from './change-location.ts'
import { emptyStore, openPlaces, putAdministrator, putIdp } from './testing.ts'

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  /** With a certificate: one that could sign people in. */
  const putSaml = async (name: string, change: Parameters<typeof putIdp>[2] = {}): Promise<IdpRow> => {
    const idp = await putIdp(store, name, change)
    const times = { validFrom: new Date(0), validTo: new Date() }
    const certificate = { ...times, id: newId(), idpId: idp.id, pem: 'x', commonName: '', serialNumber: '' }
    await store.write((tx) => replaceIdpCertificates(tx, idp.id, [{ ...certificate, fingerprint: '' }]))
    return idp
  }
  const enable = (id: string) => changeIdp(id, { settings: { status: 'enabled' } }, dana)
  const place = (idpId: string | null) =>
    createLocation(
      { name: 'Office', ranges: ['10.0.0.0/8'], enforcesAuthentication: true, idpId, parentId: null },
      dana,
    )

  test('an IdP that nobody would be sent to is not enabled', async () => {
    const lost = await putSaml('lost', { status: 'disabled' })
    await expect(enable(lost.id)).rejects.toMatchObject({
      code: 'invalid',
      field: 'domains',
      message: expect.stringContaining('Nobody would be sent to it'),
    })
    await changeIdp(lost.id, { settings: { domains: ['lost.example'] } }, dana)
    await enable(lost.id)
    await expect(changeIdp(lost.id, { settings: { domains: [] } }, dana)).rejects.toMatchObject({ field: 'domains' })
  })

  test.each([
    ['a location leads to it', async (idp: IdpRow) => void (await place(idp.id))],
    [
      'it is the default one',
      async (idp: IdpRow) => void (await changeIdp(idp.id, { settings: { isDefault: true } }, dana)),
    ],
    [
      'it is used with arbitrary domains',
      async (idp: IdpRow) => void (await changeIdp(idp.id, { settings: { usesArbitraryDomains: true } }, dana)),
    ],
  ])('it is once %s', async (_why, prepare) => {
    const idp = await putSaml('found', { status: 'disabled' })
    await prepare(idp)
    await enable(idp.id)
    expect(await findIdp(store.read, idp.id)).toMatchObject({ status: 'enabled' })
  })

  test('one that was enabled before the rule is changed in other ways all the same', async () => {
    const lost = await putSaml('lost')
    await changeIdp(lost.id, { settings: { sendsLoginHint: false } }, dana)
  })

  test('making an IdP the default one takes its locations from it: it serves every place without another', async () => {
    const idp = await putSaml('found', { domains: ['found.example'] })
    await place(idp.id)
    await changeIdp(idp.id, { settings: { isDefault: true } }, dana)
    expect((await listLocations(store.read)).map((each) => each.idpId)).toEqual([null])
  })

  test('a domain of an IdP is one of the organisation’s, where it has said which those are', async () => {
    const opened = defaultSettingsOf(await authenticationSettings())
    await changeDefaultSettings({ ...opened, primaryDomain: 'example.com' }, { version: 0, opened }, dana)
    const information = { name: 'new', singleSignOn: 'user' as const, usesArbitraryDomains: false }
    await expect(startIdp({ ...information, domains: ['other.example'] }, dana)).rejects.toMatchObject({
      field: 'domains',
    })
    const { id } = await startIdp({ ...information, domains: ['example.com'] }, dana)
    const change = changeIdp(id, { settings: { domains: ['example.com', 'other.example'] } }, dana)
    await expect(change).rejects.toMatchObject({ code: 'invalid', field: 'domains' })
  })

  test('who signs administrators in is an owner’s to say: an editor could make themselves one', async () => {
    const editor = await putAdministrator(store, 'ed@example.com', { role: 'editor', scimManagement: 'full' })
    const ed = { ...dana, id: editor.id, name: editor.email }
    const users = await putSaml('users', { domains: ['example.com'] })
    const admins = await putSaml('admins', { singleSignOn: 'admin' })
    const information = { name: 'new', singleSignOn: 'admin' as const, usesArbitraryDomains: false, domains: [] }
    const refused = { code: 'forbidden' }
    await expect(startIdp(information, ed)).rejects.toMatchObject(refused)
    await expect(changeIdp(users.id, { settings: { singleSignOn: 'admin' } }, ed)).rejects.toMatchObject(refused)
    await expect(changeIdp(admins.id, { settings: { singleSignOn: 'user' } }, ed)).rejects.toMatchObject(refused)
    await expect(changeIdp(admins.id, { settings: { roleAttribute: 'mail' } }, ed)).rejects.toMatchObject(refused)
    await expect(
      changeIdp(
        admins.id,
        { settings: { singleSignOnUrl: 'https://ed.example/sso' }, confirmed: ['saml-changed'] },
        ed,
      ),
    ).rejects.toMatchObject(refused)
    await expect(deleteIdp(admins.id, 'admins', ed)).rejects.toMatchObject(refused)
    await changeIdp(users.id, { settings: { sendsLoginHint: false } }, ed)
    const owner = await putAdministrator(store, 'dana@example.com')
    await changeIdp(admins.id, { settings: { sendsLoginHint: false } }, { ...dana, id: owner.id })
  })
})

import { asc } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '#db/ids.ts'
import { replaceIdpCertificates } from '#db/queries/idps.ts'
import type { Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { hashNewPassword } from '#lib/auth/passwords.ts'
import { changeAdministrator, deleteAdministrator, disableAdministrator } from '../administrators-change.ts'
import { issuePasswordLink, redeemPasswordLink } from '../administrators-links.ts'
import { activate, changeConfigurationSettings, configurationStatus, discardDraft } from '../configuration/index.ts'
import { dana } from '../idps/testing.ts'
import { emptyStore, openPlaces, putAdministrator, putIdp } from '../places/testing.ts'
import { checkSession, openSession } from '../sign-in-sessions.ts'
import { signIn } from '../sign-in.ts'
import { changeSsoEnforcement } from './enforcement.ts'
import { authenticationSettings } from './settings.ts'

const password = 'seven quiet otters'
const home = { address: '192.0.2.1', userAgent: 'Firefox' }
const only = { code: 'unauthenticated', message: expect.stringContaining('Administrators sign in with SSO') }

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let hash: string
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
    hash = await hashNewPassword(password, [])
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  let glass: Awaited<ReturnType<typeof putAdministrator>>
  let other: typeof glass
  beforeEach(async () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined)
    glass = await putAdministrator(store, 'glass@example.com', { passwordHash: hash })
    other = await putAdministrator(store, 'other@example.com', { passwordHash: hash })
  })

  const makeReady = async () => {
    const idp = await putIdp(store, 'admins', { singleSignOn: 'admin' })
    const certificate = { pem: '', commonName: '', serialNumber: '', fingerprint: '', validFrom: new Date(0) }
    await store.write((tx) =>
      replaceIdpCertificates(tx, idp.id, [{ ...certificate, id: newId(), idpId: idp.id, validTo: new Date() }]),
    )
  }
  const enforce = (breakGlassId: string | null = glass.id, own = 'none') =>
    changeSsoEnforcement({ enforcesSso: true, breakGlassId }, own, dana)
  const enter = (email: string) => signIn({ email, password }, home)
  const actions = async () => {
    const { auditLogs } = store.tables
    return (await store.read.select().from(auditLogs).orderBy(asc(auditLogs.id))).map((row) => row.action)
  }

  test('nothing is enforced before an IdP signs administrators in and somebody can still break the glass', async () => {
    await expect(enforce()).rejects.toMatchObject({ code: 'conflict', field: 'enforcesSso' })
    await makeReady()
    const problem = { code: 'invalid', field: 'breakGlassId' }
    await expect(enforce(null)).rejects.toMatchObject(problem)
    for (const change of [{ role: 'editor' as const }, { isDisabled: true }, { passwordHash: '' }]) {
      const unfit = await putAdministrator(store, `${Object.keys(change)[0]}@example.com`, change)
      await expect(enforce(unfit.id)).rejects.toMatchObject(problem)
    }
    expect(await authenticationSettings()).toMatchObject({ enforcesSso: false, version: 0 })
  })

  test('passwords open the break-glass account alone, loudly; everybody gets one answer', async () => {
    await makeReady()
    await enforce()
    await expect(enter(other.email)).rejects.toMatchObject(only)
    await expect(signIn({ email: other.email, password: 'wrong' }, home)).rejects.toMatchObject(only)
    await expect(enter('nobody@example.com')).rejects.toMatchObject(only)
    expect(await enter(glass.email)).toMatchObject({ kind: 'signed-in' })
    expect(await actions()).toEqual([
      'sso-enforcement.update',
      'session.refuse',
      'session.refuse',
      'session.refuse',
      'break-glass.use',
      'session.create',
    ])
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('glass@example.com from 192.0.2.1'))
    await changeSsoEnforcement({ enforcesSso: false, breakGlassId: null }, 'none', dana)
    expect(await enter(other.email)).toMatchObject({ kind: 'signed-in' })
  })

  test.each(['password', 'totp', 'recovery-code', 'passkey', 'link'] as const)(
    'a session of method %s is not opened, however far it came',
    async (method) => {
      await makeReady()
      await enforce()
      await expect(store.write((tx) => openSession(tx, other, home, method))).rejects.toMatchObject(only)
      expect(await store.read.$count(store.tables.sessions)).toBe(0)
    },
  )

  test('a password link sets the password, and opens nothing', async () => {
    await makeReady()
    const { url } = await issuePasswordLink(other.id, dana)
    await enforce()
    expect(await redeemPasswordLink(url.split('#')[1]!, 'eight loud herons', home)).toBeUndefined()
    await expect(signIn({ email: other.email, password: 'eight loud herons' }, home)).rejects.toMatchObject(only)
  })

  test('what was opened by a password before is over, but for the one at work and the break-glass owner', async () => {
    await makeReady()
    const open = (who: typeof glass, method: 'password' | 'saml' = 'password') =>
      store.write((tx) => openSession(tx, who, home, method))
    const [own, glassed, stale, sso] = [
      await open(other),
      await open(glass),
      await open(other),
      await open(other, 'saml'),
    ]
    const session = (await checkSession(own))!
    expect(await enforce(glass.id, session.id)).toEqual({ sessionsEnded: 1 })
    expect(await checkSession(stale)).toBeUndefined()
    for (const reference of [own, glassed, sso]) expect(await checkSession(reference)).toBeDefined()
  })

  test('the break-glass owner stays an owner who can sign in', async () => {
    await makeReady()
    await enforce()
    const refused = { code: 'conflict', message: expect.stringContaining('is the break-glass owner') }
    const grant = { name: '', role: 'editor' as const, scimManagement: 'full' as const }
    const opened = { name: '', role: 'owner' as const, scimManagement: 'full' as const }
    await expect(changeAdministrator(glass.id, grant, dana, opened)).rejects.toMatchObject(refused)
    await expect(disableAdministrator(glass.id, dana)).rejects.toMatchObject(refused)
    await expect(deleteAdministrator(glass.id, dana)).rejects.toMatchObject(refused)
    await deleteAdministrator(other.id, dana)
  })

  test('a draft that would leave nobody to break the glass is not published', async () => {
    await makeReady()
    await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, dana)
    await enforce()
    await store.write((tx) => tx.update(tx.tables.administrators).set({ isDisabled: true }))
    const { draftVersion: seen } = await configurationStatus(store.read)
    await expect(activate(dana, { seen })).rejects.toMatchObject({ code: 'conflict', field: 'enforcesSso' })
    expect((await authenticationSettings(store.read)).enforcesSso).toBe(false)
    await discardDraft(dana, { seen })
  })
})

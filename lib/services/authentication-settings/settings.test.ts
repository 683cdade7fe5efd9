import { asc } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#db/ids.ts'
import type { Store } from '#db/store.ts'
import { engines } from '#db/testing-engines.ts'
import { dana, sam } from '../idps/testing.ts'
import { emptyStore, openPlaces, putIdp } from '../places/testing.ts'
import { changeDefaultSettings, defaultSettingsOf, requireOwnDomains, type DefaultSettings } from './change-settings.ts'
import { forceReauthentication, reauthenticationStatus, sweepReauthentication } from './force-reauthentication.ts'
import { authenticationSettings, isReauthenticationDue, userSessionLifetime } from './settings.ts'

const day = 86_400_000

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  const save = async (change: Partial<DefaultSettings>, actor = dana) => {
    const before = await authenticationSettings(store.read)
    const opened = defaultSettingsOf(before)
    await changeDefaultSettings({ ...opened, ...change }, { version: before.version, opened }, actor)
  }
  const audit = async () => {
    const { auditLogs } = store.tables
    return store.read.select().from(auditLogs).orderBy(asc(auditLogs.id))
  }

  test('what is saved holds, and is in the audit log', async () => {
    await save({ sessionTimeoutMinutes: 5, primaryDomain: 'Example.COM', secondaryDomains: ['b.example', 'a.example'] })
    expect(await authenticationSettings()).toMatchObject({
      sessionTimeoutMinutes: 5,
      primaryDomain: 'example.com',
      secondaryDomains: ['a.example', 'b.example'],
      version: 1,
    })
    expect((await audit()).at(-1)).toMatchObject({ action: 'setting.update', targetName: 'Authentication Settings' })
  })

  test.each([
    [{ sessionTimeoutMinutes: 4 }, 'sessionTimeoutMinutes'],
    [{ sessionTimeoutMinutes: 601 }, 'sessionTimeoutMinutes'],
    [{ sessionTimeoutMinutes: 30.5 }, 'sessionTimeoutMinutes'],
    [{ frequency: 'custom', frequencyDays: 0 }, 'frequencyDays'],
    [{ frequency: 'custom', frequencyDays: 181 }, 'frequencyDays'],
    [{ primaryDomain: 'https://example.com' }, 'primaryDomain'],
    [{ secondaryDomains: ['example.com'] }, 'primaryDomain'],
    [{ primaryDomain: 'a.example', secondaryDomains: ['A.example'] }, 'secondaryDomains'],
    [{ primaryDomain: 'a.example', secondaryDomains: ['*.example'] }, 'secondaryDomains'],
  ] as const)('%j is refused at its field', async (change, field) => {
    await expect(save(change as Partial<DefaultSettings>)).rejects.toMatchObject({ code: 'invalid', field })
    expect(await authenticationSettings()).toMatchObject({ version: 0 })
  })

  test('the organisation’s domains hold every IdP’s, from either side', async () => {
    await putIdp(store, 'okta', { domains: ['okta.example'] })
    await expect(save({ primaryDomain: 'example.com' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'secondaryDomains',
      message: expect.stringContaining('okta.example belongs to okta'),
    })
    await save({ primaryDomain: 'example.com', secondaryDomains: ['okta.example'] })
    await expect(requireOwnDomains(store.read, ['okta.example', 'other.example'])).rejects.toMatchObject({
      field: 'domains',
      message: expect.stringContaining('other.example is not one of the organisation’s'),
    })
    await expect(requireOwnDomains(store.read, ['okta.example', 'example.com'])).resolves.toBeUndefined()
  })

  test('the second of two editors sees what the first changed', async () => {
    const opened = defaultSettingsOf(await authenticationSettings())
    await save({ sessionTimeoutMinutes: 60 }, sam)
    const mine = { ...opened, frequency: 'once' as const }
    await expect(changeDefaultSettings(mine, { version: 0, opened }, dana)).rejects.toMatchObject({
      code: 'changed',
      conflict: { by: 'sam@example.com', version: 1 },
    })
  })

  test.each([
    ['daily', { ms: day, endsWithBrowser: false }],
    ['session', { ms: day, endsWithBrowser: true }],
    ['once', { ms: 180 * day, endsWithBrowser: false }],
    ['custom', { ms: 14 * day, endsWithBrowser: false }],
  ] as const)('a sign-in of frequency %s lasts %j', (frequency, lifetime) => {
    expect(userSessionLifetime({ frequency, frequencyDays: 14 })).toEqual(lifetime)
  })

  const putSession = async (createdAt: Date) => {
    const id = newId(createdAt)
    await store.write((tx) =>
      tx.insert(tx.tables.userSessions).values({
        id,
        hash: id,
        idpId: '1',
        userId: null,
        userName: 'kim@example.com',
        userNameKey: 'kim@example.com',
        nameId: 'kim@example.com',
        nameIdFormat: '',
        sessionIndex: null,
        authenticatedAt: new Date(createdAt.getTime() - day),
        attributes: '{}',
        createdAt,
        lastSeenAt: createdAt,
        expiresAt: new Date(createdAt.getTime() + day),
        address: '',
        userAgent: '',
        endedAt: null,
        endReason: null,
      }),
    )
    return id
  }

  test('Force Reauthentication ends what began before it, and says how far it is', async () => {
    expect(await reauthenticationStatus()).toEqual({ state: 'none' })
    const old = await putSession(new Date(Date.now() - 1_000))
    await forceReauthentication(dana)
    const settings = await authenticationSettings()
    const since = settings.reauthenticateSince!
    expect(await reauthenticationStatus()).toEqual({ state: 'completed', startedAt: since.toISOString() })
    // A session at the IdP that is older than its use here is no reason to send its user round in circles.
    const fresh = await putSession(new Date(since.getTime() + 1))
    expect(isReauthenticationDue(settings, { createdAt: new Date(since.getTime() + 1) })).toBe(false)
    expect(isReauthenticationDue(settings, { createdAt: new Date(since.getTime() - 1) })).toBe(true)
    const { userSessions } = store.tables
    const rows = new Map((await store.read.select().from(userSessions)).map((row) => [row.id, row]))
    expect(rows.get(old)).toMatchObject({ endReason: 'reauthenticate', endedAt: expect.any(Date) })
    expect(rows.get(fresh)).toMatchObject({ endedAt: null })
    expect((await audit()).at(-1)).toMatchObject({ action: 'reauthentication.force', actorName: 'dana@example.com' })
  })

  test('what is left to mark is told, as an error once it takes too long, and a sweep goes on with it', async () => {
    await forceReauthentication(dana)
    const since = (await authenticationSettings()).reauthenticateSince!
    await putSession(new Date(since.getTime() - 1))
    expect(await reauthenticationStatus()).toMatchObject({ state: 'in-progress', left: 1 })
    const later = new Date(since.getTime() + 20 * 60_000)
    expect(await reauthenticationStatus(later)).toMatchObject({ state: 'error', left: 1 })
    expect(await sweepReauthentication()).toBe(1)
    expect(await reauthenticationStatus(later)).toMatchObject({ state: 'completed' })
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { cliActor, type Actor } from './actor.ts'
import * as change from './administrators-change.ts'
import {
  checkPasswordLink,
  inviteAdministrator,
  issuePasswordLink,
  redeemPasswordLink,
} from './administrators-links.ts'
import { createAdministrator } from './administrators.ts'
import { ensureOrganisation } from './organisation.ts'
import { confirmSession, isConfirmed, listSessions, revokeSession, revokeSessions } from './sessions.ts'
import { checkSession } from './sign-in-sessions.ts'
import { signIn } from './sign-in.ts'

vi.mock('#lib/env.ts', () => ({
  env: () => ({ url: 'https://rollcall.example.com', secret: 'a secret of thirty-two characters' }),
}))

const password = 'seven quiet otters'
const home = { address: '192.0.2.1', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }
const hour = 3_600_000

describe.each(engines)('administrators on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let dana: Actor
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
  }, 60_000)
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(async () => {
    await ensureOrganisation()
    dana = await create('dana')
  })
  afterEach(async () => {
    vi.useRealTimers()
    await store.write(async (tx) => {
      for (const table of Object.values(tx.tables)) await tx.delete(table)
    })
  })

  async function create(name: string, role: 'owner' | 'editor' = 'owner'): Promise<Actor> {
    const email = `${name}@example.com`
    const { id } = await createAdministrator({ email, password, role }, cliActor('root'))
    return { id, name: email, ...home }
  }
  async function enter(who: Actor, given = password): Promise<string> {
    const step = await signIn({ email: who.name, password: given }, home)
    return step.kind === 'signed-in' ? step.reference : ''
  }
  const row = async (id: string) =>
    (await store.read.select().from(store.tables.administrators)).find((each) => each.id === id)
  const actions = async () => (await store.read.select().from(store.tables.auditLogs)).map(({ action }) => action)

  test('the last active owner stays one, whoever asks and however', async () => {
    const root = cliActor('root')
    await inviteAdministrator({ email: 'lee@example.com', name: 'Lee', role: 'owner', scimManagement: 'full' }, dana)
    const shut = await create('kim')
    await change.disableAdministrator(shut.id, dana)
    for (const attempt of [
      () => change.disableAdministrator(dana.id, root),
      () => change.deleteAdministrator(dana.id, root),
      () => change.changeAdministrator(dana.id, { name: '', role: 'editor', scimManagement: 'full' }, dana),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/last active owner/),
      })
    expect(await row(dana.id)).toMatchObject({ role: 'owner', isDisabled: false })
  })

  test('of two owners who demote each other at once, one remains', async () => {
    const lee = await create('lee')
    const demote = (who: Actor, by: Actor) =>
      change.changeAdministrator(who.id, { name: '', role: 'reader', scimManagement: 'read' }, by)
    const answers = await Promise.allSettled([demote(dana, lee), demote(lee, dana)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('the second of two who change one administrator is told what the first made of it', async () => {
    const lee = await create('lee', 'editor')
    const opened = { name: (await row(lee.id))?.name ?? '', role: 'editor', scimManagement: 'full' } as const
    await change.changeAdministrator(lee.id, { ...opened, role: 'reader' }, dana, opened)
    const second = change.changeAdministrator(lee.id, { ...opened, name: 'Lee' }, dana, opened)
    await expect(second).rejects.toMatchObject({
      code: 'changed',
      conflict: {
        by: dana.name,
        fields: expect.arrayContaining([{ field: 'role', opened: 'editor', theirs: 'reader', mine: 'editor' }]),
      },
    })
    expect(await row(lee.id)).toMatchObject({ role: 'reader', name: opened.name })
  })

  test('other permissions and disabling end sessions at once; another name does not', async () => {
    const lee = await create('lee', 'editor')
    const first = await enter(lee)
    await change.changeAdministrator(lee.id, { name: 'Lee', role: 'editor', scimManagement: 'full' }, dana)
    expect(await checkSession(first)).toMatchObject({ administrator: { name: 'Lee' } })
    await change.changeAdministrator(lee.id, { name: 'Lee', role: 'editor', scimManagement: 'read' }, dana)
    expect(await checkSession(first)).toBeUndefined()
    const second = await enter(lee)
    await change.disableAdministrator(lee.id, dana)
    await change.enableAdministrator(lee.id, dana)
    expect(await checkSession(second)).toBeUndefined()
    expect((await actions()).slice(-4)).toEqual(
      expect.arrayContaining(['administrator.disable', 'administrator.enable']),
    )
    for (const self of [change.disableAdministrator, change.deleteAdministrator])
      await expect(self(dana.id, dana)).rejects.toMatchObject({ code: 'conflict' })
    await change.deleteAdministrator(lee.id, dana)
    expect(await row(lee.id)).toBeUndefined()
    await expect(change.enableAdministrator(lee.id, dana)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an invitation lets somebody in once, under a password of their own', async () => {
    const invited = await inviteAdministrator(
      { email: 'Lee@example.com', name: 'Lee', role: 'reader', scimManagement: 'full' },
      dana,
    )
    const secret = new URL(invited.url).hash.slice(1)
    expect(invited.url).toBe(`https://rollcall.example.com/choose-password#${secret}`)
    expect(JSON.stringify(await store.read.select().from(store.tables.passwordLinks))).not.toContain(secret)
    const lee = { id: invited.id, name: 'lee@example.com', ...home }
    await expect(enter(lee, '')).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await checkPasswordLink(secret)).toEqual({ state: 'good', purpose: 'invite', email: 'Lee@example.com' })
    await expect(redeemPasswordLink(secret, 'short', home)).rejects.toMatchObject({ field: 'password' })
    const answers = await Promise.allSettled([1, 2].map(() => redeemPasswordLink(secret, 'nine loud badgers', home)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await checkPasswordLink(secret)).toEqual({ state: 'ended' })
    expect(await checkSession(await enter(lee, 'nine loud badgers'))).toMatchObject({
      administrator: { role: 'reader', scimManagement: 'full' },
    })
    await expect(
      inviteAdministrator({ email: 'LEE@example.com', name: '', role: 'owner', scimManagement: 'full' }, dana),
    ).rejects.toMatchObject({ code: 'conflict', field: 'email' })
  })

  test('a link ends with its time, with the next one, and with its administrator', async () => {
    const lee = await create('lee', 'editor')
    const link = async () => new URL((await issuePasswordLink(lee.id, dana)).url).hash.slice(1)
    const first = await link()
    const next = await link()
    expect(await checkPasswordLink(first)).toEqual({ state: 'ended' })
    expect(await checkPasswordLink(next)).toMatchObject({ state: 'good', purpose: 'reset' })
    // The password they have works until the link is used.
    const before = await enter(lee)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * hour })
    expect(await checkPasswordLink(next)).toEqual({ state: 'ended' })
    vi.useRealTimers()
    const last = await link()
    await redeemPasswordLink(last, 'nine loud badgers', home)
    expect(await checkSession(before)).toBeUndefined()
    await expect(enter(lee)).rejects.toMatchObject({ code: 'unauthenticated' })
    const unused = await link()
    await change.disableAdministrator(lee.id, dana)
    expect(await checkPasswordLink(unused)).toEqual({ state: 'ended' })
    await expect(link()).rejects.toMatchObject({ code: 'conflict' })
  })

  test('sessions are listed without their ids, and ended one by one or all', async () => {
    const [here, there] = [await enter(dana), await enter(dana)]
    const session = (await checkSession(here))!
    const list = await listSessions(dana.id, session)
    expect(list).toHaveLength(2)
    expect(list.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
    expect(list[0]).toMatchObject({ device: 'Firefox on Linux', address: '192.0.2.1', method: 'password' })
    expect(JSON.stringify(list)).not.toContain(session.id)
    const other = list.find(({ isCurrent }) => !isCurrent)!
    const lee = await create('lee')
    await expect(revokeSession(lee.id, other.handle, lee)).rejects.toMatchObject({ code: 'not-found' })
    await revokeSession(dana.id, other.handle, dana)
    expect(await checkSession(there)).toBeUndefined()
    await enter(dana)
    expect(await revokeSessions(dana.id, dana, session.id)).toBe(1)
    expect(await checkSession(here)).toBeDefined()
    expect(await actions()).toContain('session.revoke')
  })

  test('who was here a while proves again who they are, by the password alone', async () => {
    const reference = await enter(dana)
    expect(isConfirmed((await checkSession(reference))!)).toBe(true)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hour / 3 })
    const stale = (await checkSession(reference))!
    expect(isConfirmed(stale)).toBe(false)
    await expect(confirmSession(stale, 'wrong', dana)).rejects.toMatchObject({ field: 'password' })
    expect(isConfirmed((await checkSession(reference))!)).toBe(false)
    await confirmSession(stale, password, dana)
    expect(isConfirmed((await checkSession(reference))!)).toBe(true)
  })
})

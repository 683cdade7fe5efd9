import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { cliActor } from './actor.ts'
import { createAdministrator, resetPassword } from './administrators.ts'
import { checkSession, endAllSessions, endSession, sessionLifetimes } from './sign-in-sessions.ts'
import { signInLimits, throttleAddress } from './sign-in-throttle.ts'
import { signIn } from './sign-in.ts'

const opened = await openTestStore()
const { store } = opened
const password = 'seven quiet otters'
const home = { address: '192.0.2.1', userAgent: 'Firefox' }
const refusal = 'The e-mail address or the password is not right.'
const start = new Date('2026-03-02T09:00:00.000Z')
const minute = 60_000

beforeAll(() => useStore(store))
afterAll(async () => {
  useStore(undefined)
  await opened.close()
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(async () => {
  vi.useRealTimers()
  await store.write(async (tx) => {
    const { administrators, sessions, signInAttempts, auditLogs } = tx.tables
    for (const table of [administrators, sessions, signInAttempts, auditLogs]) await tx.delete(table)
  })
})

const createDana = () => createAdministrator({ email: 'Dana@Example.com', password, role: 'owner' }, cliActor('root'))
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const attempts = () => store.read.select().from(store.tables.signInAttempts)
const audit = () => store.read.select().from(store.tables.auditLogs).orderBy(store.tables.auditLogs.id)
const enter = async (given: string, from = home, email = 'dana@example.com') => {
  const step = await signIn({ email, password: given }, from)
  return step.kind === 'signed-in' ? step.reference : Promise.reject(new Error('asked for a second factor'))
}
const enterWrongly = async (times: number, from = home, email = 'dana@example.com') => {
  for (let time = 0; time < times; time++) {
    await expect(enter('wrong', from, email)).rejects.toMatchObject({ code: 'unauthenticated' })
  }
}

test('signs in, in any case of the address, and leaves a session, an attempt and an audit row', async () => {
  const { id } = await createDana()
  pass(1)
  const reference = await enter(password, home, ' DANA@example.COM ')
  const session = await checkSession(reference)
  expect(session).toMatchObject({ administrator: { id, email: 'Dana@Example.com', role: 'owner' } })
  expect(await attempts()).toMatchObject([{ emailKey: 'dana@example.com', address: '192.0.2.1', outcome: 'signed-in' }])
  expect((await audit()).at(-1)).toMatchObject({ action: 'session.create', actorId: id, targetId: id, ...home })
  // Neither the cookie's reference nor the password is anywhere in the store.
  const rows = JSON.stringify([await attempts(), await audit(), await store.read.select().from(store.tables.sessions)])
  expect(rows).not.toContain(reference)
  expect(rows).not.toContain(password)
})

test('a wrong password, an unknown account and a disabled one get the same answer and no session', async () => {
  const { id } = await createDana()
  await expect(enter('wrong')).rejects.toMatchObject({ code: 'unauthenticated', message: refusal })
  await expect(enter(password, home, 'nobody@example.com')).rejects.toMatchObject({ message: refusal })
  await store.write(async (tx) => {
    await tx.update(tx.tables.administrators).set({ isDisabled: true })
  })
  await expect(enter(password)).rejects.toMatchObject({ code: 'unauthenticated', message: refusal })
  expect(await store.read.$count(store.tables.sessions)).toBe(0)
  expect((await attempts()).map((row) => row.outcome)).toEqual(['refused', 'refused', 'refused'])
  expect((await audit()).filter((row) => row.actorId === id)).toEqual([])
})

test('a person who mistypes too often waits, is told how long, and gets in afterwards', async () => {
  await createDana()
  await enterWrongly(signInLimits.pair.refused)
  pass(3 * minute)
  await expect(enter(password)).rejects.toMatchObject({
    code: 'throttled',
    message: 'Too many attempts to sign in. Try again in 12 minutes.',
  })
  pass(12 * minute + 1)
  await expect(enter(password)).resolves.toBeTypeOf('string')
})

test('being refused by the throttle does not prolong it, nor fill the table', async () => {
  await createDana()
  await enterWrongly(signInLimits.pair.refused)
  for (let time = 0; time < 10; time++) await expect(enter(password)).rejects.toMatchObject({ code: 'throttled' })
  expect((await attempts()).filter((row) => row.outcome === 'throttled')).toHaveLength(1)
  pass(15 * minute + 1)
  await expect(enter(password)).resolves.toBeTypeOf('string')
})

test('a success clears the account’s count at that address', async () => {
  await createDana()
  for (let day = 0; day < 3; day++) {
    await enterWrongly(signInLimits.pair.refused - 1)
    pass(1)
    await enter(password)
    pass(1)
  }
})

test('an unknown account is throttled as a known one is', async () => {
  await enterWrongly(signInLimits.pair.refused, home, 'nobody@example.com')
  await expect(enter('wrong', home, 'nobody@example.com')).rejects.toMatchObject({ code: 'throttled' })
})

test('one address trying many accounts is stopped; others go on', async () => {
  await createDana()
  for (let account = 0; account < signInLimits.address.refused; account++) {
    await enterWrongly(1, home, `user-${account}@example.com`)
  }
  await expect(enter(password)).rejects.toMatchObject({ code: 'throttled' })
  await expect(enter(password, { ...home, address: '192.0.2.2' })).resolves.toBeTypeOf('string')
})

test('many addresses trying one account are stopped, but not the address its owner works from', async () => {
  await createDana()
  await enter(password)
  pass(24 * 60 * minute)
  for (let attempt = 0; attempt < signInLimits.account.refused; attempt++) {
    await enterWrongly(1, { ...home, address: `198.51.100.${attempt}` })
  }
  await expect(enter(password, { ...home, address: '203.0.113.9' })).rejects.toMatchObject({ code: 'throttled' })
  await expect(enter(password)).resolves.toBeTypeOf('string')
})

test('of many attempts at the same moment no more than the limit reach the password', async () => {
  await createDana()
  const answers = await Promise.allSettled(Array.from({ length: 30 }, () => enter('wrong')))
  const codes = answers.map((answer) => answer.status === 'rejected' && (answer.reason as { code: string }).code)
  expect(codes.filter((code) => code === 'unauthenticated').length).toBeLessThanOrEqual(signInLimits.pair.refused)
  expect(codes.filter((code) => code === 'throttled').length).toBeGreaterThanOrEqual(30 - signInLimits.pair.refused)
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['', 'unknown'],
  ['unknown', 'unknown'],
])('the throttle knows %j as %j', (address, expected) => {
  expect(throttleAddress(address)).toBe(expected)
})

test('a session ends when it idles for the time-out, and is kept by use', async () => {
  await createDana()
  const reference = await enter(password)
  for (let time = 0; time < 6; time++) {
    pass(30 * minute - 1000)
    expect(await checkSession(reference)).toBeDefined()
  }
  pass(30 * minute + sessionLifetimes.touchMs)
  expect(await checkSession(reference)).toBeUndefined()
})

test('what a page asks for by itself does not keep a session', async () => {
  await createDana()
  const reference = await enter(password)
  for (let time = 0; time < 29; time++) {
    pass(minute)
    expect(await checkSession(reference, { isActivity: false })).toMatchObject({
      endsAt: new Date(+start + 30 * minute),
    })
  }
  pass(minute + 1)
  expect(await checkSession(reference, { isActivity: false })).toBeUndefined()
  expect(await checkSession(reference)).toBeUndefined()
})

test('a session ends after its lifetime, however busy', async () => {
  await createDana()
  const reference = await enter(password)
  for (let spent = 0; spent < sessionLifetimes.absoluteMs - 20 * minute; spent += 20 * minute) {
    pass(20 * minute)
    expect(await checkSession(reference)).toBeDefined()
  }
  pass(20 * minute)
  expect(await checkSession(reference)).toBeUndefined()
})

test('looking at pages writes once a minute at most', async () => {
  await createDana()
  const reference = await enter(password)
  const before = store.stats().turns
  for (let second = 0; second < 59; second++) {
    pass(1000)
    await checkSession(reference)
  }
  expect(store.stats().turns).toBe(before)
  pass(1000)
  await checkSession(reference)
  expect(store.stats().turns).toBe(before + 1)
})

test('signing out ends this session alone; everywhere ends all of this administrator’s', async () => {
  await createDana()
  await createAdministrator({ email: 'lee@example.com', password, role: 'reader' }, cliActor('root'))
  const [here, there, lee] = [
    await enter(password),
    await enter(password),
    await enter(password, home, 'lee@example.com'),
  ]
  const session = (await checkSession(here))!
  const actor = { id: session.administrator.id, name: session.administrator.email, ...home }

  pass(1)
  await endSession(session, actor)
  expect(await checkSession(here)).toBeUndefined()
  expect(await checkSession(there)).toBeDefined()

  pass(1)
  await endAllSessions((await checkSession(there))!, actor)
  expect(await checkSession(there)).toBeUndefined()
  expect(await checkSession(lee)).toBeDefined()
  expect((await audit()).slice(-2).map((row) => row.action)).toEqual(['session.end', 'session.end-all'])
})

test('a session of a disabled or deleted administrator is over at once', async () => {
  await createDana()
  const reference = await enter(password)
  await store.write(async (tx) => {
    await tx.update(tx.tables.administrators).set({ isDisabled: true })
  })
  expect(await checkSession(reference)).toBeUndefined()
  await store.write(async (tx) => {
    await tx.update(tx.tables.administrators).set({ isDisabled: false })
  })
  expect(await checkSession(reference)).toBeDefined()
  await store.write(async (tx) => {
    await tx.delete(tx.tables.administrators)
  })
  expect(await checkSession(reference)).toBeUndefined()
})

test('a reset ends the sessions and the old password, with its audit row, without either hash in it', async () => {
  await createDana()
  const reference = await enter(password)
  await expect(
    resetPassword({ email: 'DANA@example.com', password: 'nine loud badgers' }, cliActor('root')),
  ).resolves.toEqual({
    sessionsEnded: 1,
  })
  expect(await checkSession(reference)).toBeUndefined()
  await expect(enter(password)).rejects.toMatchObject({ code: 'unauthenticated' })
  pass(1)
  await expect(enter('nine loud badgers')).resolves.toBeTypeOf('string')
  const row = (await audit()).find((row) => row.action === 'administrator.reset-password')
  expect(row).toMatchObject({ actorId: 'cli', actorName: 'root', targetName: 'Dana@Example.com' })
  expect(`${row?.before}${row?.after}`).not.toContain('argon2')
})

test('a reference that was never given, or a session’s id, opens nothing', async () => {
  await createDana()
  const session = (await checkSession(await enter(password)))!
  for (const wrong of ['', 'x', session.id]) expect(await checkSession(wrong)).toBeUndefined()
})

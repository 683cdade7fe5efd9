import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { cliActor, systemActor } from './actor.ts'
import {
  checkSetupLink,
  createFirstOwner,
  ensureFirstAdministrator,
  issueSetupLink,
  redeemSetupLink,
} from './administrators-setup.ts'
import { createAdministrator, resetPassword } from './administrators.ts'
import { appendAudit } from './audit.ts'
import { ensureOrganisation } from './organisation.ts'
import { checkSession } from './sign-in-sessions.ts'

const environment = vi.hoisted(() => ({
  url: 'https://rollcall.example.com',
  firstAdministrator: undefined as { email: string; password: string } | undefined,
}))
vi.mock('#lib/env.ts', () => ({ env: () => environment }))

const opened = await openTestStore()
const { store } = opened
const password = 'seven quiet otters'
const owner = { email: 'dana@example.com', password, organisationName: ' Northwind Traders ' }
const caller = { address: '192.0.2.1', userAgent: 'Firefox' }
const hour = 3_600_000

beforeAll(() => useStore(store))
afterAll(async () => {
  useStore(undefined)
  await opened.close()
})
beforeEach(ensureOrganisation)
afterEach(async () => {
  vi.useRealTimers()
  environment.firstAdministrator = undefined
  await store.write(async (tx) => {
    const { administrators, organisations, sessions, setupLinks, auditLogs } = tx.tables
    for (const table of [administrators, organisations, sessions, setupLinks, auditLogs]) await tx.delete(table)
  })
})

const administrators = () => store.read.select().from(store.tables.administrators)
const audit = () => store.read.select().from(store.tables.auditLogs).orderBy(store.tables.auditLogs.id)
const secretOf = (url: string) => url.split('#')[1] ?? ''

test('the set-up link keeps its secret out of what reaches a server, and out of the store', async () => {
  const url = new URL(await issueSetupLink())
  expect(url.origin + url.pathname + url.search).toBe('https://rollcall.example.com/setup')
  const secret = secretOf(url.href)
  expect(secret).toMatch(/^[\w-]{43}$/)
  const rows = JSON.stringify([await store.read.select().from(store.tables.setupLinks), await audit()])
  expect(rows).not.toContain(secret)
})

test('the link makes the owner, names the organisation, and signs in', async () => {
  const secret = secretOf(await issueSetupLink())
  expect(await checkSetupLink(secret)).toBe('good')
  const session = await checkSession(await redeemSetupLink(secret, owner, caller))
  expect(session?.administrator).toMatchObject({ email: 'dana@example.com', role: 'owner' })
  expect(await store.read.select().from(store.tables.organisations)).toMatchObject([
    { id: '1', name: 'Northwind Traders' },
  ])
  expect((await audit()).map((row) => `${row.action} by ${row.actorName}`).sort()).toEqual([
    'administrator.create by dana@example.com',
    'organisation.update by dana@example.com',
    'session.create by dana@example.com',
    'setup-link.issue by Rollcall',
  ])
  expect(await checkSetupLink(secret)).toBe('done')
})

test('of two who use the link at once, one becomes the owner', async () => {
  const secret = secretOf(await issueSetupLink())
  const answers = await Promise.allSettled(
    ['dana', 'mallory'].map((name) => redeemSetupLink(secret, { ...owner, email: `${name}@example.com` }, caller)),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'not-found' })
  expect(await administrators()).toHaveLength(1)
  expect(await store.read.$count(store.tables.sessions)).toBe(1)
})

test('a link is no use when used, replaced, expired or made up', async () => {
  const first = secretOf(await issueSetupLink())
  const second = secretOf(await issueSetupLink())
  for (const wrong of [first, '', 'x', `${second}x`]) {
    expect(await checkSetupLink(wrong)).toBe('ended')
    await expect(redeemSetupLink(wrong, owner, caller)).rejects.toMatchObject({ code: 'not-found' })
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * hour - 1000 })
  expect(await checkSetupLink(second)).toBe('good')
  vi.setSystemTime(Date.now() + 2000)
  expect(await checkSetupLink(second)).toBe('ended')
  await expect(redeemSetupLink(second, owner, caller)).rejects.toMatchObject({ code: 'not-found' })
  expect(await administrators()).toEqual([])
})

test('a mistake in the form leaves the link good', async () => {
  const secret = secretOf(await issueSetupLink())
  for (const [change, field] of [
    [{ password: 'short' }, 'password'],
    [{ password: 'northwind-for-all' }, 'password'],
    [{ email: 'dana' }, 'email'],
    [{ email: 'dana@example.com\r\nBcc: x@example.com' }, 'email'],
    [{ organisationName: '  ' }, 'organisationName'],
    [{ organisationName: 'a\u0007b' }, 'organisationName'],
  ] as const) {
    await expect(redeemSetupLink(secret, { ...owner, ...change }, caller)).rejects.toMatchObject({
      code: 'invalid',
      field,
    })
  }
  expect(await checkSetupLink(secret)).toBe('good')
})

test('once there is an administrator, no way of the first run works', async () => {
  const secret = secretOf(await issueSetupLink())
  await createFirstOwner({ email: 'dana@example.com', password }, cliActor('root'))
  await expect(redeemSetupLink(secret, owner, caller)).rejects.toMatchObject({ code: 'not-found' })
  await expect(createFirstOwner({ email: 'lee@example.com', password }, cliActor('root'))).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await administrators()).toHaveLength(1)
})

test('of two first owners at once, one is made', async () => {
  const answers = await Promise.allSettled(
    ['dana', 'lee'].map((name) => createFirstOwner({ email: `${name}@example.com`, password }, systemActor)),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await administrators()).toHaveLength(1)
})

test('a start without an administrator prints a new link, and ends the older one', async () => {
  const printed: string[] = []
  for (let start = 0; start < 2; start++) await ensureFirstAdministrator((text) => printed.push(text))
  const secrets = printed.map((text) => /#([\w-]{43})/.exec(text)?.[1] ?? '')
  expect(await checkSetupLink(secrets[0]!)).toBe('ended')
  expect(await checkSetupLink(secrets[1]!)).toBe('good')
})

test('a start with the environment’s owner makes it once and prints nothing', async () => {
  environment.firstAdministrator = { email: 'dana@example.com', password }
  const print = vi.fn()
  await ensureFirstAdministrator(print)
  const [made] = await administrators()
  await ensureFirstAdministrator(print)
  environment.firstAdministrator = { email: 'dana@example.com', password: 'another good password' }
  await ensureFirstAdministrator(print)
  expect(await administrators()).toEqual([made])
  expect(made?.role).toBe('owner')
  expect(print).not.toHaveBeenCalled()
})

test.each([
  [{ email: 'dana@example.com', password: 'password1234' }, 'ROLLCALL_ADMIN_PASSWORD: '],
  [{ email: 'not an address', password }, 'ROLLCALL_ADMIN_EMAIL: '],
])('a start names the variable at fault: %#', async (given, start) => {
  environment.firstAdministrator = given
  await expect(ensureFirstAdministrator()).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(new RegExp(`^${start}`)),
  })
})

test('an e-mail address belongs to one administrator, whatever its case or form', async () => {
  await createAdministrator({ email: 'Dana@example.com', password, role: 'owner' }, systemActor)
  await expect(
    createAdministrator({ email: 'dANA@EXAMPLE.COM', password, role: 'reader' }, systemActor),
  ).rejects.toMatchObject({ code: 'conflict', field: 'email' })
  expect(await audit()).toHaveLength(1)
})

test('resetting the password of nobody says so', async () => {
  await expect(resetPassword({ email: 'nobody@example.com', password }, systemActor)).rejects.toMatchObject({
    code: 'not-found',
    field: 'email',
  })
})

test('the audit row goes when its change is rolled back', async () => {
  await expect(
    store.write(async (tx) => {
      await appendAudit(tx, systemActor, { action: 'setting.update', target: { type: 'setting', id: 'x', name: 'x' } })
      throw new Error('the change failed')
    }),
  ).rejects.toThrow('the change failed')
  expect(await audit()).toEqual([])
})

import { eq } from 'drizzle-orm'
import { TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { cliActor, type Actor } from './actor.ts'
import { resetSecondFactors } from './administrators-change.ts'
import { changeOwnPassword, createAdministrator, resetPassword } from './administrators.ts'
import { addPasskey, beginPasskey, listOwnPasskeys, removePasskey, renamePasskey } from './mfa-passkeys.ts'
import { changeSecondFactorPolicy } from './mfa-policy.ts'
import { readRecoveryCodesLeft, renewRecoveryCodes } from './mfa-recovery-codes.ts'
import { addTotp, beginTotp, removeTotp } from './mfa-totp.ts'
import { ensureOrganisation } from './organisation.ts'
import { beginPasskeySignIn, signInWithPasskey } from './sign-in-passkey.ts'
import { signInWithCode } from './sign-in-second-factor.ts'
import { checkSession, type Session } from './sign-in-sessions.ts'
import { signInLimits } from './sign-in-throttle.ts'
import { signIn } from './sign-in.ts'
import { TestAuthenticator } from './testing-authenticator.ts'

const origin = 'https://rollcall.example.com'
vi.mock('#lib/env.ts', () => ({
  env: () => ({ url: 'https://rollcall.example.com', secret: 'a secret of thirty-two characters' }),
}))

const opened = await openTestStore()
const { store } = opened
const password = 'seven quiet otters'
const home = { address: '192.0.2.1', userAgent: 'Firefox' }
const second = 1000
let actor: Actor
let session: Session

beforeAll(() => useStore(store))
afterAll(async () => {
  useStore(undefined)
  await opened.close()
})
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T09:00:00.000Z') })
  await ensureOrganisation()
  const { id } = await createAdministrator({ email: 'dana@example.com', password, role: 'owner' }, cliActor('root'))
  actor = { id, name: 'dana@example.com', ...home }
  session = await enter()
})
afterEach(async () => {
  vi.useRealTimers()
  await store.write(async (tx) => {
    for (const table of Object.values(tx.tables)) await tx.delete(table)
  })
})

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const audit = async () => (await store.read.select().from(store.tables.auditLogs)).map((row) => row.action)
async function enter(): Promise<Session> {
  const step = await signIn({ email: 'dana@example.com', password }, home)
  if (step.kind !== 'signed-in') throw new Error('asked for a second factor')
  return (await checkSession(step.reference))!
}
async function half(): Promise<string> {
  const step = await signIn({ email: 'dana@example.com', password }, home)
  if (step.kind !== 'second-factor') throw new Error('let in by the password alone')
  return step.sealed
}
const codeOf = (secret: string) =>
  new TOTP({ secret: secret.replaceAll(' ', ''), algorithm: 'SHA1', digits: 6, period: 30 }).generate()
async function setUpTotp(): Promise<{ secret: string; codes: string[] }> {
  const { secret, sealed } = await beginTotp(session)
  const { recoveryCodes } = await addTotp(session, { sealed, code: codeOf(secret) }, actor)
  pass(31 * second)
  return { secret, codes: recoveryCodes ?? [] }
}
async function setUpPasskey(): Promise<TestAuthenticator> {
  const authenticator = new TestAuthenticator(origin)
  const { options, sealed } = await beginPasskey(session)
  await addPasskey(session, sealed, { name: 'Laptop', response: authenticator.register(options.challenge) }, actor)
  return authenticator
}
const refusedCode = { code: 'unauthenticated', field: 'code' }
const refused = { code: 'unauthenticated' }

test('an app is on once a first code proves it, and a password alone opens nothing then', async () => {
  const offer = await beginTotp(session)
  await expect(addTotp(session, { sealed: offer.sealed, code: '000000' }, actor)).rejects.toMatchObject({
    field: 'code',
  })
  await enter()
  const { recoveryCodes } = await addTotp(session, { sealed: offer.sealed, code: codeOf(offer.secret) }, actor)
  expect(recoveryCodes).toHaveLength(10)
  // The sessions that were opened without it are over; this one goes on.
  expect(await store.read.$count(store.tables.sessions)).toBe(1)
  pass(31 * second)
  const reference = await signInWithCode(await half(), codeOf(offer.secret), home)
  expect(await checkSession(reference)).toMatchObject({ administrator: { email: 'dana@example.com' } })
  const rows = JSON.stringify([
    await store.read.select().from(store.tables.totpFactors),
    await store.read.select().from(store.tables.auditLogs),
  ])
  expect(rows).not.toContain(offer.secret.replaceAll(' ', ''))
})

test('a code works once, and so does a half-done sign-in', async () => {
  const { secret } = await setUpTotp()
  const code = codeOf(secret)
  const sealed = await half()
  await signInWithCode(sealed, code, home)
  await expect(signInWithCode(await half(), code, home)).rejects.toMatchObject(refusedCode)
  pass(31 * second)
  await expect(signInWithCode(sealed, codeOf(secret), home)).rejects.toMatchObject(refusedCode)
})

test('guessing codes is throttled as guessing passwords is', async () => {
  const { secret } = await setUpTotp()
  const sealed = await half()
  for (let time = 0; time < signInLimits.pair.refused; time++)
    await expect(signInWithCode(sealed, '000000', home)).rejects.toMatchObject(refusedCode)
  await expect(signInWithCode(sealed, codeOf(secret), home)).rejects.toMatchObject({ code: 'throttled' })
  await expect(half()).rejects.toMatchObject({ code: 'throttled' })
  expect((await audit()).filter((action) => action === 'session.refuse').length).toBeGreaterThan(4)
})

test('a half-done sign-in ends with its time, and with a new password', async () => {
  const { secret } = await setUpTotp()
  const late = await half()
  pass(10 * 60 * second)
  await expect(signInWithCode(late, codeOf(secret), home)).rejects.toMatchObject(refused)
  const before = await half()
  await resetPassword({ email: 'dana@example.com', password: 'nine loud badgers' }, cliActor('root'))
  await expect(signInWithCode(before, codeOf(secret), home)).rejects.toMatchObject(refused)
  await expect(signInWithCode(undefined, codeOf(secret), home)).rejects.toMatchObject(refused)
  // The reset of the password left the second factor where it was.
  expect((await signIn({ email: 'dana@example.com', password: 'nine loud badgers' }, home)).kind).toBe('second-factor')
})

test('a recovery code stands in once; new ones end the old', async () => {
  const { codes } = await setUpTotp()
  await signInWithCode(await half(), codes[0]!.toLowerCase(), home)
  await expect(signInWithCode(await half(), codes[0]!, home)).rejects.toMatchObject(refusedCode)
  expect(await readRecoveryCodesLeft(actor.id)).toBe(9)
  const [fresh = ''] = await renewRecoveryCodes(session, actor)
  await expect(signInWithCode(await half(), codes[1]!, home)).rejects.toMatchObject(refusedCode)
  await signInWithCode(await half(), fresh, home)
  expect(await audit()).toContain('recovery-codes.use')
})

test('a passkey signs in without a password, and each signature works once', async () => {
  const authenticator = await setUpPasskey()
  expect(await readRecoveryCodesLeft(actor.id)).toBe(10)
  await half()
  const { options, sealed } = await beginPasskeySignIn()
  const response = authenticator.signIn(options.challenge)
  const reference = await signInWithPasskey(sealed, response, home)
  expect(await checkSession(reference)).toMatchObject({ administrator: { id: actor.id } })
  expect(await listOwnPasskeys(actor.id)).toMatchObject([{ name: 'Laptop', lastUsedAt: new Date().toISOString() }])
  await expect(signInWithPasskey(sealed, response, home)).rejects.toMatchObject(refused)
})

test.each<[string, (authenticator: TestAuthenticator) => void, string?]>([
  ['of another origin', () => undefined, 'https://evil.example'],
  ['without the finger or the PIN', (authenticator) => (authenticator.isVerifying = false)],
  ['of a copy whose counter lags behind', (authenticator) => (authenticator.counter = 0)],
])('a signature %s is refused', async (_what, spoil, from) => {
  const authenticator = await setUpPasskey()
  authenticator.counter = 5
  const first = await beginPasskeySignIn()
  await signInWithPasskey(first.sealed, authenticator.signIn(first.options.challenge), home)
  spoil(authenticator)
  const next = await beginPasskeySignIn()
  const response = authenticator.signIn(next.options.challenge, from)
  await expect(signInWithPasskey(next.sealed, response, home)).rejects.toMatchObject(refused)
})

test('a signature for another challenge, or of nobody’s passkey, is refused', async () => {
  const authenticator = await setUpPasskey()
  const [one, other] = [await beginPasskeySignIn(), await beginPasskeySignIn()]
  const response = authenticator.signIn(one.options.challenge)
  await expect(signInWithPasskey(other.sealed, response, home)).rejects.toMatchObject(refused)
  const stranger = new TestAuthenticator(origin).signIn(one.options.challenge)
  await expect(signInWithPasskey(one.sealed, stranger, home)).rejects.toMatchObject(refused)
  await removePasskey(session, authenticator.id, actor)
  await expect(signInWithPasskey(one.sealed, response, home)).rejects.toMatchObject(refused)
  // Without a factor left, the password is enough again, and recovery codes have no use.
  expect(await readRecoveryCodesLeft(actor.id)).toBe(0)
  await enter()
})

test('a passkey is added for the session that asked, once', async () => {
  const authenticator = new TestAuthenticator(origin)
  const { options, sealed } = await beginPasskey(session)
  const answer = { name: 'Laptop', response: authenticator.register(options.challenge) }
  await expect(addPasskey(await enter(), sealed, answer, actor)).rejects.toMatchObject({ code: 'invalid' })
  const foreign = { name: 'Laptop', response: authenticator.register(options.challenge, 'https://evil.example') }
  await expect(addPasskey(session, sealed, foreign, actor)).rejects.toMatchObject({ code: 'invalid' })
  await expect(addPasskey(session, sealed, { ...answer, name: ' ' }, actor)).rejects.toMatchObject({ field: 'name' })
  await addPasskey(session, sealed, answer, actor)
  await expect(addPasskey(session, sealed, answer, actor)).rejects.toMatchObject({ code: 'invalid' })
})

test('a passkey is renamed by its owner alone, and the audit log tells from what to what', async () => {
  const { id } = await setUpPasskey()
  await renamePasskey(session, { id, name: '  Security key ' }, actor)
  expect(await listOwnPasskeys(actor.id)).toMatchObject([{ id, name: 'Security key' }])
  const { auditLogs } = store.tables
  const rows = await store.read.select().from(auditLogs).where(eq(auditLogs.action, 'passkey.update'))
  expect(rows).toMatchObject([{ before: '{"name":"Laptop"}', after: '{"name":"Security key"}' }])
  await expect(renamePasskey(session, { id, name: ' ' }, actor)).rejects.toMatchObject({ field: 'name' })
  const stranger = { ...session, administrator: { ...session.administrator, id: 'lee' } }
  await expect(renamePasskey(stranger, { id, name: 'Mine' }, actor)).rejects.toMatchObject({ code: 'not-found' })
  expect(await listOwnPasskeys(actor.id)).toMatchObject([{ name: 'Security key' }])
})

test('where a second factor is required, there is nothing to do without one, nor to take the last away', async () => {
  await expect(changeSecondFactorPolicy('owners', session, actor)).rejects.toMatchObject({ code: 'conflict' })
  await setUpTotp()
  await changeSecondFactorPolicy('owners', session, actor)
  await expect(removeTotp(session, actor)).rejects.toMatchObject({ code: 'conflict' })
  const authenticator = await setUpPasskey()
  await removeTotp(session, actor)
  await expect(removePasskey(session, authenticator.id, actor)).rejects.toMatchObject({ code: 'conflict' })
  await resetSecondFactors(actor.id, cliActor('root'))
  expect(await enter()).toMatchObject({ isRestricted: true })
  await createAdministrator({ email: 'lee@example.com', password, role: 'editor' }, cliActor('root'))
  const step = await signIn({ email: 'lee@example.com', password }, home)
  expect(await checkSession(step.kind === 'signed-in' ? step.reference : '')).toMatchObject({ isRestricted: false })
})

test('another password ends every session but the one it was chosen in', async () => {
  const elsewhere = await signIn({ email: 'dana@example.com', password }, home)
  await changeOwnPassword(session, 'nine loud badgers', actor)
  expect(await checkSession(elsewhere.kind === 'signed-in' ? elsewhere.reference : '')).toBeUndefined()
  expect(await store.read.$count(store.tables.sessions)).toBe(1)
  await expect(changeOwnPassword(session, 'short', actor)).rejects.toMatchObject({ field: 'password' })
})

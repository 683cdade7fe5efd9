import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashNewPassword, rehashPassword, verifyPassword } from './passwords.ts'

const good = 'seven quiet otters'

test('a good password is hashed with argon2id and known again', async () => {
  const hashed = await hashNewPassword(good, ['dana@example.com'])
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hashed, good)).toBe(true)
  for (const wrong of ['', ' ', `${good} `, ` ${good}`, good.toUpperCase(), good.slice(0, -1)]) {
    expect(await verifyPassword(hashed, wrong)).toBe(false)
  }
})

test('spaces at the ends and every one of many characters count', async () => {
  const long = `  ${'ab cd éf 12 '.repeat(60)}`
  const hashed = await hashNewPassword(long, [])
  expect(await verifyPassword(hashed, long)).toBe(true)
  expect(await verifyPassword(hashed, long.trim())).toBe(false)
  expect(await verifyPassword(hashed, `${long.slice(0, -1)}!`)).toBe(false)
})

test('what looks alike is the same password, typed on any keyboard', async () => {
  const hashed = await hashNewPassword('Zürich—Genève 1291', [])
  expect(await verifyPassword(hashed, 'Zürich—Genève 1291'.normalize('NFD'))).toBe(true)
  expect(await verifyPassword(await hashNewPassword('ｆｕｌｌ ｗｉｄｔｈ １２', []), 'full width 12')).toBe(true)
})

test.each([
  ['too short', 'elevenchars', 'at least 12'],
  ['short in characters, long in code units', '🔑🔒🗝🚪🪟🏠', 'at least 12'],
  ['too long', 'abcd efgh '.repeat(103), 'more than 1,024'],
  ['common', 'unbelievable', 'commonest'],
  ['common with digits', 'password1234', 'commonest'],
  ['common with signs around', '!!Welcome2026!!', 'commonest'],
  ['common in 1337', 'P@ssw0rd2026', 'commonest'],
  ['common twice', 'dragondragon', 'commonest'],
  ['one character', 'aaaaaaaaaaaaaaaa', 'repeats'],
  ['two characters', 'abababababababab', 'repeats'],
  ['a run', 'abcdefghijklm', 'run'],
  ['digits in order', '1234567890123', 'run'],
  ['the product', 'my-RollCall-login', 'rollcall'],
  ['the local part', 'i am dana.reyes now', 'dana.reyes'],
  ['a name of the address', 'hello reyes hello', 'reyes'],
  ['the organisation', 'northwind forever', 'northwind'],
  ['a lone surrogate', 'seven quiet \ud800 otters', 'typed again'],
  ['a NUL', 'seven quiet \0 otters', 'typed again'],
])('refuses a password that is %s', async (_what, password, reason) => {
  await expect(hashNewPassword(password, ['dana.reyes@example.com', 'Northwind Traders'])).rejects.toMatchObject({
    code: 'invalid',
    field: 'password',
    message: expect.stringContaining(reason),
  })
})

test.each(['correct horse battery staple', 'tr0ub4dor&3-and-more', 'xK9#mQ2$vL5@nR8', 'пароль для портала 7'])(
  'takes %s',
  async (password) => {
    await expect(hashNewPassword(password, ['dana@example.com'])).resolves.toContain('$argon2id$')
  },
)

async function timed(hashed: string | undefined): Promise<number> {
  const start = performance.now()
  expect(await verifyPassword(hashed, 'not the password')).toBe(false)
  return performance.now() - start
}

test('no account costs what an account costs', async () => {
  const hashed = await hashNewPassword(good, [])
  await timed(undefined)
  // The least of several, taken in turns: a busy machine only ever adds.
  let [known, unknown] = [Infinity, Infinity]
  for (let round = 0; round < 9; round++) {
    known = Math.min(known, await timed(hashed))
    unknown = Math.min(unknown, await timed(undefined))
  }
  expect(unknown).toBeGreaterThan(known / 2)
  expect(unknown).toBeLessThan(known * 2)
})

test('nobody signs in to no account, not even with the stand-in’s password', async () => {
  expect(await verifyPassword(undefined, 'nobody has this password')).toBe(false)
})

test('a hash with older parameters is renewed, a current one is left alone', async () => {
  const old = await hash(good, { memoryCost: 8192, timeCost: 1 })
  const renewed = await rehashPassword(old, good)
  expect(renewed).toContain('m=19456,t=2,p=1')
  expect(await verifyPassword(renewed, good)).toBe(true)
  expect(await rehashPassword(renewed!, good)).toBeUndefined()
})

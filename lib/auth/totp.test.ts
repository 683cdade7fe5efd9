import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { matchTotp, newTotpSecret, totpUri } from './totp.ts'

// RFC 6238 appendix B, SHA-1, the last six of its eight digits.
const secret = Secret.fromLatin1('12345678901234567890').base32

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_111_111_111, '050471', 37_037_037],
  [1_234_567_890, '005924', 41_152_263],
  [2_000_000_000, '279037', 66_666_666],
])('at %d s the code is %s', (seconds, code, step) => {
  const now = new Date(seconds * 1000)
  expect(matchTotp(secret, code, 0, now)).toBe(step)
  expect(matchTotp(secret, `${code.slice(0, 3)} ${code.slice(3)}`, 0, now)).toBe(step)
})

test('one step early or late is taken, two are not', () => {
  const at = (seconds: number) => matchTotp(secret, '050471', 0, new Date(seconds * 1000))
  const first = 37_037_037 * 30
  expect([first - 31, first - 30, first, first + 59, first + 60].map(at)).toEqual([
    undefined,
    37_037_037,
    37_037_037,
    37_037_037,
    undefined,
  ])
})

test('a code is taken once, and none before it afterwards', () => {
  const now = new Date(1_111_111_111_000)
  expect(matchTotp(secret, '050471', 37_037_036, now)).toBe(37_037_037)
  expect(matchTotp(secret, '050471', 37_037_037, now)).toBeUndefined()
  expect(matchTotp(secret, '081804', 37_037_037, now)).toBeUndefined()
})

test.each(['', '05047', '0504710', 'abcdef', '٠٥٠٤٧١'])('%j is no code', (code) => {
  expect(matchTotp(secret, code, 0, new Date(1_111_111_111_000))).toBeUndefined()
})

test('the address in the QR code says whose it is, and where', () => {
  const uri = new URL(totpUri(secret, { email: 'dana@example.com', issuer: 'Rollcall (Northwind)' }))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('dana@example.com')
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
})

import { expect, test } from 'vitest'
import { looksLikeScimToken, newScimToken, randomSecret, sha256Hex } from './secrets.ts'

test('a token is letters and digits, recognisable, and known only by its hash', () => {
  const { token, hash, hint } = newScimToken()
  expect(token).toMatch(/^scim[0-9A-Za-z]{49}$/)
  expect(hash).toBe(sha256Hex(token))
  expect(hint).toBe(token.slice(-4))
  expect(looksLikeScimToken(token)).toBe(true)
})

test('the random part carries 256 bits, evenly spread', () => {
  expect(43 * Math.log2(62)).toBeGreaterThanOrEqual(256)
  const seen = new Map<string, number>()
  for (let round = 0; round < 600; round++) {
    for (const character of newScimToken().token.slice(4, 47)) seen.set(character, (seen.get(character) ?? 0) + 1)
  }
  expect(seen.size).toBe(62)
  const expected = (600 * 43) / 62
  // Chi squared with 61 degrees of freedom stays under 125 but for one run in a million; modulo bias would give 300 and more.
  const chiSquared = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(chiSquared).toBeLessThan(125)
})

test('a changed, missing, added or swapped character is noticed', () => {
  const { token } = newScimToken()
  for (let position = 0; position < token.length; position++) {
    const other = token[position] === 'x' ? 'y' : 'x'
    expect(looksLikeScimToken(token.slice(0, position) + other + token.slice(position + 1))).toBe(false)
    expect(looksLikeScimToken(token.slice(0, position) + token.slice(position + 1))).toBe(false)
  }
  for (const wrong of ['', `${token}0`, ` ${token}`, token.toUpperCase(), token.replace('scim', 'scam')]) {
    expect(looksLikeScimToken(wrong)).toBe(false)
  }
})

test('no two secrets are alike', () => {
  const secrets = Array.from({ length: 200 }, randomSecret)
  expect(new Set(secrets).size).toBe(200)
  expect(secrets.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true)
})

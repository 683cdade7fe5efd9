import { expect, test } from 'vitest'
import { newScimToken } from '#lib/auth/secrets.ts'
import { auditDifference } from './audit-difference.ts'

const moment = new Date('2026-03-01T10:00:00.000Z')
const later = new Date('2026-03-02T10:00:00.000Z')

test.each<{ name: string; before?: object; after?: object; expected: [unknown, unknown] }>([
  {
    name: 'a creation',
    after: { name: 'Okta', domains: ['a.example'] },
    expected: [null, { name: 'Okta', domains: ['a.example'] }],
  },
  { name: 'a deletion', before: { name: 'Okta' }, expected: [{ name: 'Okta' }, null] },
  {
    name: 'a change',
    before: { name: 'Okta', on: true },
    after: { name: 'Entra', on: true },
    expected: [{ name: 'Okta' }, { name: 'Entra' }],
  },
  {
    name: 'nothing changed',
    before: { name: 'Okta', at: moment },
    after: { name: 'Okta', at: new Date(moment) },
    expected: [null, null],
  },
  { name: 'a field that came', before: {}, after: { name: 'Okta' }, expected: [null, { name: 'Okta' }] },
  {
    name: 'a field set to null',
    before: { name: 'Okta' },
    after: { name: null },
    expected: [{ name: 'Okta' }, { name: null }],
  },
  {
    name: 'a changed date',
    before: { at: moment },
    after: { at: later },
    expected: [{ at: moment.toISOString() }, { at: later.toISOString() }],
  },
  {
    name: 'a date under a secret name',
    before: { tokenUsedAt: null },
    after: { tokenUsedAt: later },
    expected: [{ tokenUsedAt: null }, { tokenUsedAt: later.toISOString() }],
  },
  {
    name: 'a nested change',
    before: { saml: { a: 1, b: 2 } },
    after: { saml: { b: 3, a: 1 } },
    expected: [{ saml: { b: 2 } }, { saml: { b: 3 } }],
  },
  {
    name: 'the order of keys',
    before: { list: [{ a: 1, b: 2 }] },
    after: { list: [{ b: 2, a: 1 }] },
    expected: [null, null],
  },
  {
    name: 'a hint',
    before: { tokenHint: 'aaaa' },
    after: { tokenHint: 'bbbb' },
    expected: [{ tokenHint: 'aaaa' }, { tokenHint: 'bbbb' }],
  },
  {
    name: 'words that only contain a secret word',
    after: { monkey: 'x', keyboard: 'y', hashtag: 'z' },
    expected: [null, { monkey: 'x', keyboard: 'y', hashtag: 'z' }],
  },
])('keeps what differs: $name', ({ before, after, expected }) => {
  const difference = auditDifference(before, after)
  expect([difference.before, difference.after].map((side) => (side === null ? null : JSON.parse(side)))).toEqual(
    expected,
  )
})

const planted = 'planted-8d1f'
test.each([
  'password',
  'passwordHash',
  'newPassword',
  'token',
  'bearer_token',
  'hash',
  'secret',
  'clientSecret',
  'key',
  'sealedKey',
  'SEALED_KEY',
  'privateKey',
  'Authorization',
])('a planted secret under the name %s never gets through, at any depth', (name) => {
  const shapes = [planted, { inner: planted }, [planted], Buffer.from(planted), 20_261_104]
  for (const value of shapes) {
    const { before, after } = auditDifference(
      { [name]: value, deep: { list: [{ [name]: value }] } },
      { [name]: null, deep: { list: [] } },
    )
    expect(`${before}${after}`).not.toContain(planted)
    expect(`${before}${after}`).not.toContain('20261104')
    expect(JSON.parse(before!)).toEqual({ [name]: '[redacted]', deep: { list: [{ [name]: '[redacted]' }] } })
  }
})

test('a secret under an innocent name is known by its look', () => {
  const { token } = newScimToken()
  for (const value of [token, `Bearer ${token}`, '$argon2id$v=19$m=19456$x', '-----BEGIN PRIVATE KEY-----\nx']) {
    expect(auditDifference(undefined, { note: value }).after).toBe('{"note":"[redacted]"}')
  }
})

test('that a secret changed still shows', () => {
  expect(auditDifference({ password: 'a' }, { password: 'b' })).toEqual({
    before: '{"password":"[redacted]"}',
    after: '{"password":"[redacted]"}',
  })
})

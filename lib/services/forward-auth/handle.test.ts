import { expect, test } from 'vitest'
import { seal } from '#lib/auth/seal.ts'
import { samePath } from '../sign-on/return-to.ts'
import { handOverLifetimeMs, openHandOver, ownPath, sealHandOver } from './handle.ts'

process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'

const now = new Date('2026-11-22T12:00:00Z')
const begun = { origin: 'https://wiki.example.com', path: '/pages?x=1', browserHash: 'b'.repeat(64) }

test('comes back as it was, for a quarter of an hour', () => {
  const handle = sealHandOver(begun, now)
  expect(openHandOver(handle, now)).toEqual(begun)
  expect(openHandOver(handle, new Date(now.getTime() + handOverLifetimeMs - 1))).toEqual(begun)
  expect(openHandOver(handle, new Date(now.getTime() + handOverLifetimeMs))).toBeUndefined()
})

test('nobody reads or makes one, and nothing else that we seal is one', () => {
  const handle = sealHandOver(begun, now)
  expect(Buffer.from(handle.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('wiki')
  const other = seal(JSON.stringify({ o: begun.origin, p: '/', b: '', until: now.getTime() + 1_000 }))
  for (const text of [
    '',
    'v1.',
    'v1.AAAA',
    handle.slice(0, -8),
    handle.toLowerCase(),
    other,
    seal('null'),
    seal('{}'),
    seal('"x"'),
  ]) {
    expect(openHandOver(text, now), text).toBeUndefined()
  }
})

test('the longest is an address that a sign-in leads back to', () => {
  const origin = `https://${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example.com:65535`
  const handle = sealHandOver({ ...begun, origin, path: `/${'p'.repeat(999)}` }, now)
  const path = `/forward-auth/continue?handle=${handle}`
  expect(openHandOver(handle, now)?.path).toHaveLength(1_000)
  expect(samePath(path)).toBe(path)
})

test.each([
  ['/a?b=c', '/a?b=c'],
  ['//elsewhere.example/', '//elsewhere.example/'],
  ['a', '/'],
  ['', '/'],
  ['/a b', '/'],
  ['/a#b', '/'],
  ['/a\r\nSet-Cookie: x', '/'],
  ['/é', '/'],
  ['/.rollcall/sign-in?to=/', '/'],
  ['/.rollcalled', '/.rollcalled'],
  [`/${'a'.repeat(1_000)}`, '/'],
])('of the path %j comes back %j', (path, back) => expect(ownPath(path)).toBe(back))

import { expect, test, vi } from 'vitest'
import { callerOf } from './caller.ts'
import { assertOwnOrigin, ownPath } from './own-origin.ts'

const environment = vi.hoisted(() => ({ url: 'https://rollcall.example.com', isUrlAssumed: false }))
vi.mock('#lib/env.ts', () => ({ env: () => environment }))

test('takes what our own pages ask for', () => {
  expect(() => assertOwnOrigin(new Headers({ origin: 'https://rollcall.example.com' }))).not.toThrow()
})

test.each([
  ['null', 'null'],
  ['nothing', undefined],
  ['an empty one', ''],
  ['another site', 'https://evil.example'],
  ['plain http', 'http://rollcall.example.com'],
  ['another port', 'https://rollcall.example.com:8443'],
  ['a longer host', 'https://rollcall.example.com.evil.example'],
  ['a subdomain', 'https://x.rollcall.example.com'],
  ['two', 'https://rollcall.example.com, https://evil.example'],
])('refuses an Origin that is %s, and says where to go', (_what, origin) => {
  const headers = new Headers(origin === undefined ? {} : { origin })
  expect(() => assertOwnOrigin(headers)).toThrow('https://rollcall.example.com')
})

test('where ROLLCALL_URL is not set, the refusal names it', () => {
  environment.isUrlAssumed = true
  expect(() => assertOwnOrigin(new Headers({ origin: 'http://192.0.2.1:3000' }))).toThrow('set ROLLCALL_URL')
  environment.isUrlAssumed = false
})

test.each([
  ['/', '/'],
  ['/authentication/scim/users?q=a&page=2', '/authentication/scim/users?q=a&page=2'],
  ['/a/../b', '/b'],
  [undefined, '/'],
  [null, '/'],
  ['', '/'],
  ['authentication', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['https://evil.example/', '/'],
  ['https://rollcall.example.com/x', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?return=/sign-in', '/'],
  ['/setup', '/'],
  ['/api/auth/signout', '/'],
  ['/sign-ins', '/sign-ins'],
  [`/${'x'.repeat(3000)}`, '/'],
])('after signing in, %j leads to %j', (wanted, expected) => {
  expect(ownPath(wanted)).toBe(expected)
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['6.6.6.6, 192.0.2.1', '192.0.2.1'],
  ['<script>', 'unknown'],
  [undefined, 'unknown'],
])('a caller with X-Forwarded-For %j is %j', (forwarded, expected) => {
  const headers = new Headers({ 'user-agent': 'x'.repeat(900) })
  if (forwarded) headers.set('x-forwarded-for', forwarded)
  expect(callerOf(headers)).toEqual({ address: expected, userAgent: 'x'.repeat(512) })
})

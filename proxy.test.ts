import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { config, proxy } from './proxy.ts'

const environment = vi.hoisted(() => ({ url: '' }))
vi.mock('#lib/env.ts', () => ({ env: () => environment }))
beforeEach(() => {
  environment.url = 'https://rollcall.example.com'
})

const ask = (path: string, options: { cookie?: string; method?: string; headers?: Record<string, string> } = {}) =>
  proxy(
    new NextRequest(`https://rollcall.example.com${path}`, {
      method: options.method ?? 'GET',
      headers: { ...options.headers, ...(options.cookie ? { cookie: `${options.cookie}=x` } : {}) },
    }),
  )
const signedIn = { cookie: '__Host-rollcall.session' }

test.each([
  ['/', '/sign-in'],
  ['/authentication/scim/users?q=a', '/sign-in?return=%2Fauthentication%2Fscim%2Fusers%3Fq%3Da'],
  ['/nowhere', '/sign-in?return=%2Fnowhere'],
])('%s without a cookie leads to %s', (path, expected) => {
  const response = ask(path)
  expect(response.status).toBe(307)
  expect(response.headers.get('location')).toBe(`https://rollcall.example.com${expected}`)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test('the way to the sign-in page stays on the host that was asked, whatever ROLLCALL_URL is', () => {
  environment.url = 'http://localhost:3000'
  expect(ask('/').headers.get('location')).toBe('https://rollcall.example.com/sign-in')
})

test('the cookie of plain http is none on https, and the other way round', () => {
  expect(ask('/', { cookie: 'rollcall.session' }).status).toBe(307)
  environment.url = 'http://localhost:3000'
  expect(ask('/', { cookie: 'rollcall.session' }).status).toBe(200)
  expect(ask('/', signedIn).status).toBe(307)
})

test.each([
  '/sign-in',
  '/setup',
  '/api/auth/csrf',
  '/saml/123/metadata',
  '/saml/login',
  '/clstart?version=1',
  '/single-sign-on',
  '/me',
])('%s needs no cookie', (path) => {
  expect(ask(path).status).toBe(200)
})

test('a server action answers for itself', () => {
  expect(ask('/authentication', { method: 'POST' }).status).toBe(200)
})

test('a page has a policy with a nonce of its own, which Next and the layout are told', () => {
  const [first, second] = [ask('/', signedIn), ask('/', signedIn)]
  const policy = first.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(first.headers.get('x-middleware-request-x-nonce')).toBe(nonce)
  expect(first.headers.get('x-middleware-request-content-security-policy')).toBe(policy)
  expect(second.headers.get('content-security-policy')).not.toBe(policy)
  for (const directive of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "style-src-attr 'unsafe-inline'",
  ]) {
    expect(policy).toContain(directive)
  }
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.split('; ').find((directive) => directive.startsWith('script-src'))).not.toContain('unsafe-inline')
})

test.each(['/saml/login', '/saml/216/finish', '/clstart', '/me/logout'])('%s sets a policy of its own', (path) => {
  expect(ask(path).headers.get('content-security-policy')).toBeNull()
  expect(ask('/me').headers.get('content-security-policy')).toContain("form-action 'self'")
})

test('what a client says in our own headers does not reach a page', () => {
  const response = ask('/here?a=1', { ...signedIn, headers: { 'x-rollcall-path': '/there', 'x-nonce': 'known' } })
  expect(response.headers.get('x-middleware-request-x-rollcall-path')).toBe('/here?a=1')
  expect(response.headers.get('x-middleware-request-x-nonce')).not.toBe('known')
})

test('every answer has the usual headers; https has HSTS for a year', () => {
  const { headers } = ask('/', signedIn)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(ask('/setup').headers.get('referrer-policy')).toBe('no-referrer')
  environment.url = 'http://localhost:3000'
  expect(ask('/sign-in').headers.get('strict-transport-security')).toBeNull()
})

test.each([
  ['/', true],
  ['/authentication/scim/users', true],
  ['/sign-in', true],
  ['/healthy', true],
  ['/scimitar', true],
  ['/scim/1/2/v2/Users', false],
  ['/1/216/scim/Users', false],
  ['/1/216/scim', false],
  ['/_next/static/chunks/a.js', false],
  ['/health', false],
  ['/import/users', false],
  ['/user-management/import', true],
  ['/saml/216/acs', false],
  ['/saml/216/logout', false],
  ['/saml/216/finish', true],
  ['/saml/login', true],
])('looks after %s: %s', (path, expected) => {
  expect(new RegExp(`^${config.matcher[0]}$`).test(path)).toBe(expected)
})

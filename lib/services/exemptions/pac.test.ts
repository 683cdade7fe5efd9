import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExemptedBy, parseExemptedUrl, readExemptedUrl } from './entry.ts'
import { knownSets } from './known-sets.ts'
import { pacFile, readProxy } from './pac.ts'

/** Asks a PAC file as a browser does: with the address, without the path of https, and its host. */
function ask(pac: string, address: string): string {
  const context = createContext({})
  runInContext(pac, context)
  const url = new URL(address)
  const seen = url.protocol === 'https:' ? `${url.origin}/` : url.href
  return String(runInContext(`FindProxyForURL(${JSON.stringify(seen)}, ${JSON.stringify(url.hostname)})`, context))
}

const proxy = 'proxy.example.com:8080'
const all = [
  ...knownSets.flatMap((set) => set.urls),
  'intranet.example.com',
  'login.example.com/oauth2',
  '.example.org/auth/start',
  '10.0.0.1',
]

describe('the PAC file, run by an interpreter', () => {
  test.each([
    ['https://okta.com/', true],
    ['https://example.okta.com/app/x', true],
    ['https://EXAMPLE.OKTA.COM./', true],
    ['http://cdn.eu.oktacdn.com/a.js', true],
    ['https://login.microsoftonline.com/tenant', true],
    ['https://intranet.example.com/', true],
    ['http://10.0.0.1/', true],
    ['http://login.example.com/oauth2', true],
    ['http://login.example.com/oauth2/authorize?x=/other', true],
    ['http://a.example.org/auth/start/', true],
    // Not what they look like.
    ['https://notokta.com/', false],
    ['https://okta.com.evil.example/', false],
    ['https://evil.example/?.okta.com', false],
    ['https://evil.example/login.microsoftonline.com', false],
    ['https://sub.intranet.example.com/', false],
    ['https://sub.login.microsoftonline.com/', false],
    ['http://login.example.com/oauth2x', false],
    ['http://login.example.com/a/oauth2', false],
    ['http://login.example.com/?/oauth2', false],
    ['http://evil.example/http://login.example.com/oauth2', false],
    // A browser hides the path of https from a PAC file.
    ['https://login.example.com/oauth2', false],
    ['https://example.com/', false],
  ])('%s goes straight: %s', (address, isDirect) => {
    expect(ask(pacFile(all, proxy), address)).toBe(isDirect ? 'DIRECT' : `PROXY ${proxy}`)
    expect(all.some((url) => isExemptedBy(parseExemptedUrl(url), new URL(address)))).toBe(isDirect)
  })

  test('the rule and the file agree on whatever addresses there are', () => {
    const host = fc.constantFrom(
      'okta.com',
      'a.okta.com',
      'xokta.com',
      'login.example.com',
      'a.example.org',
      '10.0.0.1',
    )
    const path = fc.array(fc.constantFrom('/', 'oauth2', '/oauth2', '/auth/start', '?', '#', '.', '%2f', 'x'), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https'),
        host,
        fc.constantFrom('', '.', ':8443'),
        path,
        (scheme, name, end, rest) => {
          const url = new URL(`${scheme}://${name}${end}/${rest.join('')}`)
          const isExempted = all.some((each) => isExemptedBy(parseExemptedUrl(each), url))
          expect(ask(pacFile(all, proxy), url.href)).toBe(isExempted ? 'DIRECT' : `PROXY ${proxy}`)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('without entries everything goes to the proxy, without a proxy everything goes straight', () => {
    expect(ask(pacFile([], proxy), 'https://okta.com/')).toBe(`PROXY ${proxy}`)
    expect(ask(pacFile([], ''), 'https://example.com/')).toBe('DIRECT')
  })

  test('it is JavaScript of the oldest interpreters: nothing newer than ES3 stands in it', () => {
    expect(pacFile(all, proxy)).not.toMatch(
      /=>|\b(const|let|class)\b|`|\.(includes|endsWith|startsWith|some|indexOf)\(/,
    )
  })
})

describe('an entry', () => {
  test.each([
    [' HTTPS://Login.Example.COM/ ', 'login.example.com'],
    ['.Okta.com', '.okta.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['login.example.com/oauth2/', 'login.example.com/oauth2'],
  ])('%j is kept as %s', (entry, kept) => {
    expect(readExemptedUrl(entry)).toBe(kept)
  })

  test.each([
    ['*.okta.com', /wildcard/],
    ['okta.com:443', /port/],
    ['user@okta.com', /user name/],
    ['okta.com/?a=b', /query/],
    ['okta', /not a host/],
    ['.', /not a host/],
    ['', /not a host/],
    ['javascript:alert(1)', /port/],
    ['okta.com"];alert(1);//', /not a host/],
    ['.10.0.0.1', /an address/],
    ['okta.com/a//b', /path/],
    ['okta.com/a/../b', /path/],
    ['okta.com/%2e%2e', /path/],
    ['okta.com/a;b', /path/],
    ['okta.com/"+evil+"', /path/],
  ])('%j is refused', (entry, message) => {
    expect(() => readExemptedUrl(entry)).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'urls', message: expect.stringMatching(message) }),
    )
  })

  test('the known sets are entries as they are kept', () => {
    for (const { urls } of knownSets) expect(urls.map(readExemptedUrl)).toEqual(urls)
  })

  test('a megabyte of it is refused at once', () => {
    const start = performance.now()
    for (const text of [
      'a.'.repeat(500_000),
      '/'.repeat(1_000_000),
      `a.b${'/'.repeat(1_000_000)}x`,
      '.'.repeat(1_000_000),
    ])
      expect(() => readExemptedUrl(text)).toThrow()
    expect(performance.now() - start).toBeLessThan(500)
  })
})

test.each([
  ['Proxy.Example.com:8080 ', 'proxy.example.com:8080'],
  ['[2001:db8::1]:80', '[2001:db8::1]:80'],
  ['', ''],
])('the proxy %j is kept as %j', (entry, kept) => {
  expect(readProxy(entry)).toBe(kept)
})

test.each([
  'proxy.example.com',
  'http://proxy.example.com:80',
  'a:0',
  'a:65536',
  'a:80; SOCKS b:1',
  'a b:80',
  '[x]:80',
])('the proxy %j is refused', (entry) => {
  expect(() => readProxy(entry)).toThrow(expect.objectContaining({ code: 'invalid', field: 'pacProxy' }))
})

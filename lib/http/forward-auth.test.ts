import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allow, block, fromProxy, newBrowser, openDoor, type Door } from './testing-forward-auth.ts'

const wiki = 'https://wiki.example.com/pages/home?tab=1'

let door: Door
let idpId: string
beforeAll(async () => {
  door = await openDoor()
  idpId = await door.addIdp()
  await door.addApplication('Wiki', ['wiki.example.com', '*.wiki.example.com'])
  await door.addApplication('Payroll', ['payroll.example.com'])
  const dana = { identity: { join: 'or', idps: [{ idpId, join: 'or', items: [{ kind: 'any-saml' }] }] } } as const
  await door.addRule('No payroll on Windows', block, { ...dana, platforms: ['windows'] })
  await door.addRule('Everybody who signs in', allow, dana)
})
afterAll(() => door.close())

const mac = { 'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' }

describe('from an application to Rollcall and back', () => {
  const browser = newBrowser()

  test('whoever opens a page without a session is led to sign in', async () => {
    const asked = await door.ask(wiki, browser, mac)
    expect(asked.status).toBe(401)
    const signIn = 'https://wiki.example.com/.rollcall/sign-in?to=%2Fpages%2Fhome%3Ftab%3D1'
    expect(asked.headers).toMatchObject({ location: signIn, 'x-rollcall-sign-in': signIn, 'cache-control': 'no-store' })
    const begun = await door.pass(signIn, browser)
    expect(begun.status).toBe(303)
    expect(begun.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-rollcall\.app-begin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=900$/,
      ),
    ])
    const page = new URL(begun.headers.location ?? '')
    expect(page.origin + page.pathname).toBe('https://rollcall.example.com/forward-auth/continue')
    const toSignIn = await door.send(page.pathname + page.search)
    expect(toSignIn.headers.location).toBe(`/saml/login?return=${encodeURIComponent(page.pathname + page.search)}`)
  })

  test('a session is handed over, and the application is told who it is', async () => {
    const reference = await door.sessionOf(idpId)
    const ended = await door.handOver(wiki, browser, reference)
    expect(ended.status).toBe(303)
    expect(ended.headers.location).toBe(wiki)
    expect(ended.headers['referrer-policy']).toBe('no-referrer')
    expect(ended.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-rollcall\.app=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    ])
    const asked = await door.ask(wiki, browser, mac)
    expect(asked.status).toBe(200)
    expect(asked.headers).toMatchObject({
      'x-rollcall-user': 'dana@example.com',
      'x-rollcall-user-id': '',
      'x-rollcall-idp-id': idpId,
      'cache-control': 'no-store',
    })
    expect((await door.ask('wss://wiki.example.com/live', browser, mac)).status).toBe(200)
  })

  test('a rule that blocks is told with its message, a code, and who to ask', async () => {
    const windows = { 'sec-ch-ua-platform': '"Windows"' }
    const blocked = await door.ask(wiki, browser, windows)
    expect(blocked.status).toBe(403)
    for (const words of ['Ask the wiki’s team.', 'ACCESS-101', 'dana@example.com', 'Wiki', 'ask your administrator']) {
      expect(blocked.text).toContain(words)
    }
    const shown = await door.pass('https://wiki.example.com/.rollcall/blocked', browser, windows)
    expect(shown.status).toBe(403)
    expect(shown.text).toContain('ACCESS-101')
    expect((await door.pass('https://wiki.example.com/.rollcall/blocked', browser, mac)).text).toContain('is allowed')
    const program = await door.ask(wiki, browser, { ...windows, accept: 'application/json' })
    expect(program.text).toBe('ACCESS-101: Ask the wiki’s team.\n')
  })

  test('signing out ends it at that host', async () => {
    const before = browser.cookies.get('wiki.example.com')?.get('__Host-rollcall.app') ?? ''
    const out = await door.pass('https://wiki.example.com/.rollcall/sign-out', browser)
    expect(out.headers.location).toBe('https://rollcall.example.com/me')
    await new Promise((resolve) => setTimeout(resolve, 850))
    browser.cookies.get('wiki.example.com')?.set('__Host-rollcall.app', before)
    expect((await door.ask(wiki, browser, mac)).status).toBe(401)
  })
})

test('a call of a script or a program is not led anywhere', async () => {
  for (const headers of [
    { accept: 'application/json' },
    { 'sec-fetch-mode': 'cors' },
    { 'x-original-method': 'POST' },
    { accept: '*/*' },
  ]) {
    const answer = await door.ask(wiki, newBrowser(), headers)
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Rollcall realm="Rollcall"')
    expect(answer.headers.location).toBeUndefined()
  }
})

describe.each(['traefik', 'caddy'])('%s', (proxy) => {
  const asks = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'wiki.example.com', 'x-forwarded-uri': '/a?b=1,2' }

  test('is answered with the redirect itself, and with the page', async () => {
    const sent = { ...fromProxy, ...asks, 'x-forwarded-method': 'GET', 'sec-fetch-mode': 'navigate' }
    const led = await door.send(`/forward-auth/${proxy}`, sent)
    expect(led.status).toBe(302)
    expect(led.headers.location).toBe('https://wiki.example.com/.rollcall/sign-in?to=%2Fa%3Fb%3D1%2C2')
    const other = await door.send(`/forward-auth/${proxy}`, { ...sent, 'x-forwarded-host': 'other.example.com' })
    expect(other.status).toBe(403)
    expect(other.text).toContain('ACCESS-104')
  })
})

test('Envoy asks with the request itself behind a prefix', async () => {
  const sent = { ...fromProxy, host: 'wiki.example.com', 'x-forwarded-proto': 'https', 'sec-fetch-mode': 'navigate' }
  const led = await door.send('/forward-auth/envoy/scim/v2?x=1', sent)
  expect(led.headers.location).toBe('https://wiki.example.com/.rollcall/sign-in?to=%2Fscim%2Fv2%3Fx%3D1')
  const browser = newBrowser()
  await door.handOver('https://wiki.example.com/', browser, await door.sessionOf(idpId))
  const cookie = `__Host-rollcall.app=${browser.cookies.get('wiki.example.com')?.get('__Host-rollcall.app')}`
  const passed = await door.send('/forward-auth/envoy/upload', { ...sent, cookie, ...mac }, 'PUT')
  expect(passed.status).toBe(200)
})

test('a session is that of one host: another has its own', async () => {
  const browser = newBrowser()
  const reference = await door.sessionOf(idpId)
  await door.handOver(wiki, browser, reference)
  expect((await door.ask('https://a.wiki.example.com/', browser, mac)).status).toBe(401)
  await door.handOver('https://a.wiki.example.com/', browser, reference)
  expect((await door.ask('https://a.wiki.example.com/', browser, mac)).status).toBe(200)
  expect((await door.ask(wiki, browser, mac)).status).toBe(200)
})

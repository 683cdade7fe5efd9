import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seal } from '#lib/auth/seal.ts'
import {
  allow,
  fromProxy,
  newBrowser,
  openDoor,
  type Answer,
  type Door,
  type TestBrowser,
} from './testing-forward-auth.ts'

const wiki = 'https://wiki.example.com/'
const ownOrigin = 'https://rollcall.example.com'

let door: Door
let idpId: string
let reference: string
let dana: TestBrowser
beforeAll(async () => {
  door = await openDoor()
  idpId = await door.addIdp()
  await door.addApplication('Wiki', ['wiki.example.com'])
  await door.addApplication('Mail', ['mail.example.com'])
  await door.addApplication('Plain', ['plain.example.com'], '80')
  await door.addRule('Everybody', allow)
  reference = await door.sessionOf(idpId)
  dana = newBrowser()
  await door.handOver(wiki, dana, reference)
})
afterAll(() => door.close())

const isThrough = ({ status }: Answer) => status === 200
const appCookie = (browser: TestBrowser, host = 'wiki.example.com') =>
  browser.cookies.get(host)?.get('__Host-rollcall.app') ?? ''

/** Up to the page of ours, whose address is answered. */
async function begin(url: string, browser: TestBrowser): Promise<string> {
  const { headers } = await door.pass(`${new URL(url).origin}/.rollcall/sign-in?to=%2F`, browser)
  return headers.location?.replace(ownOrigin, '') ?? ''
}
/** Through the page of ours, for a user session. Answers the address with the code. */
const goOn = async (page: string, user = reference) =>
  (await door.send(page, { cookie: `__Host-rollcall.user=${user}` })).headers.location ?? ''

describe('who may ask', () => {
  const asks = { 'x-original-url': wiki, 'x-original-method': 'GET' }
  test.each([
    ['without the secret', {}],
    ['with another secret', { 'x-rollcall-proxy-secret': 'x'.repeat(43) }],
    ['with the secret twice', { 'x-rollcall-proxy-secret': [fromProxy['x-rollcall-proxy-secret'], 'x'] }],
  ])('nobody %s, signed in or not', async (_, headers) => {
    const cookie = `__Host-rollcall.app=${appCookie(dana)}`
    const answer = await door.send('/forward-auth/nginx', { ...asks, cookie, ...headers })
    expect(answer.status).toBe(403)
    expect(answer.headers['x-rollcall-user']).toBeUndefined()
    expect((await door.send('/.rollcall/sign-in', headers)).status).toBe(403)
  })
  test('whatever else is asked for under that name is told where to ask', async () => {
    for (const path of ['/forward-auth', '/forward-auth/', '/forward-auth/haproxy', '/forward-auth/nginxx']) {
      expect((await door.send(path, fromProxy)).status, path).toBe(404)
    }
  })
})

describe('what a client writes itself', () => {
  test('headers of another proxy count for nothing', async () => {
    const forged = {
      'x-forwarded-host': 'wiki.example.com',
      'x-forwarded-proto': 'https',
      'x-forwarded-uri': '/',
      'x-forwarded-method': 'GET',
    }
    const cookie = `__Host-rollcall.app=${appCookie(dana)}`
    const nginx = await door.send('/forward-auth/nginx', { ...fromProxy, ...forged, cookie })
    expect(nginx.status).toBe(400)
    expect(nginx.text).toContain('X-Original-URL')
    const asked = { ...fromProxy, ...forged, 'x-forwarded-host': 'evil.example.com', 'x-original-url': wiki, cookie }
    expect((await door.send('/forward-auth/traefik', asked)).status).toBe(403)
  })
  test('a header that stands twice, or is missing, is no answer', async () => {
    const traefik = {
      ...fromProxy,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'wiki.example.com',
      'x-forwarded-uri': '/',
      'x-forwarded-method': 'GET',
      cookie: `__Host-rollcall.app=${appCookie(dana)}`,
    }
    expect((await door.send('/forward-auth/traefik', traefik)).status).toBe(200)
    for (const name of ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-uri', 'x-forwarded-method'] as const) {
      const twice = { ...traefik, [name]: [traefik[name], traefik[name]] }
      expect((await door.send('/forward-auth/traefik', twice)).status, `${name} twice`).toBe(400)
      const { [name]: _, ...missing } = traefik
      expect((await door.send('/forward-auth/traefik', missing)).status, `no ${name}`).toBe(400)
    }
    expect((await door.send('/forward-auth/envoy/', { ...fromProxy, host: 'wiki.example.com' })).status).toBe(400)
  })
  test.each([
    'wiki.example.com',
    'ftp://wiki.example.com/',
    'https://evil@wiki.example.com/',
    'https://wiki.example.com,evil.example/',
    'https://wiki.example.com\\@evil.example/',
    'https://wiki.example.com:443:80/',
    'https://wiki.example.com:99999/',
    'https://wiki.example.com/#',
    'https:///',
    'https://wiki.example.com/a b',
  ])('%s is no address that a browser asks for', async (url) => {
    expect((await door.ask(wiki, dana, { 'x-original-url': url })).status).toBe(400)
  })
  test('nor is one that is very long', async () => {
    for (const url of [`https://${'a'.repeat(400)}.example.com/`, `${wiki}${'a'.repeat(9_000)}`]) {
      expect((await door.ask(wiki, dana, { 'x-original-url': url })).status).toBe(400)
    }
  })
  test('a host is the same however it is written, and never another one', async () => {
    for (const url of ['https://WIKI.Example.Com/', 'https://wiki.example.com./', 'https://wiki.example.com:443/']) {
      expect(isThrough(await door.ask(wiki, dana, { 'x-original-url': url })), url).toBe(true)
    }
    for (const url of [
      'https://wiki.example.com.evil/',
      'https://wiki.example.com:8443/',
      'http://wiki.example.com/',
    ]) {
      expect((await door.ask(wiki, dana, { 'x-original-url': url })).status, url).toBe(403)
    }
  })
})

describe('cookies', () => {
  test.each([
    ['another host’s', () => ({ url: 'https://mail.example.com/', value: appCookie(dana) })],
    ['the user session’s own reference', () => ({ url: wiki, value: reference })],
    ['one of nobody', () => ({ url: wiki, value: 'A'.repeat(43) })],
    ['one that is too long', () => ({ url: wiki, value: 'A'.repeat(4_000) })],
    ['an empty one', () => ({ url: wiki, value: '' })],
    ['one with quotes', () => ({ url: wiki, value: `"${appCookie(dana)}"` })],
  ])('%s opens nothing', async (_, given) => {
    const { url, value } = given()
    const answer = await door.ask(url, newBrowser(), { cookie: `__Host-rollcall.app=${value}` })
    expect(answer.status).toBe(401)
  })
  test('of two with one name neither counts', async () => {
    const own = `__Host-rollcall.app=${appCookie(dana)}`
    expect(isThrough(await door.ask(wiki, dana, { cookie: `theirs=1; ${own}; x=${'y'.repeat(5_000)}` }))).toBe(true)
    expect((await door.ask(wiki, dana, { cookie: `${own}; ${own}` })).status).toBe(401)
    expect((await door.ask(wiki, dana, { cookie: own.replace('__Host-', '') })).status).toBe(401)
  })
})

describe('codes', () => {
  test('count once', async () => {
    const browser = newBrowser()
    const callback = await goOn(await begin(wiki, browser))
    expect(callback).toMatch(/^https:\/\/wiki\.example\.com\/\.rollcall\/callback\?code=[\w-]{43}$/)
    expect((await door.pass(callback, browser)).status).toBe(303)
    expect((await door.pass(callback, browser)).status).toBe(403)
  })
  test('count for the browser that began, which another’s victim is not', async () => {
    const [attacker, victim] = [newBrowser(), newBrowser()]
    const theirs = await goOn(await begin(wiki, attacker))
    await begin(wiki, victim)
    const forced = await door.pass(theirs, victim)
    expect(forced.status).toBe(403)
    expect(forced.headers['set-cookie']).toBeUndefined()
    expect((await door.pass(await goOn(await begin(wiki, newBrowser())), newBrowser())).status).toBe(403)
  })
  test('count at the host and port that they are for', async () => {
    const browser = newBrowser()
    const code = new URL(await goOn(await begin(wiki, browser))).searchParams.get('code')
    const begun = browser.cookies.get('wiki.example.com')
    if (begun) browser.cookies.set('mail.example.com', begun)
    expect((await door.pass(`https://mail.example.com/.rollcall/callback?code=${code}`, browser)).status).toBe(403)
  })
  test('are over after half a minute', async () => {
    const browser = newBrowser()
    const callback = await goOn(await begin(wiki, browser))
    await door.store.write((tx) => tx.update(tx.tables.handOverCodes).set({ expiresAt: new Date(Date.now() - 1) }))
    expect((await door.pass(callback, browser)).status).toBe(403)
  })
  test('are worth nothing once the session that they are of is over', async () => {
    const browser = newBrowser()
    const other = await door.sessionOf(idpId, 'eve@example.com')
    const callback = await goOn(await begin(wiki, browser), other)
    await door.store.write((tx) => tx.update(tx.tables.userSessions).set({ endedAt: new Date(), endReason: 'revoked' }))
    expect((await door.pass(callback, browser)).status).toBe(403)
    await door.store.write((tx) => tx.update(tx.tables.userSessions).set({ endedAt: null, endReason: null }))
  })
  test('are not stored, but their hashes', async () => {
    const callback = await goOn(await begin(wiki, newBrowser()))
    const code = new URL(callback).searchParams.get('code') ?? ''
    const { handOverCodes, applicationSessions } = door.store.tables
    const stored = JSON.stringify([
      await door.store.read.select().from(handOverCodes),
      await door.store.read.select().from(applicationSessions),
    ])
    expect(code).not.toBe('')
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(appCookie(dana))
  })
})

describe('no way elsewhere', () => {
  test('a host that is no application is neither begun with nor gone on to', async () => {
    for (const url of ['https://evil.example/', 'https://wiki.example.com.evil/', 'https://wiki.example.com:8443/']) {
      expect((await door.ask(url)).status, url).toBe(403)
      expect((await door.pass(`${new URL(url).origin}/.rollcall/sign-in`, newBrowser())).status, url).toBe(403)
    }
  })
  test('one that is switched off meanwhile is not gone on to', async () => {
    const gone = newBrowser()
    const page = await begin('https://mail.example.com/', gone)
    await door.store.write((tx) =>
      tx.update(tx.tables.applications).set({ isEnabled: false, version: 7, updatedAt: new Date() }),
    )
    await new Promise((resolve) => setTimeout(resolve, 850))
    expect((await door.send(page, { cookie: `__Host-rollcall.user=${reference}` })).status).toBe(400)
    await door.store.write((tx) =>
      tx.update(tx.tables.applications).set({ isEnabled: true, version: 8, updatedAt: new Date() }),
    )
    await new Promise((resolve) => setTimeout(resolve, 850))
  })
  test.each([
    ['//evil.example/'],
    ['/\\evil.example'],
    ['https://evil.example/'],
    ['/\tx'],
    ['/.rollcall/sign-out'],
    ['x'],
    ['a long one', `/${'a'.repeat(1_001)}`],
  ])('what comes back to the application stays there: %s', async (name, to = name) => {
    const browser = newBrowser()
    const begun = await door.pass(`https://wiki.example.com/.rollcall/sign-in?to=${encodeURIComponent(to)}`, browser)
    const callback = await goOn(begun.headers.location?.replace(ownOrigin, '') ?? '')
    const { headers } = await door.pass(callback, browser)
    const url = new URL(headers.location ?? '')
    expect(url.origin).toBe('https://wiki.example.com')
    expect(url.pathname).not.toMatch(/^\/\.rollcall/)
  })
  test('handles are ours alone', async () => {
    const page = await begin(wiki, newBrowser())
    const changed = page.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    const foreign = `/forward-auth/continue?handle=${seal(JSON.stringify({ o: 'https://evil.example', p: '/', until: 9e15 }))}`
    for (const address of ['/forward-auth/continue', '/forward-auth/continue?handle=x', changed, foreign]) {
      const answer = await door.send(address, { cookie: `__Host-rollcall.user=${reference}` })
      expect(answer.status, address).toBe(400)
      expect(answer.headers.location).toBeUndefined()
    }
  })
  test('a session is not handed to plain http where Rollcall is on https', async () => {
    const blocked = await door.ask('http://plain.example.com/')
    expect(blocked.text).toContain('ACCESS-105')
    expect((await door.pass('http://plain.example.com/.rollcall/sign-in', newBrowser())).status).toBe(403)
  })
})

describe('bodies and methods', () => {
  test('a body is not read, and its connection not used again', async () => {
    const sent = {
      ...fromProxy,
      'x-original-url': wiki,
      'x-original-method': 'POST',
      cookie: `__Host-rollcall.app=${appCookie(dana)}`,
    }
    const answer = await door.send('/forward-auth/nginx', sent, 'POST', 'x'.repeat(100_000))
    expect(answer.status).toBe(200)
    expect(answer.headers.connection).toBe('close')
  })
  test('pages between answer GET alone', async () => {
    for (const method of ['POST', 'HEAD', 'OPTIONS', 'DELETE']) {
      const path = 'https://wiki.example.com/.rollcall/sign-out'
      expect((await door.send(new URL(path).pathname, fromProxy, method)).status, method).toBe(405)
    }
  })
})

test.each([
  ['Renée', 'Ren%C3%A9e'],
  ['dana%0d%0aX-Admin: 1', 'dana%250d%250aX-Admin:%201'],
  ['李雷@example.com', '%E6%9D%8E%E9%9B%B7@example.com'],
])('no name ends a header: %s', async (name, sent) => {
  const browser = newBrowser()
  const other = await door.sessionOf(idpId, name.includes('@') ? name : `${name}@example.com`)
  await door.handOver(wiki, browser, other)
  const { headers } = await door.ask(wiki, browser)
  expect(headers['x-rollcall-user']).toBe(name.includes('@') ? sent : `${sent}@example.com`)
  expect(headers['x-admin']).toBeUndefined()
})

test('a store that is gone lets nobody through', async () => {
  const { read } = door.store
  const failing = new Proxy(read, {
    get: (target, key) => {
      if (key === 'select') throw new Error('The store is gone.')
      return Reflect.get(target, key) as unknown
    },
  })
  Object.assign(door.store, { read: failing })
  const complained: unknown[] = []
  const { error } = console
  console.error = (...said: unknown[]) => void complained.push(said[0])
  const answer = await door.ask(wiki, dana)
  console.error = error
  Object.assign(door.store, { read })
  expect(answer.status).toBe(503)
  expect(complained).toEqual(['A request to an application could not be judged.'])
})

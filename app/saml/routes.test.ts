import { NextRequest } from 'next/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '#lib/errors.ts'
import { forgetLimits, signOnLimits } from '#lib/services/sign-on/limits.ts'
import { addressed, caller, openSignOn, origin, type SignOnBench } from '#lib/services/sign-on/testing.ts'
import { GET as clstart } from '../clstart/route.ts'
import * as acs from './[idpId]/acs/route.ts'
import * as finishRoute from './[idpId]/finish/route.ts'
import * as loginAt from './[idpId]/login/route.ts'
import * as logoutRoute from './[idpId]/logout/route.ts'
import * as login from './login/route.ts'
import * as testing from './test/route.ts'

const portal = vi.hoisted(() => ({ session: undefined as unknown, kept: [] as string[] }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () => portal.session,
  keepSession: async (reference: string) => void portal.kept.push(reference),
}))

let bench: SignOnBench
let idpId: string
beforeAll(async () => {
  bench = await openSignOn()
  idpId = await bench.addIdp()
})
afterAll(() => bench.close())
beforeEach(async () => {
  portal.session = undefined
  await forgetLimits(caller)
})

const owner = { administrator: { id: 'dana', role: 'owner', scimManagement: 'full' } }

type Init = { method?: string; headers?: Record<string, string>; body?: BodyInit | null; cookies?: string }
const ask = (path: string, { cookies, headers = {}, ...init }: Init = {}) =>
  new NextRequest(origin + path, {
    ...init,
    headers: { 'x-forwarded-for': caller.address, ...headers, ...(cookies ? { cookie: cookies } : {}) },
  })
const at = (id = idpId) => ({ params: Promise.resolve({ idpId: id }) })
const post = (path: string, fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

/** A sign-in begun over HTTP: its cookie, and what went to the IdP. */
async function begun(query = '?user=dana@example.com&return=/me?x=1') {
  const response = await login.GET(ask(`/saml/login${query}`))
  const to = new URL(response.headers.get('location') ?? '')
  const relayState = to.searchParams.get('RelayState') ?? ''
  return { response, to, relayState, id: relayState.split('.')[0] ?? '', cookie: setCookie(response)[0] ?? '', idpId }
}
const setCookie = (response: Response) => response.headers.getSetCookie()
const samlResponse = (trip: { id: string }, answer = {}) =>
  bench.idp.respond({ ...addressed({ idpId, ...trip }), ...answer })

describe('signing in over HTTP', () => {
  test('goes to the IdP, comes back by a cross-site post without cookies, and ends on a page that has them', async () => {
    const trip = await begun()
    expect(trip.response.status).toBe(303)
    expect(trip.to.origin + trip.to.pathname).toBe('https://idp.example.com/sso')
    expect(trip.to.searchParams.get('login_hint')).toBe('dana@example.com')
    expect(trip.cookie).toMatch(/^__Host-rollcall\.pre-login=[\w-]{43}; /)
    for (const flag of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=lax']) expect(trip.cookie).toContain(flag)
    expect(trip.cookie).not.toContain('Domain')

    const fields = { SAMLResponse: samlResponse(trip), RelayState: trip.relayState }
    const posted = await acs.POST(post(`/saml/${idpId}/acs`, fields), at())
    expect(posted.status).toBe(303)
    expect(setCookie(posted)).toEqual([])
    const finishPath = posted.headers.get('location') ?? ''
    expect(finishPath).toMatch(new RegExp(`^/saml/${idpId}/finish\\?handle=[\\w-]{43}$`))

    const [cookies = ''] = trip.cookie.split(';')
    const finished = await finishRoute.GET(ask(finishPath, { cookies }), at())
    expect(finished.status).toBe(303)
    expect(finished.headers.get('location')).toBe('/me?x=1')
    const [session = ''] = setCookie(finished)
    expect(session).toMatch(/^__Host-rollcall\.user=[\w-]{43}; /)
    for (const flag of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=lax', 'Max-Age=86400'])
      expect(session).toContain(flag)
  })

  test('administrators are asked for as such, and come to the portal', async () => {
    const admins = await bench.addIdp({ singleSignOn: 'admin' }, { domains: ['example.com'] })
    const response = await loginAt.GET(ask(`/saml/${admins}/login?purpose=admin`), at(admins))
    expect(response.status).toBe(303)
    const rows = await bench.store.read.select().from(bench.store.tables.samlRequests)
    expect(rows.find((row) => row.idpId === admins)).toMatchObject({ purpose: 'admin', returnTo: '/' })
    const nobody = await loginAt.GET(ask(`/saml/${admins}/login`), at(admins))
    expect(nobody.status).toBe(404)
    idpId = await bench.addIdp()
  })

  test('the POST binding is a form that sends itself, under a policy that lets it go there and nothing else', async () => {
    const posting = await bench.addIdp({ usesHttpRedirect: false })
    const response = await loginAt.GET(ask(`/saml/${posting}/login?user=dana@example.com`), at(posting))
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(html).toContain('action="https://idp.example.com/sso')
    expect(html).toMatch(/name="SAMLRequest" value="[\w+/=]+"/)
    const policy = response.headers.get('content-security-policy') ?? ''
    const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy) ?? []
    expect(html).toContain(`<script nonce="${nonce}">document.forms[0].submit()</script>`)
    expect(policy).toContain('form-action https:;')
    for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part)
    expect(policy).not.toContain('unsafe')
    expect(setCookie(response)[0]).toContain('pre-login')
    idpId = await bench.addIdp()
  })

  test('who is unknown is asked, and who belongs to nobody is told', async () => {
    await bench.addIdp({}, { domains: ['one.example'] })
    idpId = await bench.addIdp()
    const asked = await login.GET(ask('/saml/login?return=%2Fme%3Fx'))
    expect(asked.headers.get('location')).toBe('/single-sign-on?return=%2Fme%3Fx')
    const unknown = await login.GET(ask('/saml/login?user=dana@nobody.example'))
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('SAML-702')
  })

  test('an address elsewhere is refused before anything begins', async () => {
    for (const path of [
      '/saml/login?user=d@example.com&return=//evil.example',
      `/saml/${idpId}/login?return=https://evil.example`,
    ]) {
      const response = await (path.startsWith('/saml/login') ? login.GET(ask(path)) : loginAt.GET(ask(path), at()))
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      const html = await response.text()
      expect(html).toContain('SAML-701')
      expect(html).not.toContain('evil')
    }
    const clstarted = await clstart(ask('/clstart?version=1&_domain=example.com&redrurl=https://evil.example/'))
    expect(clstarted.status).toBe(400)
  })
})

describe('an unsolicited response', () => {
  test('is followed by a question, and by a session once it is answered on our own page', async () => {
    const open = await bench.addIdp({ allowsUnsolicited: true, name: '<b>Okta</b>' })
    const answer = bench.idp.respond({ ...addressed({ idpId: open, id: '' }), inResponseTo: null })
    const posted = await acs.POST(post(`/saml/${open}/acs`, { SAMLResponse: answer }), at(open))
    const path = posted.headers.get('location') ?? ''
    const page = await finishRoute.GET(ask(path), at(open))
    expect(page.status).toBe(200)
    expect(setCookie(page)).toEqual([])
    const html = await page.text()
    expect(html).toContain('&lt;b&gt;Okta&lt;/b&gt; sent a sign-in')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
    const fields = { handle: new URL(path, origin).searchParams.get('handle') ?? '' }
    for (const from of ['https://evil.example', 'null']) {
      const foreign = await finishRoute.POST(post(`/saml/${open}/finish`, fields, { origin: from }), at(open))
      expect(foreign.status).toBe(403)
    }
    const finished = await finishRoute.POST(post(`/saml/${open}/finish`, fields, { origin }), at(open))
    expect(finished.headers.get('location')).toBe('/me')
    expect(setCookie(finished)[0]).toContain('rollcall.user=')
    idpId = await bench.addIdp()
  })
})

describe('a test sign-in', () => {
  test('needs an administrator, who is sent to sign in first', async () => {
    const response = await testing.GET(ask('/saml/test?domain=example.com'))
    expect(response.headers.get('location')).toBe('/sign-in?return=%2Fsaml%2Ftest%3Fdomain%3Dexample.com')
    portal.session = { administrator: { id: 'r', role: 'reader', scimManagement: 'read' } }
    expect((await testing.GET(ask('/saml/test?domain=example.com'))).status).toBe(403)
    expect((await loginAt.GET(ask(`/saml/${idpId}/login?purpose=import`), at())).status).toBe(403)
  })

  test('is marked in its request, at both addresses of it', async () => {
    portal.session = owner
    const purposes = async () =>
      (await bench.store.read.select().from(bench.store.tables.samlRequests)).map((row) => [
        row.purpose,
        row.administratorId,
      ])
    await bench.store.write(async (tx) => {
      await tx.delete(tx.tables.samlRequests)
    })
    expect((await testing.GET(ask('/saml/test?domain=example.com'))).status).toBe(303)
    expect((await clstart(ask(`/clstart?version=1&_domain=example.com&redrurl=${origin}/me`))).status).toBe(303)
    expect(await purposes()).toEqual([
      ['test', 'dana'],
      ['test', 'dana'],
    ])
  })

  test('the test address of guides is the sign-in of its domain to whoever is no administrator', async () => {
    const response = await clstart(ask(`/clstart?version=1&_domain=example.com&redrurl=${origin}/me%3Fa`))
    expect(new URL(response.headers.get('location') ?? '').host).toBe('idp.example.com')
    const rows = await bench.store.read.select().from(bench.store.tables.samlRequests)
    expect(rows).toContainEqual(expect.objectContaining({ purpose: 'sign-in', returnTo: '/me?a' }))
    for (const path of ['/clstart', '/clstart?version=2&_domain=example.com']) {
      expect((await clstart(ask(path))).status).toBe(400)
    }
  })
})

describe('what nobody’s browser sends', () => {
  test.each([
    ['a field twice', 'SAMLResponse=a&SAMLResponse=b', {}, 400],
    ['no response', 'RelayState=a', {}, 400],
    ['no base64', 'SAMLResponse=%3C%3E', {}, 400],
    ['another type', 'SAMLResponse=a', { 'content-type': 'text/plain' }, 400],
    ['JSON', '{"SAMLResponse":"a"}', { 'content-type': 'application/json' }, 400],
    ['a compressed body', 'SAMLResponse=a', { 'content-encoding': 'gzip' }, 400],
    ['too much', `SAMLResponse=${'a'.repeat(2_000_000)}`, {}, 413],
    ['very many fields', Array.from({ length: 60 }, (_, i) => `a${i}=b`).join('&'), {}, 400],
    ['no text', '\xff\xfe', {}, 400],
    ['nothing', '', {}, 400],
  ])('the ACS refuses %s with a page and a row of the log', async (_what, body, headers, status) => {
    const before = (await bench.log()).length
    const response = await acs.POST(post(`/saml/${idpId}/acs`, body, headers), at())
    expect(response.status).toBe(status)
    const html = await response.text()
    expect(html).toMatch(/SAML-1\d\d/)
    const log = await bench.log()
    expect(log).toHaveLength(before + 1)
    expect(html).toContain(log.at(-1)?.id ?? 'none')
  })

  test.each([
    ['a field twice', 'SAMLRequest=a&SAMLRequest=b', {}],
    ['JSON', '{"SAMLRequest":"a"}', { 'content-type': 'application/json' }],
    ['no message', '', {}],
  ])('the Single Logout URL refuses %s with a page and a row of the log', async (_what, body, headers) => {
    const before = (await bench.log()).length
    const response = await logoutRoute.POST(post(`/saml/${idpId}/logout`, body, headers), at())
    expect(response.status).toBe(400)
    const log = await bench.log()
    expect(log).toHaveLength(before + 1)
    expect(await response.text()).toContain(log.at(-1)?.id ?? 'none')
  })

  test('a body without end is not read to its end', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(100_000).fill(97))
      },
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': caller.address }
    const init = { method: 'POST', headers, body: endless, duplex: 'half' as const }
    const response = await acs.POST(new NextRequest(`${origin}/saml/${idpId}/acs`, init), at())
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(30)
  })

  test.each(['0', '%00', 'x', '../1', '9'.repeat(400)])('an IdP %s is not there', async (id) => {
    const form = () => post(`/saml/x/acs`, { SAMLResponse: 'a' })
    expect((await acs.POST(form(), at(id))).status).toBe(404)
    expect((await loginAt.GET(ask('/saml/x/login'), at(id))).status).toBe(404)
    expect((await finishRoute.GET(ask('/saml/x/finish?handle=a'), at(id))).status).toBe(403)
    expect((await logoutRoute.GET(ask('/saml/x/logout?SAMLRequest=a'), at(id))).status).toBe(400)
    expect((await logoutRoute.POST(form(), at(id))).status).toBe(400)
  })

  test('a parameter that stands twice is refused everywhere', async () => {
    const responses = [
      await login.GET(ask('/saml/login?user=a@example.com&user=b@example.com')),
      await testing.GET(ask('/saml/test?domain=a&domain=b')),
      await clstart(ask('/clstart?_domain=a&_domain=b')),
      await loginAt.GET(ask(`/saml/${idpId}/login?return=/me&return=/`), at()),
      await finishRoute.GET(ask(`/saml/${idpId}/finish?handle=a&handle=b`), at()),
    ]
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect((await loginAt.GET(ask(`/saml/${idpId}/login?purpose=owner`), at())).status).toBe(400)
  })

  test('HEAD and a GET of the ACS do nothing', () => {
    for (const { HEAD } of [acs, finishRoute, loginAt, logoutRoute, login, testing]) expect(HEAD().status).toBe(405)
    expect(acs.GET().status).toBe(405)
  })

  test('no page of a refusal runs, loads or frames anything', async () => {
    const response = await acs.POST(post(`/saml/${idpId}/acs`, 'SAMLResponse=a'), at())
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'none'")
    expect(policy).not.toContain('script-src')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

test('a store that is busy is an answer to wait for, and a good response is not lost by it', async () => {
  const trip = await begun()
  const form = () => post(`/saml/${idpId}/acs`, { SAMLResponse: answer, RelayState: trip.relayState })
  const answer = samlResponse(trip)
  const { write } = bench.store
  bench.store.write = () => Promise.reject(new AppError('store-busy', 'Another process is writing.'))
  const busy = await acs.POST(form(), at())
  expect(busy.status).toBe(503)
  expect(busy.headers.get('retry-after')).toBe('2')
  expect((await loginAt.GET(ask(`/saml/${idpId}/login`), at())).status).toBe(503)
  bench.store.write = write
  expect((await acs.POST(form(), at())).status).toBe(303)
})

describe('how often', () => {
  test('an address that posts refused responses waits, and no row is made of it', async () => {
    const send = () => acs.POST(post(`/saml/${idpId}/acs`, 'SAMLResponse=a'), at())
    for (let i = 0; i < signOnLimits.refused; i++) expect((await send()).status).toBe(400)
    const before = (await bench.log()).length
    const waiting = await send()
    expect(waiting.status).toBe(429)
    expect(waiting.headers.get('retry-after')).toBe('60')
    expect(await bench.log()).toHaveLength(before)
  })

  test('so does one that sends refused logout messages', async () => {
    const send = () => logoutRoute.GET(ask(`/saml/${idpId}/logout?SAMLRequest=a`), at())
    for (let i = 0; i < signOnLimits.refused; i++) expect((await send()).status).toBe(400)
    const before = (await bench.log()).length
    expect((await send()).status).toBe(429)
    expect(await bench.log()).toHaveLength(before)
    const posted = await logoutRoute.POST(post(`/saml/${idpId}/logout`, 'SAMLRequest=a&SAMLRequest=b'), at())
    expect(posted.status).toBe(429)
  })

  test('one that begins without end waits, too', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= signOnLimits.begun; i++) {
      statuses.push((await loginAt.GET(ask('/saml/0/login'), at('0'))).status)
    }
    expect(statuses.indexOf(429)).toBe(signOnLimits.begun)
  })
})

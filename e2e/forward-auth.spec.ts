import type { Page } from '@playwright/test'
import { connect } from 'node:tls'
import { systemNginx, withoutNginx } from '../bin/nginx.mjs'
import { protect, registerIdp, type CreatedIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { startIdp, type RunningIdp } from './idp/server.ts'
import { entra, type Person } from './idp/shapes.ts'
import { startNginx, type RunningNginx } from './nginx.ts'

// An application behind a real nginx, with the configuration of the guide. Whoever is not let in is refused by status.
test.use({ ignoreHTTPSErrors: true, provokes: [/40[13]/] })
test.describe.configure({ mode: 'serial' })
test.skip(!systemNginx(), withoutNginx)

const run = Date.now().toString(36)
const [wikiHost, payrollHost] = [`wiki-${run}.localhost`, `payroll-${run}.localhost`]
const ida: Person = {
  userName: `ida.lund@${run}.quay.example`,
  displayName: 'Ida Lund',
  department: 'Research',
  groups: [],
}

let idp: RunningIdp
let quay: CreatedIdp
let nginx: RunningNginx
let userId: string
let wiki: string

test.beforeAll(async ({ request }) => {
  idp = await startIdp(entra, [ida])
  const settings = { name: `Entra-Quay-${run}`, scimSync: true, domains: [`${run}.quay.example`] }
  quay = await registerIdp({ metadata: idp.metadata(), settings })
  idp.trust(await (await request.get(`/saml/${quay.id}/metadata`)).text())
  nginx = await startNginx([wikiHost, payrollHost])
  wiki = `https://${wikiHost}:${nginx.port}`
  await protect({
    idpId: quay.id,
    port: nginx.port,
    applications: [
      { name: `Wiki ${run}`, host: wikiHost },
      { name: `Payroll ${run}`, host: payrollHost, blocks: 'Payroll is for the pay office alone.' },
    ],
  })
  const made = await request.post(`${quay.endpoint}/Users`, {
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: ida.userName },
    ...authorized(),
  })
  userId = ((await made.json()) as { id: string }).id
})
test.afterAll(async () => {
  await nginx.close()
  await idp.close()
})

const headers = { 'content-type': 'application/scim+json' }
const authorized = () => ({ headers: { ...headers, authorization: `Bearer ${quay.token}` } })

/** From Rollcall's question who one is, through the IdP. */
async function signIn(page: Page): Promise<void> {
  await page.getByLabel('User name').fill(ida.userName)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What the application was sent. */
const told = async (page: Page) =>
  JSON.parse((await page.locator('pre').textContent()) ?? '') as { url: string; headers: Record<string, string> }

test('a private page is reached by signing in, and told who it is; nothing a client forges comes through', async ({
  page,
  context,
}) => {
  await page.goto(`${wiki}/pages/private?draft=1`)
  await expect(page).toHaveURL(/localhost:\d+\/single-sign-on/)
  await signIn(page)
  await expect(page.getByRole('heading', { name: 'The wiki' })).toBeVisible()
  await expect(page).toHaveURL(`${wiki}/pages/private?draft=1`)

  await page.setExtraHTTPHeaders({ 'X-Rollcall-User': 'admin', 'X-Rollcall-Proxy-Secret': 'guess' })
  await context.addCookies([{ name: 'theirs', value: 'kept', url: wiki }])
  await page.reload()
  const sent = await told(page)
  expect(sent.headers).toMatchObject({
    'x-rollcall-user': ida.userName,
    'x-rollcall-user-id': userId,
    'x-rollcall-idp-id': quay.id,
    cookie: expect.stringContaining('theirs=kept'),
  })
  expect(sent.headers['cookie']).not.toContain('rollcall')
  expect(sent.headers['x-rollcall-proxy-secret']).toBeUndefined()

  const cookies = await context.cookies(wiki)
  const own = cookies.find(({ name }) => name === '__Host-rollcall.app')
  expect(own).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: wikiHost })
  const cookie = `Cookie: __Host-rollcall.app=${own?.value}`
  expect(await rawStatus(`GET / HTTP/1.1`, `Host: ${wikiHost}:${nginx.port}`, cookie)).toBe(200)
  // The request line names another host than the header.
  expect(await rawStatus(`GET https://${payrollHost}/ HTTP/1.1`, `Host: ${wikiHost}`, cookie)).not.toBe(200)
  expect(await rawStatus(`GET / HTTP/1.1`, `Host: ${payrollHost}`, `X-Original-URL: ${wiki}/`, cookie)).not.toBe(200)
  expect(await rawStatus(`POST /api HTTP/1.1`, `Host: ${wikiHost}`, 'Content-Length: 0')).toBe(401)

  await page.goto(`https://${payrollHost}:${nginx.port}/`)
  await expect(page.getByText('Payroll is for the pay office alone.')).toBeVisible()
  await expect(page.getByText('ACCESS-101')).toBeVisible()
  await expect(page.getByText(ida.userName)).toBeVisible()
  await expectAccessible(page)
})

test('signing out ends it, and so does the IdP within a second', async ({ page, request }) => {
  await page.goto(`${wiki}/`)
  await signIn(page)
  await expect(page.getByRole('heading', { name: 'The wiki' })).toBeVisible()
  await page.goto(`${wiki}/.rollcall/sign-out`)
  await page.getByRole('button', { name: 'Logout' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()

  await page.goto(`${wiki}/again`)
  await signIn(page)
  await expect(page).toHaveURL(`${wiki}/again`)
  const status = () => page.evaluate(async () => (await fetch('/again')).status)
  expect(await status()).toBe(200)
  const changed = await request.patch(`${quay.endpoint}/Users/${userId}`, {
    ...authorized(),
    data: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    },
  })
  expect(changed.ok()).toBe(true)
  const since = Date.now()
  while ((await status()) === 200) expect(Date.now() - since).toBeLessThan(1_000)
  await page.goto(`${wiki}/again`)
  await signIn(page)
  await expect(page.getByText(/SAML-5\d\d/)).toBeVisible()
})

/** The status that nginx answers to exactly this. */
function rawStatus(...lines: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: nginx.port, host: '127.0.0.1', rejectUnauthorized: false, servername: wikiHost })
    socket.once('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1]))
    })
    socket.write([...lines, 'Connection: close', '', ''].join('\r\n'))
  })
}

import type { Page } from '@playwright/test'
import { testCertificate, testMetadata } from '#lib/saml/testing.ts'
import { addAnotherIdp } from './add-idp.ts'
import { createIdp, registerIdp, type CreatedIdp } from './deployment.ts'
import { dialogues, play, sendTo, type Step } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

// The day an administrator connects an IdP: every kind of wrong first request is explained within two seconds, and what
// goes right ticks itself off until the IdP is connected.

const list = '/authentication/idp-configuration'
const SOON = { timeout: 2_000 }
const run = Date.now().toString(36)

const metadataOf = async (name: string) => {
  const { base64 } = await testCertificate({ commonName: `${name}.example` })
  return testMetadata({ base64, entityId: `https://${name}.example/entity`, location: `https://${name}.example/sso` })
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const newest = (page: Page) => page.getByRole('list', { name: 'Requests' }).getByRole('listitem').first()
const step = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) })
const choose = (page: Page, group: string, choice: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice }).click()
const save = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(`${name} was saved`)).toBeVisible()
}

/** A request as a client that was set up wrongly sends it. */
const request = (
  idp: Pick<CreatedIdp, 'endpoint'>,
  path: string,
  headers: Record<string, string> = {},
  init: RequestInit = {},
) => fetch(new URL(path, idp.endpoint), { ...init, headers })
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

/** What it is told, and that the request is there before anybody has waited long. */
async function expectTold(page: Page, title: string, advice: string | RegExp): Promise<void> {
  await expect(newest(page)).toContainText(title, SOON)
  await expect(newest(page)).toContainText(advice)
}

const list100 = '/Users?startIndex=1&count=100'

/** Enters on Readiness what the IdP has, as its console says. */
async function enterNumbers(page: Page, id: string, users: number, groups: number): Promise<void> {
  await page.goto(`${list}/${id}/readiness`)
  await page.getByLabel('Users', { exact: true }).fill(String(users))
  await page.getByLabel('Groups', { exact: true }).fill(String(groups))
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(page.getByText('Numbers saved')).toBeVisible()
}

/** Enables SCIM Attributes for Policy on the IdP's page, which asks first. */
async function enablePolicy(page: Page, { id, name }: { id: string; name: string }): Promise<void> {
  await page.goto(`${list}/${id}`)
  await choose(page, 'SCIM Attributes for Policy', 'Enabled')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enable SCIM Attributes for Policy' }).click()
  await expect(page.getByText(`${name} was saved`)).toBeVisible()
}

test('from the set-up to Connected by the forms, as Okta does it', async ({ page, context }) => {
  test.slow()
  const name = `Wired-Okta-${run}`
  await page.goto(`${list}/new`)
  await addAnotherIdp(page)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('textbox', { name: 'Authentication Domains' }).fill(`halyard-${run}.example`)
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(page.getByRole('button', { name: 'SP Metadata' })).toHaveAttribute('aria-current', 'step')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByLabel('IdP Metadata File: file').setInputFiles({
    name: 'metadata.xml',
    mimeType: 'text/xml',
    buffer: Buffer.from(await metadataOf('halyard.okta')),
  })
  await expect(page.getByLabel('IdP Entity ID')).toHaveValue('https://halyard.okta.example/entity')
  await choose(page, 'Status', 'Enabled')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(heading(page, 'Edit IdP Configuration')).toBeVisible()
  const id = page.url().split('/').at(-1) ?? ''

  // The end of the set-up leads to Connect: SAML is done, and the rest says what to do.
  await page.getByRole('link', { name: 'Connect', exact: true }).click()
  await expect(heading(page, 'Connect')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Guide' })).toContainText('Okta')
  await expect(step(page, 'SAML metadata')).toContainText('Done')
  await expect(step(page, 'SCIM Sync on')).toHaveAttribute('aria-current', 'step')
  await expect(page.getByRole('heading', { name: 'Waiting for the first request' })).toBeVisible()

  const form = await context.newPage()
  await form.goto(`${list}/${id}`)
  await choose(form, 'SCIM Sync', 'Enabled')
  const endpoint = await form.getByRole('textbox', { name: 'SCIM Service Provider Endpoint' }).inputValue()
  await form.getByRole('button', { name: 'Generate New Token' }).click()
  const dialog = form.getByRole('dialog', { name: 'New bearer token' })
  const token = await dialog.getByRole('textbox', { name: 'Bearer Token' }).inputValue()
  await dialog.getByRole('button', { name: 'I have copied the token' }).click()

  // Generated and not saved: the most frequent mistake of all.
  const send = sendTo(endpoint, token)
  const probe = () => send({ method: 'GET', path: '/Users?startIndex=1&count=2', headers: {} })
  expect((await probe()).status).toBe(401)
  await expectTold(page, 'Its token was generated, but not saved yet', 'Press Save')
  await expect(step(page, 'Token generated and saved')).toContainText('A token was generated and not saved.')
  await save(form, name)
  await expect(step(page, 'Token generated and saved')).toContainText('Done')

  await choose(form, 'SCIM Sync', 'Disabled')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.getByRole('dialog').getByRole('button', { name: 'Turn off SCIM Sync' }).click()
  await expect(form.getByText(`${name} was saved`).last()).toBeVisible()
  expect((await probe()).status).toBe(403)
  await expectTold(page, 'SCIM Sync is off', 'Enable SCIM Sync')
  await choose(form, 'SCIM Sync', 'Enabled')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(async () => (await probe()).status).toBe(200)
  await expect(page.getByRole('heading', { name: 'Requests as they come' })).toBeVisible()
  await expect(step(page, 'First request received')).toContainText('Done')

  const dialogue = dialogues['okta-first-sync']
  if (!dialogue) throw new Error('There is no dialogue okta-first-sync.')
  const isOfGroups = ({ path }: Step) => path.startsWith('/Groups')
  const users = await play({ ...dialogue, steps: dialogue.steps.filter((each) => !isOfGroups(each)) }, send)
  expect(users.failures).toEqual([])
  await expect(step(page, 'First user')).toContainText('Done')
  await expect(step(page, 'All users synced')).toContainText('3 users so far.')
  await expect(step(page, 'Only then groups pushed')).toContainText('Not yet')
  await form.close()
  await enterNumbers(page, id, 3, 2)
  await page.goto(`${list}/${id}/connect`)
  await expect(step(page, 'All users synced')).toContainText('3 of 3 users.')
  await expect(step(page, 'Only then groups pushed')).toContainText('push the groups now')
  const groups = await play({ ...dialogue, steps: dialogue.steps.filter(isOfGroups) }, send, users.variables)
  expect(groups.failures).toEqual([])
  await expect(step(page, 'Only then groups pushed')).toContainText('Done')
  await expect(step(page, 'Counts match')).toContainText('3 of 3 users, 2 of 2 groups.')
  await enablePolicy(page, { id, name })
  await page.goto(`${list}/${id}/connect`)
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('9 of 9 done')
  expect(await page.content()).not.toContain(token)
})

test('each kind of wrong first request appears within two seconds, with its advice', async ({ page }) => {
  const idp = await createIdp(`Wired-Wrongly-${run}`)
  const other = await createIdp(`Wired-Beside-${run}`)
  // Overview says what is not connected, and leads there.
  await page.goto('/')
  await page.getByRole('link', { name: `Connect ${idp.name}` }).click()
  await expect(heading(page, 'Connect')).toBeVisible()
  const base = `/scim/1/${idp.id}/v2`
  const known = bearer(idp.token)
  await request(idp, base + list100)
  await expectTold(page, 'It came without a token', 'bearer token')
  await request(idp, base + list100, bearer(idp.token.slice(0, -1)))
  await expectTold(page, 'Its token is not known here', 'Enter the token again')
  await request(idp, `/scim/1/${idp.id}/Users`, known)
  await expectTold(page, 'a part of the endpoint is missing', idp.endpoint)
  await request(idp, '/scim/1/v2/Users', known)
  await expectTold(page, 'it does not name this IdP', idp.endpoint)
  await request(idp, `${base}/Users${list100}`, known)
  await expectTold(page, 'a part of it comes twice', 'nothing after it')
  await request(idp, `/scim/1/${other.id}/v2/Users`, known)
  await expectTold(page, 'its address is that of another IdP', idp.endpoint)
  const form = { ...known, 'Content-Type': 'application/x-www-form-urlencoded' }
  await request(idp, `${base}/Users`, form, { method: 'POST', body: 'userName=ada' })
  await expectTold(page, 'Its body is not sent as JSON', 'application/scim+json')
  await request(idp, `${base}/ServiceProviderConfig`)
  await expectTold(page, 'was answered', 'needs no token')
  await expectAccessible(page)

  // From the row of the table, which also disables it.
  const text = await page.content()
  for (const { token } of [idp, other]) expect(text).not.toContain(token)
  await page.goto(`${list}/${idp.id}`)
  await choose(page, 'Status', 'Disabled')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(`${idp.name} was saved`)).toBeVisible()
  await page.goto(list)
  await page.getByRole('link', { name: `Connect ${idp.name}` }).click()
  await expect(heading(page, 'Connect')).toBeVisible()
  await request(idp, base + list100, known)
  await expectTold(page, 'This IdP is disabled', 'Status to Enabled')
})

const custom: Step[] = [
  { name: 'look', method: 'GET', path: '/Users', expect: [200] },
  { name: 'ada', method: 'POST', path: '/Users', body: { userName: 'ada@custom.example' }, expect: [201] },
  { name: 'group', method: 'POST', path: '/Groups', body: { displayName: 'Engineers' }, expect: [201] },
]

for (const [guide, client] of [
  ['okta-zia', 'okta-catalogue'],
  ['entra-id', 'entra-first-sync'],
  ['pingfederate', 'pingfederate'],
  ['sailpoint', 'sailpoint'],
  ['custom-client', undefined],
] as const) {
  test(`to Connected by the guide ${guide}, with a client that plays that IdP`, async ({ page }) => {
    const name = `Wired-${guide}-${run}`
    const created = await registerIdp({ metadata: await metadataOf(guide), settings: { name, scimSync: true } })
    const idp = { ...created, name }
    await page.goto(`${list}/${idp.id}/connect?guide=${guide}`)
    await expect(page.getByRole('heading', { name: 'Waiting for the first request' })).toBeVisible()
    // The guide stands beside the steps, with the endpoint of this IdP.
    const beside = page.getByRole('region').filter({ has: page.getByRole('combobox', { name: 'Guide' }) })
    await expect(beside).toContainText(idp.id)

    const dialogue = client && dialogues[client]
    // Up to where the client takes away what it brought.
    const all = dialogue ? dialogue.steps : custom
    const end = all.findIndex(({ method }) => method === 'DELETE')
    const steps = end < 0 ? all : all.slice(0, end)
    const send = sendTo(`http://localhost:${process.env['ROLLCALL_E2E_PORT'] ?? 3917}/scim/1/${idp.id}/v2`, idp.token)
    const played = await play(
      { client: guide, evidence: '', headers: { 'Content-Type': 'application/scim+json' }, ...dialogue, steps },
      send,
    )
    expect(played.failures).toEqual([])
    await expect(step(page, 'First request received')).toContainText('Done')
    await expect(step(page, 'First user')).toContainText('Done')
    const count = async (path: string) => {
      const { text } = await send({ method: 'GET', path: `${path}?count=0`, headers: {} })
      return (JSON.parse(text) as { totalResults: number }).totalResults
    }
    await enterNumbers(page, idp.id, await count('/Users'), await count('/Groups'))
    await enablePolicy(page, idp)
    await page.goto(`${list}/${idp.id}/connect?guide=${guide}`)
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  })
}

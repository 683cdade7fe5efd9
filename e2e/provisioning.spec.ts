import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { testCertificate, testMetadata } from '#lib/saml/testing.ts'
import { addAnotherIdp, deleteIdp } from './add-idp.ts'
import { dataFolder, serverLog } from './deployment.ts'
import { dialogues, play, sendTo, type Step } from './dialogues/play.ts'
import { expect, test } from './fixtures.ts'

// The job this is all about, from nothing to a directory: an IdP is added, provisions, and is taken away.

test.describe.configure({ mode: 'serial' })
test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const list = '/authentication/idp-configuration'
/** What earlier tests of this file leave to later ones. */
let endpoint = ''
let token = ''
let ids: Record<string, string> = {}

const scimPage = (part: string) => `/authentication/scim/${part}?idp=${endpoint.split('/').at(-2)}`
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name })
const status = async (bearer = token) => (await sendTo(endpoint, bearer)(probe)).status
const probe = { method: 'GET', path: '/Users?startIndex=1&count=2', headers: { Accept: 'application/scim+json' } }

/** How a secret may lie in files: as it is, or as somebody encoded it. */
const formsOf = (secret: string): string[] => {
  const bytes = Buffer.from(secret)
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    // Base64 depends on what stands before it: the middle of each of the three alignments.
    ...[0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(4, -4),
    ),
    Buffer.from(secret, 'utf16le').toString('latin1'),
  ]
}

const choose = (scope: Page | Locator, group: string, choice: string) =>
  scope.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice }).click()

/** Plays steps of one client, with the ids of all who were provisioned so far. */
async function send(client: string, steps?: Step[]): Promise<void> {
  const dialogue = dialogues[client]
  if (!dialogue) throw new Error(`There is no dialogue ${client}.`)
  const { failures, variables } = await play(
    { ...dialogue, steps: steps ?? dialogue.steps },
    sendTo(endpoint, token),
    ids,
  )
  expect(failures).toEqual([])
  ids = variables
}

const patch = (name: string, path: string, ...operations: object[]): Step => ({
  name,
  method: 'PATCH',
  path,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations },
  expect: [200, 204],
})

test('an IdP is added in three tabs, with a pause between them', async ({ page }) => {
  await page.goto(list)
  await page.getByRole('link', { name: 'Add IdP Configuration' }).click()
  await expect(page.getByRole('heading', { name: 'Add IdP Configuration', level: 1 })).toBeVisible()

  await addAnotherIdp(page)
  // IdP Information: what cannot be is said at its field.
  await page.getByLabel('Name', { exact: true }).fill('Northwind & Co')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.getByLabel('Name', { exact: true }).fill('Northwind')
  await page.getByRole('textbox', { name: 'Authentication Domains' }).fill('northwind.example, harbour.example')
  await page.getByRole('button', { name: 'Next' }).click()

  // SP Metadata: what the other console needs; meanwhile the set-up waits.
  await expect(page.getByRole('button', { name: 'SP Metadata' })).toHaveAttribute('aria-current', 'step')
  await expect(page.getByRole('link', { name: /download/i }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page).toHaveURL(list)
  await expect(row(page, /Northwind/)).toContainText('Resume')
  await page.getByRole('link', { name: 'Resume Northwind' }).click()
  await expect(page.getByRole('button', { name: 'SP Metadata' })).toHaveAttribute('aria-current', 'step')
  await page.getByRole('button', { name: 'Next' }).click()

  // Create IdP: the IdP's metadata fills the fields.
  const { base64, privateKey } = await testCertificate({ commonName: 'northwind.okta.example' })
  const metadataFile = page.getByLabel('IdP Metadata File: file')
  await metadataFile.setInputFiles({ name: 'key.xml', mimeType: 'text/xml', buffer: Buffer.from(privateKey) })
  await expect(page.getByRole('group', { name: 'IdP Metadata File' }).getByRole('alert')).toBeVisible()
  const metadata = testMetadata({
    base64,
    entityId: 'http://www.okta.example/exk1northwind',
    location: 'https://northwind.okta.example/app/sso/saml',
  })
  await metadataFile.setInputFiles({ name: 'metadata.xml', mimeType: 'text/xml', buffer: Buffer.from(metadata) })
  await expect(page.getByLabel('Single Sign-On URL')).toHaveValue('https://northwind.okta.example/app/sso/saml')
  await expect(page.getByLabel('IdP Entity ID')).toHaveValue('http://www.okta.example/exk1northwind')
  await expect(page.getByText('northwind.okta.example').first()).toBeVisible()
  await choose(page, 'Status', 'Enabled')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Edit IdP Configuration', level: 1 })).toBeVisible()
})

test('a token is shown once, and is not live before Save', async ({ page, context }) => {
  await page.goto(list)
  await page.getByRole('link', { name: 'Edit Northwind' }).click()
  await choose(page, 'SCIM Sync', 'Enabled')
  endpoint = await page.getByRole('textbox', { name: 'SCIM Service Provider Endpoint' }).inputValue()
  expect(endpoint).toMatch(/^http:\/\/localhost:\d+\/scim\/1\/\d+\/v2$/)

  await page.getByRole('button', { name: 'Generate New Token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New bearer token' })
  const discarded = await dialog.getByRole('textbox', { name: 'Bearer Token' }).inputValue()
  expect(discarded).toMatch(/^scim[0-9A-Za-z]{43,}$/)
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy Bearer Token' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(discarded)
  await dialog.getByRole('button', { name: 'I have copied the token' }).click()
  await expect(dialog).toHaveCount(0)

  // Pending: refused, and gone for good once it is discarded.
  expect(await status(discarded)).toBe(401)
  await page.getByRole('button', { name: 'Discard the new token' }).click()
  await expect(page.getByText('works once you save')).toHaveCount(0)

  await page.getByRole('button', { name: 'Generate New Token' }).click()
  token = await dialog.getByRole('textbox', { name: 'Bearer Token' }).inputValue()
  expect(token).not.toBe(discarded)
  await dialog.getByRole('button', { name: 'I have copied the token' }).click()
  expect(await status()).toBe(401)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Northwind was saved')).toBeVisible()
  await expect(page.getByText('Never used')).toBeVisible()
  expect(await status(discarded)).toBe(401)
  expect(await status()).toBe(200)

  // It never shows again: only its last four characters do.
  await page.reload()
  await expect(page.getByRole('button', { name: `Delete the token ending in ${token.slice(-4)}` })).toBeVisible()
  expect(await page.content()).not.toContain(token)
  await context.clearPermissions()
})

test("Okta's first sync appears in the portal", async ({ page }) => {
  await send('okta-first-sync')

  await page.goto('/')
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'SCIM Users' }).click()
  await expect(page.getByRole('heading', { name: 'SCIM Users', level: 1 })).toBeVisible()
  await page.getByRole('combobox', { name: 'IdP' }).click()
  await page.getByRole('option', { name: 'Northwind' }).click()
  for (const name of ['maren.solberg', 'hiro.tanaka', 'olga.petrenko']) {
    await expect(row(page, new RegExp(`${name}@northwind.example`))).toContainText('Active')
  }
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()

  await page.getByRole('navigation', { name: 'SCIM Management' }).getByRole('link', { name: 'SCIM Groups' }).click()
  await expect(row(page, /Support/).getByRole('cell', { name: '2', exact: true })).toHaveCount(2)
  await expect(row(page, /Product/).getByRole('cell', { name: '1', exact: true })).toHaveCount(2)

  await page.getByRole('navigation', { name: 'SCIM Management' }).getByRole('link', { name: 'SCIM Sync Logs' }).click()
  await expect(row(page, /POST/).filter({ hasText: '201' })).toHaveCount(5)
  // What was refused has its row too.
  await expect(row(page, /GET/).filter({ hasText: '401' }).first()).toBeVisible()
})

test("Entra ID's first cycle adds to it", async ({ page }) => {
  await send('entra-first-sync')
  await page.goto(scimPage('users'))
  await expect(page.getByText('Showing 1–6 of 6')).toBeVisible()
  await expect(row(page, /Jakub.Zielinski@harbour.example/)).toContainText('Active')
  await expect(row(page, /Vera.Lund@partner.example/)).toContainText('Outside the domains')
  await page.goto(scimPage('groups'))
  await expect(row(page, /Remote Access/).getByRole('cell', { name: '2', exact: true })).toHaveCount(2)
})

test('a rename and a leaver show', async ({ page }) => {
  await page.goto(scimPage('users'))
  await expect(row(page, /olga.petrenko/)).toContainText('Active')
  await send('okta-first-sync', [
    patch('rename Support', '/Groups/{{support}}', {
      op: 'replace',
      value: { id: '{{support}}', displayName: 'Customer Care' },
    }),
    patch('Olga leaves', '/Users/{{olga}}', { op: 'replace', value: { active: false } }),
  ])
  await send('entra-first-sync', [
    patch('Vera leaves', '/Users/{{vera}}', { op: 'Replace', path: 'active', value: 'False' }),
  ])

  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, /olga.petrenko/)).toContainText('Inactive')
  await expect(row(page, /Vera.Lund/)).toContainText('Inactive')
  await expect(row(page, /maren.solberg/)).not.toContainText('Inactive')

  await page.goto(scimPage('groups'))
  await expect(row(page, /Customer Care/)).toBeVisible()
  await expect(row(page, /Support/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Group Details of Customer Care' }).click()
  const drawer = page.getByRole('dialog', { name: 'Group Details' })
  await expect(drawer.getByRole('listitem').filter({ hasText: 'olga.petrenko' })).toContainText('Inactive')

  // From the group to its member, from her to what was logged, and from there to what changed.
  await drawer.getByRole('link', { name: /olga.petrenko/ }).click()
  const person = page.getByRole('dialog', { name: 'Attribute Values' })
  await expect(person.getByRole('link', { name: 'Customer Care' })).toBeVisible()
  await expect(person).toContainText('Support Lead')
  await person.getByRole('link', { name: 'SCIM Sync Logs of this user' }).click()
  await expect(page.getByRole('heading', { name: 'SCIM Sync Logs', level: 1 })).toBeVisible()
  await page
    .getByRole('button', { name: /^Sync Log Details of PATCH/ })
    .first()
    .click()
  const log = page.getByRole('dialog', { name: 'Sync Log Details' })
  await expect(log.getByRole('row', { name: /active/ })).toContainText(/true.*false|yes.*no/i)
  await expect(log).toContainText('Okta SCIM Client 1.0.0')
})

test('filters are in the address, and Back takes them back', async ({ page }) => {
  await page.goto(scimPage('users'))
  const filters = page.getByRole('search')
  await filters.getByRole('textbox', { name: 'SCIM User Name' }).fill('HARBOUR')
  await filters.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Showing 1–2 of 2')).toBeVisible()
  await expect(page).toHaveURL(/userName=HARBOUR/)
  await expect(page.getByRole('list', { name: 'Applied filters' })).toContainText('SCIM User Name: HARBOUR')

  await filters.getByRole('textbox', { name: 'SCIM Group Name' }).fill('maint')
  await filters.getByRole('textbox', { name: 'SCIM Group Name' }).press('Enter')
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()
  const address = page.url()
  await page.goBack()
  await expect(page.getByText('Showing 1–2 of 2')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Showing 1–6 of 6')).toBeVisible()
  await page.goForward()
  await expect(page.getByText('Showing 1–2 of 2')).toBeVisible()

  // The address is enough to see the same again.
  await page.goto(address)
  await expect(row(page, /Jakub/)).toBeVisible()
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()
  await page.getByRole('button', { name: /^Remove filter SCIM User Name/ }).click()
  await expect(page).not.toHaveURL(/userName=/)

  // Sorting is there too.
  await page.goto(scimPage('users'))
  await page.getByRole('columnheader', { name: 'SCIM User Name' }).getByRole('button').first().click()
  await expect(page.getByRole('columnheader', { name: 'SCIM User Name' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=/)
  await expect(page.getByRole('row').nth(1)).toContainText('hiro.tanaka')
})

test('the token is nowhere: not in a page, not in what the server printed, not in the database', async ({ page }) => {
  for (const path of [list, scimPage('sync-logs'), '/']) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    expect(await page.content(), path).not.toContain(token)
  }
  const files = readdirSync(dataFolder(), { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  expect(files.map(({ name }) => name)).toContain('rollcall.db')
  const stored = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n')
  // That the search would find it: what is public about the token is there.
  expect(stored).toContain(token.slice(-4))
  for (const form of formsOf(token)) {
    expect(stored.includes(form), `${form.slice(0, 8)}… in the database`).toBe(false)
    expect(serverLog().includes(form), `${form.slice(0, 8)}… in the server's output`).toBe(false)
  }
  expect(stored.includes('unasked-for'), 'a password in the database').toBe(false)
})

test('rotating the token has no outage: the old one works until it is deleted', async ({ page }) => {
  const old = token
  await page.goto(list)
  await page.getByRole('link', { name: 'Edit Northwind' }).click()
  await page.getByRole('button', { name: 'Generate New Token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New bearer token' })
  const discarded = await dialog.getByRole('textbox', { name: 'Bearer Token' }).inputValue()
  await dialog.getByRole('button', { name: 'I have copied the token' }).click()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(page).toHaveURL(list)
  expect(await status(discarded)).toBe(401)
  expect(await status(old)).toBe(200)

  await page.getByRole('link', { name: 'Edit Northwind' }).click()
  await page.getByRole('button', { name: 'Generate New Token' }).click()
  token = await dialog.getByRole('textbox', { name: 'Bearer Token' }).inputValue()
  await dialog.getByRole('button', { name: 'I have copied the token' }).click()
  await page.getByLabel('Allowed networks').fill('not a network')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('“not” is not a network')).toBeVisible()
  await page.getByLabel('Allowed networks').fill('127.0.0.0/8\n::1')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Northwind was saved')).toBeVisible()
  expect([await status(old), await status()]).toEqual([200, 200])
  await expect(page.getByText('Update your IdP, then delete the older one')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Generate New Token' })).toBeDisabled()

  await page.getByRole('button', { name: `Delete the token ending in ${old.slice(-4)}` }).click()
  const ask = page.getByRole('dialog', { name: `Delete the token ending in ${old.slice(-4)}?` })
  await expect(ask).toContainText('still in use')
  await expect(ask.getByRole('button', { name: 'Delete the token' })).toBeDisabled()
  await ask.getByRole('textbox').fill(old.slice(-4))
  await ask.getByRole('button', { name: 'Delete the token' }).click()
  await expect(ask).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Generate New Token' })).toBeEnabled()
  expect([await status(old), await status()]).toEqual([401, 200])
})

test('SCIM Attributes for Policy and SCIM Sync say what they do before they do it', async ({ page }) => {
  await page.goto(list)
  const policy = page.getByRole('switch', { name: 'SCIM Attributes for Policy for Northwind' })
  await policy.click()
  const on = page.getByRole('dialog', { name: 'Use SCIM attributes of Northwind in policies?' })
  await expect(on).toContainText('Readiness for Policy')
  await expect(on.getByText('Users synced')).toBeVisible()
  await on.getByRole('button', { name: 'Enable SCIM Attributes for Policy' }).click()
  await expect(policy).toBeChecked()

  const sync = page.getByRole('switch', { name: 'SCIM Sync for Northwind' })
  await sync.click()
  const off = page.getByRole('dialog', { name: 'Turn off SCIM Sync for Northwind?' })
  await expect(off).toContainText('6 users and 4 groups')
  await off.getByRole('button', { name: 'Cancel' }).click()
  await expect(sync).toBeChecked()
  await sync.click()
  await off.getByRole('button', { name: 'Turn off SCIM Sync' }).click()
  await expect(sync).not.toBeChecked()
  await expect(policy).not.toBeChecked()
  expect(await status()).toBe(403)
})

test('deleting says in numbers what goes, and asks for the name', async ({ page }) => {
  await page.goto(list)
  await deleteIdp(page, 'Northwind', ['6 users', '4 groups', '6 memberships'])
  expect(await status()).toBe(401)
})

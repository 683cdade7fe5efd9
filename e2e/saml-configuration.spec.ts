import type { Page } from '@playwright/test'
import { testCertificate, testMetadata } from '#lib/saml/testing.ts'
import { addAnotherIdp } from './add-idp.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

// What an access team does with an IdP's SAML side before anybody signs in: sign-ins themselves are in saml.spec.ts.

test.describe.configure({ mode: 'serial' })

const list = '/authentication/idp-configuration'
/** Of the IdP that the first test makes. */
let path = ''

const choose = (page: Page, choice: string) =>
  page.getByRole('radiogroup', { name: 'Provisioning Options' }).getByRole('radio', { name: choice }).check()
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()

test('an IdP is set up from pasted metadata', async ({ page }) => {
  await page.goto(`${list}/new`)
  await addAnotherIdp(page)
  await page.getByLabel('Name', { exact: true }).fill('Harbour-SAML')
  await page.getByRole('textbox', { name: 'Authentication Domains' }).fill('harbour-saml.example')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(page.getByRole('button', { name: 'SP Metadata' })).toHaveAttribute('aria-current', 'step')
  await page.getByRole('button', { name: 'Next', exact: true }).click()

  const { base64 } = await testCertificate({ commonName: 'sso.harbour.example' })
  const source = page.getByRole('group', { name: 'IdP Metadata File' })
  await source.getByRole('button', { name: 'Paste text' }).click()
  await source.getByRole('textbox').fill(testMetadata({ base64, location: 'javascript:alert(1)' }))
  await source.getByRole('button', { name: 'Read the text' }).click()
  await expect(source.getByRole('alert')).toContainText('is not an https URL')
  await source.getByRole('button', { name: 'Paste text' }).click()
  await source.getByRole('textbox').fill(testMetadata({ base64, location: 'https://sso.harbour.example/saml' }))
  await source.getByRole('button', { name: 'Read the text' }).click()
  await expect(page.getByText('Filled in from the pasted text')).toBeVisible()
  await expect(page.getByLabel('Single Sign-On URL')).toHaveValue('https://sso.harbour.example/saml')
  await expect(page.getByText('sso.harbour.example', { exact: true })).toBeVisible()

  // An address inside the network is not asked.
  await page.getByLabel('Metadata URL').fill('https://169.254.169.254/latest')
  await page.getByRole('button', { name: 'Fetch metadata' }).click()
  await expect(page.getByText('169.254.169.254 is not at a public address')).toBeVisible()
  await page.getByLabel('Metadata URL').fill('')
  await save(page)
  await expect(page.getByRole('heading', { name: 'Edit IdP Configuration', level: 1 })).toBeVisible()
  path = new URL(page.url()).pathname
  await expect(page.getByRole('link', { name: 'Test sign-in with Harbour-SAML' })).toHaveAttribute(
    'href',
    `/saml/${path.split('/').at(-1)}/login?purpose=test`,
  )
  await expectAccessible(page)
})

test('our certificate is rotated in three steps, both published in between', async ({ page, request }) => {
  await page.goto(path)
  const signing = page.getByRole('region', { name: 'Certificates for signing' })
  const published = async () =>
    ((await (await request.get(`/saml/${path.split('/').at(-1)}/metadata`)).text()).match(/X509Certificate>/g) ?? [])
      .length / 2
  const states = () => signing.getByRole('listitem')
  await expect(states()).toHaveText([/In use/])
  expect(await published()).toBe(1)

  await signing.getByRole('button', { name: 'Rotate' }).click()
  await expect(states()).toHaveText([/Next/, /In use/])
  expect(await published()).toBe(2)
  await signing.getByRole('button', { name: 'Use next certificate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Use next certificate' }).click()
  await expect(states()).toHaveText([/In use/, /Former/])
  expect(await published()).toBe(2)
  await signing.getByRole('button', { name: 'Remove former certificate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove former certificate' }).click()
  await expect(states()).toHaveText([/In use/])
  expect(await published()).toBe(1)
})

test('a SAML attribute is added by hand, and is none that says who somebody is', async ({ page }) => {
  await page.goto(path)
  await page.getByRole('link', { name: 'Show Attributes' }).click()
  await expect(page.getByRole('heading', { name: 'SAML Attributes', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Add SAML attribute' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add SAML attribute' })
  await dialog.getByLabel('Name', { exact: true }).fill('Department')
  await dialog.getByLabel('SAML Attribute').fill('NameID')
  await dialog.getByRole('button', { name: 'Add attribute' }).click()
  await expect(dialog.getByText('NameID is not available in policies')).toBeVisible()
  await dialog.getByLabel('SAML Attribute').fill('department')
  await dialog.getByRole('button', { name: 'Add attribute' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Department/ })).toContainText('Harbour-SAML')
  await expectAccessible(page)
})

test('switching the provisioning says in numbers what it does', async ({ page }) => {
  await page.goto(path)
  await choose(page, 'Enable SAML Auto-Provisioning')
  await page.getByLabel('Group Name Attribute').fill('groups')
  await save(page)
  // A notice that something was saved is a dialog, too.
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Cancel' }) })
  await expect(dialog).toContainText('Whoever signs in is created here')
  await dialog.getByRole('button', { name: 'Enable SAML Auto-Provisioning' }).click()
  await expect(page.getByText('Harbour-SAML was saved')).toBeVisible()

  await choose(page, 'Enable SCIM Provisioning')
  await expect(page.getByLabel('Group Name Attribute')).toHaveCount(0)
  await save(page)
  await expect(dialog).toContainText('0 users and 0 groups that came with sign-ins stay as they are')
  await expect(dialog).toContainText('Until SCIM has brought somebody, their sign-in is refused')
  await dialog.getByRole('button', { name: 'Turn off SAML Auto-Provisioning' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('There are unsaved changes.')).toHaveCount(0)
  await expect(
    page.getByRole('radiogroup', { name: 'SCIM Sync' }).getByRole('radio', { name: 'Enabled' }),
  ).toBeChecked()
})

test('deleted, it leaves nothing to other tests', async ({ page }) => {
  await page.goto(list)
  await page.getByRole('button', { name: 'Delete Harbour-SAML' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Harbour-SAML')
  await dialog.getByRole('button', { name: 'Delete IdP' }).click()
  // What lies behind an open dialog has no roles.
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Harbour-SAML/ })).toHaveCount(0)
  await page.goto('/authentication/saml-attributes')
  await expect(page.getByRole('row', { name: /Harbour-SAML/ })).toHaveCount(0)
})

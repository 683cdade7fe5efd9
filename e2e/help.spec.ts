import type { Page } from '@playwright/test'
import { createIdp, type CreatedIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

// The help beside every page, the guides in it and beside an IdP's form, and the same as pages.

let idp: CreatedIdp
test.beforeAll(async () => {
  // Playwright starts over after a failure, with this too.
  idp = await createIdp(`Helped-${Date.now().toString(36)}`)
})

const help = (page: Page) => page.getByRole('complementary', { name: 'Help' })
const title = (page: Page, name: string) => help(page).getByRole('heading', { name, level: 2 })

const guides = [
  ['okta-zpa', 'Connect Okta by Base URL and API Token'],
  ['okta-zia', 'Connect Okta by Organization ID and IdP ID'],
  ['entra-id', 'Connect Microsoft Entra ID'],
  ['pingfederate', 'Connect PingFederate'],
  ['sailpoint', 'Connect SailPoint'],
  ['custom-client', 'Connect a SCIM client of your own'],
] as const

test('the panel opens with what matches the page, is searched, and stays from page to page', async ({ page }) => {
  await page.goto('/policy/access')
  await page.keyboard.press('h')
  await expect(title(page, 'Rules of the three policies')).toBeVisible()
  await expect(help(page)).toBeFocused()
  await expect(help(page).getByText(/^Last checked \d/)).toBeVisible()

  // It goes with the page, which is neither left nor covered.
  await page.getByRole('link', { name: 'SCIM Users', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'SCIM Users', level: 1 })).toBeVisible()
  await expect(title(page, 'SCIM Users and SCIM Groups')).toBeVisible()
  await expectAccessible(page)

  await help(page).getByRole('searchbox', { name: 'Search the help' }).fill('retry selected')
  const found = help(page).getByRole('list', { name: 'Found in the guides' })
  await expect(found.locator('mark').first()).toBeVisible()
  await found.getByRole('link', { name: /^Tasks and retries.*by Base URL/ }).click()
  await expect(title(page, guides[0][1])).toBeVisible()
  const heading = help(page).getByRole('heading', { name: 'Tasks and retries' })
  await expect(heading).toBeFocused()
  await expect(heading).toBeInViewport()

  // A link between guides stays in the panel, and so does the guide when the page is another.
  await help(page).getByRole('link', { name: 'the other guide for Okta' }).click()
  await expect(title(page, guides[1][1])).toBeVisible()
  await page.getByRole('link', { name: 'Audit Logs', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Audit Logs', level: 1 })).toBeVisible()
  await expect(title(page, guides[1][1])).toBeVisible()
  await help(page).getByRole('button', { name: 'Back', exact: true }).click()
  await expect(title(page, guides[0][1])).toBeVisible()
  await help(page).getByRole('button', { name: 'This page' }).click()
  await expect(title(page, 'Audit Logs')).toBeVisible()

  // Closed by Escape, it gives the focus back; ⌘K opens it again, at a guide.
  await help(page).getByRole('searchbox').press('Escape')
  await expect(help(page)).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search pages/ }).fill('quarantine')
  await page.getByRole('option', { name: /What Entra does/ }).click()
  await expect(title(page, guides[2][1])).toBeVisible()
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  await expect(help(page)).toHaveCount(0)
})

test('each guide has the values of the IdP of the page, to be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/authentication/scim/users?idp=${idp.id}`)
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  const part = new URL(idp.endpoint).pathname.split('/').slice(2, 4).join('/')
  for (const [slug, name] of guides) {
    await help(page).getByRole('button', { name: 'All guides' }).click()
    await help(page).getByRole('link', { name }).click()
    await expect(title(page, name)).toBeVisible()
    await expect(help(page).getByText(`with the values of ${idp.name}`)).toBeVisible()
    const label = slug === 'okta-zia' ? '<Organization ID>/<IdP ID>' : 'SCIM Service Provider Endpoint'
    await help(page)
      .getByRole('button', { name: `Copy ${label}` })
      .first()
      .click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(slug === 'okta-zia' ? part : idp.endpoint)
    await expect(help(page)).not.toContainText('{{')
  }
  expect(await page.content()).not.toContain(idp.token)
})

test('a guide stands beside the form of its IdP, and is another by choice', async ({ page }) => {
  await page.goto(`/authentication/idp-configuration/${idp.id}`)
  const beside = page.getByRole('complementary', { name: 'Guide' })
  await expect(beside.getByRole('heading', { name: guides[5][1] })).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill(`${idp.name}-x`)
  await beside.getByRole('combobox', { name: 'Guide for' }).click()
  await page.getByRole('option', { name: 'Microsoft Entra ID' }).click()
  await expect(beside.getByRole('heading', { name: guides[2][1] })).toBeVisible()
  // What was typed is still there.
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`${idp.name}-x`)
  await expect(beside.getByText(idp.endpoint).first()).toBeVisible()
  await expectAccessible(page)
})

test('on a narrow screen the help is a sheet, and the guide of a form opens in it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/authentication/idp-configuration/new')
  await page.getByRole('button', { name: 'Show the guide' }).click()
  const sheet = page.getByRole('dialog', { name: 'Help' })
  await expect(sheet.getByRole('heading', { name: guides[0][1] })).toBeVisible()
  // No IdP yet: words stand for what is not known.
  await expect(sheet).toContainText('the SCIM Service Provider Endpoint')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('the help has pages of its own', async ({ page }) => {
  await page.goto('/help')
  await expectAccessible(page)
  await page.getByLabel('Search the help').fill('memberOf')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Add the app/ })
    .click()
  await expect(page).toHaveURL(/\/help\/okta-zia#add-the-app$/)
  await expect(page.getByRole('heading', { name: guides[1][1], level: 1 })).toBeVisible()
  await page.goto(`/help/okta-zpa?idp=${idp.id}`)
  await expect(page.getByRole('main')).toContainText(idp.endpoint)
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'the other guide for Okta' }).first().click()
  await expect(page).toHaveURL(`/help/okta-zia?idp=${idp.id}`)
})

import type { Page } from '@playwright/test'
import { addAnotherIdp } from './add-idp.ts'
import { createIdp, type CreatedIdp } from './deployment.ts'
import { dialogues, play, sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

// axe finds nothing, on every page, open or closed, with rows and without, in both themes, wide and narrow.

const list = '/authentication/idp-configuration'
let full: CreatedIdp
let empty: CreatedIdp

test.beforeAll(async () => {
  // Playwright starts over after a failure, with this too.
  const run = Date.now().toString(36)
  full = await createIdp(`Full-${run}`)
  empty = await createIdp(`Empty-${run}`)
  for (const name of ['okta-first-sync', 'entra-first-sync', 'okta-provisioning-checks']) {
    await play(dialogues[name]!, sendTo(full.endpoint, full.token))
  }
})

const heading = (page: Page, name: string) => expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
const scim =
  (part: string, idp: () => CreatedIdp, more = '') =>
  () =>
    `/authentication/scim/${part}?idp=${idp().id}${more}`

/** A page: where it is, and what to do there until it shows what is meant. */
const pages: { name: string; path: () => string; show?: (page: Page) => Promise<void>; without?: string[] }[] = [
  { name: 'Overview', path: () => '/' },
  {
    name: 'IdP Configuration, a row open',
    path: () => list,
    async show(page) {
      await page.getByRole('button', { name: `Details of ${full.name}` }).click()
      await expect(page.getByRole('textbox', { name: 'SCIM Service Provider Endpoint' })).toBeVisible()
    },
  },
  { name: 'Connect, on the way', path: () => `${list}/${full.id}/connect` },
  { name: 'Connect, before anything', path: () => `${list}/${empty.id}/connect?guide=entra-id` },
  { name: 'IdP Configuration, no match', path: () => `${list}?name=nothing-like-it` },
  {
    name: 'IdP Configuration, deletion',
    path: () => list,
    async show(page) {
      await page.getByRole('button', { name: `Delete ${full.name}` }).click()
      await expect(page.getByRole('dialog')).toContainText('6 users')
    },
  },
  {
    name: 'IdP Configuration, a confirmation',
    path: () => list,
    async show(page) {
      await page.getByRole('switch', { name: `SCIM Attributes for Policy for ${full.name}` }).click()
      await expect(page.getByRole('dialog')).toContainText('Readiness for Policy')
    },
  },
  {
    name: 'Add IdP Configuration, with a problem',
    path: () => `${list}/new`,
    async show(page) {
      await addAnotherIdp(page)
      await page.getByLabel('Name', { exact: true }).fill('not a name')
      await page.getByRole('button', { name: 'Next' }).click()
      await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    },
  },
  {
    name: 'Edit IdP Configuration',
    path: () => `${list}/${full.id}`,
    async show(page) {
      await page.getByRole('button', { name: 'Paste text for IdP Certificate' }).click()
    },
  },
  {
    name: 'Edit IdP Configuration, a new token',
    path: () => `${list}/${full.id}`,
    async show(page) {
      await page.getByRole('button', { name: 'Generate New Token' }).click()
      await expect(page.getByRole('dialog', { name: 'New bearer token' })).toBeVisible()
    },
  },
  ...['users', 'groups', 'sync-logs', 'attributes'].map((part) => ({
    name: `SCIM ${part} with rows`,
    path: scim(part, () => full),
  })),
  ...['users', 'groups', 'sync-logs'].map((part) => ({
    name: `SCIM ${part} without rows`,
    path: scim(part, () => empty),
  })),
  { name: 'SCIM users, filtered to nothing', path: scim('users', () => full, '&userName=nobody&status=inactive') },
  {
    name: 'SCIM Users, a row open',
    path: scim('users', () => full),
    async show(page) {
      await page.getByRole('button', { name: /^Attribute Values of maren/ }).click()
      await expect(page.getByRole('dialog')).toContainText('Support Specialist')
    },
  },
  {
    name: 'SCIM Groups, a row open',
    path: scim('groups', () => full),
    async show(page) {
      await page.getByRole('button', { name: 'Group Details of Support' }).click()
      await expect(page.getByRole('dialog')).toContainText('maren.solberg')
    },
  },
  {
    name: 'SCIM Sync Logs, a row open',
    path: scim('sync-logs', () => full),
    async show(page) {
      await page
        .getByRole('button', { name: /^Sync Log Details of PATCH/ })
        .first()
        .click()
      await expect(page.getByRole('dialog')).toContainText('Changed attributes')
    },
  },
  {
    name: 'SCIM Sync Logs, its menus',
    // A menu that is open stands beside the landmarks, as dialogs do; axe knows it of those alone.
    without: ['region'],
    path: scim('sync-logs', () => full),
    async show(page) {
      await page.getByRole('button', { name: 'Table Settings' }).click()
      await expect(page.getByRole('checkbox', { name: 'Caller' })).toBeVisible()
    },
  },
  { name: 'Sign-in Troubleshooting', path: () => '/authentication/user-sessions/troubleshooting#SAML-504' },
]

for (const { name, path, show, without } of pages) {
  test(name, async ({ page }) => {
    await page.goto(path())
    await show?.(page)
    await expectAccessible(page, without)
  })
}

test.describe('a page that is not there', () => {
  test.use({ provokes: [/404/] })
  test('says so', async ({ page }) => {
    await page.goto(`${list}/12345`)
    await expectAccessible(page)
  })
})

test('the menu on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/', list, `/authentication/scim/users?idp=${full.id}`]) {
    await page.goto(path)
    await expectAccessible(page)
  }
  await page.getByRole('button', { name: 'Open menu' }).click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('link', { name: 'SCIM Groups' }).click()
  await heading(page, 'SCIM Groups')
})

import type { Page } from '@playwright/test'
import { createIdp } from './deployment.ts'
import { dialogues, play, sendTo } from './dialogues/play.ts'
import { expect, test } from './fixtures.ts'

// No mouse in this file.

/** Tabs on until the focus is on what has this role and name, as somebody would who listens. */
const tabsOf =
  (page: Page) =>
  async (role: Parameters<Page['getByRole']>[0], name: string | RegExp, key = 'Tab'): Promise<void> => {
    const wanted = page.getByRole(role, { name, exact: true })
    await expect(wanted.first()).toBeVisible()
    for (let presses = 0; presses < 200; presses++) {
      if (await wanted.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return
      await page.keyboard.press(key)
    }
    throw new Error(`Two hundred presses of ${key} do not reach the ${role} ${String(name)}.`)
  }

test('the table of users works from the keyboard alone', async ({ page }) => {
  const { id, endpoint, token } = await createIdp('Keyboard')
  expect((await play(dialogues['okta-first-sync']!, sendTo(endpoint, token))).failures).toEqual([])
  const focused = page.locator(':focus')
  const tabTo = tabsOf(page)

  await page.goto(`/authentication/scim/users?idp=${id}`)
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()

  // Past the menu at once.
  await page.keyboard.press('Tab')
  await expect(focused).toHaveText('Skip to content')
  await page.keyboard.press('Enter')

  // Sort.
  await tabTo('button', /^SCIM User Name/)
  await page.keyboard.press('Enter')
  const heading = page.getByRole('columnheader', { name: 'SCIM User Name' })
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')
  await expect(page.getByRole('row').nth(1)).toContainText('hiro.tanaka')

  // Open a row, close it, and be where one was.
  await tabTo('button', 'Attribute Values of maren.solberg@northwind.example')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Attribute Values' })
  await expect(drawer.getByText('Support Specialist')).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  await expect(drawer.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(focused).toHaveAccessibleName('Attribute Values of maren.solberg@northwind.example')

  // Filter by name.
  await page.goto(`/authentication/scim/users?idp=${id}`)
  await tabTo('textbox', 'SCIM User Name')
  await page.keyboard.type('tanaka')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()

  // Table Settings, which stands before the filters: show another column.
  await tabTo('button', 'Table Settings', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo('checkbox', 'Display Name')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Display Name' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Hiro Tanaka' })).toBeVisible()
})

test('an IdP is added, and why a user is missing is found, from the keyboard alone', async ({ page, request }) => {
  test.slow()
  const name = `Keys-${Date.now().toString(36)}`
  const tabTo = tabsOf(page)
  const title = (text: string) => page.getByRole('heading', { name: text, level: 1 })
  /** Goes to a page by its name. */
  const goTo = async (text: string) => {
    const box = page.getByRole('dialog').getByRole('combobox')
    await expect(async () => {
      if (!(await box.isVisible())) await page.keyboard.press('Control+k')
      await expect(box).toBeFocused({ timeout: 2_000 })
    }).toPass({ timeout: 20_000 })
    await page.keyboard.type(text)
    await expect(page.getByRole('option', { name: text }).first()).toHaveAttribute('data-highlighted')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(title(text)).toBeVisible()
  }
  const chooseIdp = async () => {
    await tabTo('combobox', 'IdP')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option', { name })).toBeVisible()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: 'IdP', exact: true })).toContainText(name)
    await expect(page.getByRole('option')).toHaveCount(0)
    // The list shows the choice at once; rows and filters follow it when the address has it.
    await expect(page).toHaveURL(/[?&]idp=/)
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    // A list takes single keys for itself.
    await page.keyboard.press('Tab')
  }

  await page.goto('/')
  await expect(title('Overview')).toBeVisible()
  await goTo('Add IdP Configuration')
  const next = async () => {
    await tabTo('button', 'Next')
    await page.keyboard.press('Enter')
  }
  const question = page.getByRole('heading', { name: 'What do you want to do?' })
  await expect(question.or(page.getByLabel('Name', { exact: true }))).toBeVisible()
  if (await question.isVisible()) await next()
  await tabTo('textbox', 'Name')
  await page.keyboard.type(name)
  await next()
  await expect(page.getByRole('button', { name: 'SP Metadata' })).toHaveAttribute('aria-current', 'step')
  await next()
  // Tab goes to the choice that is made, arrows to the others.
  const provisioning = page.getByRole('radiogroup', { name: 'Provisioning Options' })
  await tabTo('radio', 'None')
  const scim = provisioning.getByRole('radio', { name: 'Enable SCIM Provisioning' })
  for (let presses = 0; presses < 3 && !(await scim.isChecked()); presses++) await page.keyboard.press('ArrowDown')
  await expect(scim).toBeChecked()
  await tabTo('button', 'Save')
  await page.keyboard.press('Enter')
  await tabTo('button', 'Enable SCIM Sync anyway')
  await page.keyboard.press('Enter')
  await expect(title('Edit IdP Configuration')).toBeVisible()

  await tabTo('button', 'Generate New Token')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New bearer token' })
  const token = await dialog.getByRole('textbox', { name: 'Bearer Token' }).inputValue()
  await tabTo('button', 'I have copied the token')
  await page.keyboard.press('Enter')
  const endpoint = await page.getByRole('textbox', { name: 'SCIM Service Provider Endpoint' }).inputValue()
  await tabTo('button', 'Save')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${name} was saved`)).toBeVisible()

  // The IdP sends somebody whom the service must refuse.
  const userName = 'wren.adeyemi@northwind.example'
  const refused = await request.post(`${endpoint}/Users`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, active: 'perhaps' },
  })
  expect(refused.status()).toBe(400)

  await goTo('SCIM Users')
  await chooseIdp()
  await expect(page.getByText('Showing 0 of 0')).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('wren')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/wren/)
  await expect(page.getByText('Showing 0 of 0')).toBeVisible()

  await goTo('SCIM Sync Logs')
  await chooseIdp()
  await expect(page.getByText(/^Showing 1–/)).toBeVisible()
  const search = page.getByRole('searchbox')
  // The page follows its log: whatever comes while somebody types, what stands in the field is what is looked for.
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(search).toBeFocused({ timeout: 1_000 })
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('wren.adeyemi')
    await expect(search).toHaveValue('wren.adeyemi', { timeout: 1_000 })
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/wren\.adeyemi/, { timeout: 5_000 })
    await page.keyboard.press('Tab')
    await expect(page.getByRole('row', { name: /400/ })).toHaveCount(1, { timeout: 8_000 })
  }).toPass({ timeout: 60_000 })
  await tabTo('button', /^Sync Log Details of /)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Sync Log Details' })).toContainText('active')
})

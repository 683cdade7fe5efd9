import { createIdp } from './deployment.ts'
import { dialogues, play, sendTo } from './dialogues/play.ts'
import { expect, test } from './fixtures.ts'

// No mouse in this file.

test('the table of users works from the keyboard alone', async ({ page }) => {
  const { id, endpoint, token } = await createIdp('Keyboard')
  expect((await play(dialogues['okta-first-sync']!, sendTo(endpoint, token))).failures).toEqual([])
  const focused = page.locator(':focus')
  /** Tabs on until the focus is on what has this role and name, as somebody would who listens. */
  const tabTo = async (role: Parameters<typeof page.getByRole>[0], name: string | RegExp, key = 'Tab') => {
    const wanted = page.getByRole(role, { name })
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press(key)
      if (await wanted.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return
    }
    throw new Error(`Sixty presses of Tab do not reach the ${role} ${String(name)}.`)
  }

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

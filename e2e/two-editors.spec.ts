import { createAdministrator, createIdp } from './deployment.ts'
import { expect, expectAccessible, signIn, test } from './fixtures.ts'

const dana = { email: 'dana.reyes@northwind.example', password: 'nine quiet harbours hum' }

test('the second of two editors sees what the first changed, chooses, and loses nothing', async ({
  browser,
  baseURL,
  page,
}) => {
  const [{ id }] = await Promise.all([createIdp('Shared'), createAdministrator(dana)])
  const path = `/authentication/idp-configuration/${id}`
  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await signIn(other, dana)
  await expect(other).not.toHaveURL(/sign-in/)
  await Promise.all([page.goto(path), other.goto(path)])

  const option = (on: typeof page, setting: string, value: string) =>
    on.getByRole('radiogroup', { name: setting, exact: true }).getByRole('radio', { name: value, exact: true })
  await expect(async () => {
    await option(other, 'Force Authentication', 'Enabled').click()
    await expect(other.getByText('There are unsaved changes.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await option(other, 'Create for a deactivated user', 'Restore').click()
  await other.getByRole('textbox', { name: 'IdP Entity ID' }).fill('urn:first')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText('Shared was saved')).toBeVisible()
  await context.close()

  await option(page, 'Login Hint', 'Disabled').click()
  await page.getByRole('textbox', { name: 'IdP Entity ID' }).fill('urn:second')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const conflict = page.getByRole('region', { name: /^Changed by dana\.reyes@northwind\.example/ })
  await expect(conflict).toBeFocused()
  // What both changed is asked, with one's own to begin with; the rest is brought together.
  await expect(conflict.getByRole('row').nth(1)).toContainText('urn:first')
  await expect(conflict.getByRole('radio', { name: 'IdP Entity ID: keep mine' })).toBeChecked()
  await expect(conflict.getByRole('radio', { name: 'Force Authentication: take theirs' })).toBeChecked()
  await expect(conflict.getByRole('radio', { name: 'Login Hint: keep mine' })).toBeChecked()
  await expect(option(page, 'Force Authentication', 'Enabled')).toBeChecked()
  await expectAccessible(page)
  await conflict.getByRole('radio', { name: 'IdP Entity ID: take theirs' }).check()
  await expect(page.getByRole('textbox', { name: 'IdP Entity ID' })).toHaveValue('urn:first')
  await conflict.getByRole('radio', { name: 'Create for a deactivated user: keep mine' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Shared was saved')).toBeVisible()
  await expect(conflict).toBeHidden()

  await page.reload()
  await expect(page.getByRole('textbox', { name: 'IdP Entity ID' })).toHaveValue('urn:first')
  await expect(option(page, 'Force Authentication', 'Enabled')).toBeChecked()
  await expect(option(page, 'Login Hint', 'Disabled')).toBeChecked()
  await expect(option(page, 'Create for a deactivated user', 'Refuse')).toBeChecked()
})

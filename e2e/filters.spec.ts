import { createIdp } from './deployment.ts'
import { dialogues, play, sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test.describe.configure({ mode: 'serial' })

let users = ''
test.beforeAll(async () => {
  const { id, endpoint, token } = await createIdp('Filters')
  expect((await play(dialogues['okta-first-sync']!, sendTo(endpoint, token))).failures).toEqual([])
  users = `/authentication/scim/users?idp=${id}`
})

test('a SCIM filter in the search box: an error marks its place, and is not applied', async ({ page }) => {
  await page.goto(users)
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('userName sw "maren" and activ eq true')
  await expect(page.getByText('"activ" at column 25')).toBeVisible()
  await expect(page.locator('[data-mark="25"]')).toBeVisible()
  await search.press('Enter')
  await expect(page).toHaveURL(users)

  await search.fill('userName sw "maren" and active eq true')
  await search.press('Enter')
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toContainText('maren.solberg')

  await page.goBack()
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()
  await expect(search).toHaveValue('')
})

test('Add Filters finds people by any SCIM attribute; choices tell how many rows they would show', async ({ page }) => {
  await page.goto(users)
  await page.getByRole('button', { name: 'Add Filters' }).click()
  const attribute = page.getByRole('combobox', { name: 'Attribute 1' })
  await attribute.fill('emails.value')
  await page.getByRole('option', { name: 'Email (emails.value)' }).click()
  await page.getByRole('combobox', { name: 'Operator 1' }).click()
  await page.getByRole('option', { name: 'starts with' }).click()
  await page.getByRole('combobox', { name: 'Value 1' }).fill('maren')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Applied filters' })).toContainText('Email starts with maren')

  await page.getByRole('combobox', { name: 'Status' }).click()
  await expect(page.getByRole('option', { name: 'Active 1', exact: true })).toBeVisible()
  await expect(page.getByRole('option', { name: 'Inactive 0' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expectAccessible(page)
})

test('an applied filter is saved, edited, made the default, survives a new window, and is deleted', async ({
  page,
  context,
}) => {
  await page.goto(`${users}&userName=solberg`)
  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('button', { name: 'Save Applied Filter' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Solbergs')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Solbergs', exact: true })).toBeVisible()

  // Edited: said so, until the change is discarded.
  const name = page.getByRole('textbox', { name: 'SCIM User Name' })
  await name.fill('tanaka')
  await name.press('Enter')
  await expect(page.getByRole('button', { name: /^Solbergs was edited/ })).toBeVisible()
  await page.getByRole('button', { name: 'Discard Changes' }).click()
  await expect(name).toHaveValue('solberg')
  await expect(page.getByRole('button', { name: 'Save Changes' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Solbergs', exact: true }).click()
  await page.getByRole('button', { name: 'Open SCIM Users with Solbergs' }).click()
  await expect(page.getByRole('button', { name: 'Open SCIM Users with Solbergs' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expectAccessible(page)

  const other = await context.newPage()
  await other.goto(users)
  await expect(other.getByText('Showing 1–1 of 1')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Solbergs', exact: true })).toBeVisible()
  await other.close()

  // Without filters, although there is a default.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()

  await page.getByRole('button', { name: 'Saved filters' }).click()
  await page.getByRole('button', { name: 'Delete Solbergs' }).click()
  await page.getByRole('button', { name: 'Delete filter' }).click()
  await expect(page.getByRole('dialog', { name: 'Delete the filter Solbergs?' })).toHaveCount(0)
  await page.goto(users)
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()
})

test('what an address asks for in vain is said', async ({ page }) => {
  await page.goto('/authentication/scim/users?idp=abc&status=active,wicked')
  await expect(page.getByText('The IdP in this address does not exist')).toBeVisible()
  await expect(page.getByText('Status does not know all of “active,wicked”')).toBeVisible()
  await page.goto(`${users}&range=custom&from=2026-03-02T00:00:00.000Z&to=2026-03-01T00:00:00.000Z`)
  await expect(page.getByText('The end is before the start.')).toBeVisible()
})

import { createAdministrator, createIdp, protect, resetActivation } from './deployment.ts'
import { expect, expectAccessible, signIn, test } from './fixtures.ts'

const noah = { email: 'noah.berg@northwind.example', password: 'four amber bridges sing' }

// Whatever becomes of the test, changes take effect on Save for the others.
test.afterAll(() => resetActivation())

test('changes wait for Activate, with whom they would affect, and come back from the history', async ({
  browser,
  baseURL,
  page,
  request,
}) => {
  const [{ id, endpoint, token }] = await Promise.all([
    createIdp(`Activation-${Date.now().toString(36)}`),
    createAdministrator(noah),
  ])
  await protect({
    idpId: id,
    port: 8_443,
    applications: [{ name: 'Activation Wiki', host: 'wiki.activation.example', isOpen: true }],
  })
  const created = await request.post(`${endpoint}/Users`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'mira@activation.example' },
  })
  expect(created.status()).toBe(201)

  const path = '/administration/activation'
  await page.goto(path)
  await expect(page.getByText('Changes take effect when they are saved.')).toBeVisible()
  await page.getByRole('radio', { name: 'on Activate' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('link', { name: /My Activation Status\s*No Activations Pending/ })).toBeVisible()

  const dialog = page.getByRole('dialog')
  await page.goto('/policy/applications')
  await page.getByRole('row', { name: /Activation Wiki/ }).click()
  await page.getByRole('button', { name: 'Edit application' }).click()
  await dialog.getByRole('radio', { name: 'Disabled' }).click()
  await dialog.getByRole('button', { name: 'Save application' }).click()
  await expect(page.getByText('Activate to publish.')).toBeVisible()

  await page.goto(path)
  await expect(page.getByRole('link', { name: /Editing\s*1\s*pending/ })).toBeVisible()
  await page.getByText('Activation Wiki').first().click()
  await expect(page.getByRole('row', { name: 'Status Enabled Disabled' })).toBeVisible()
  await page.getByRole('button', { name: 'Work out impact' }).click()
  await expect(page.getByText(/person loses access|people lose access/)).toBeVisible()
  await page.getByRole('button', { name: 'Activation Wiki', exact: true }).click()
  await expect(page.getByText('mira@activation.example').first()).toBeVisible()
  await expectAccessible(page)

  // Somebody else edits after this page was opened.
  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await signIn(other, noah)
  await expect(other).not.toHaveURL(/sign-in/)
  await other.goto('/policy/applications/segment-groups')
  await other.getByRole('button', { name: 'Add segment group' }).click()
  await other.getByRole('dialog').getByLabel('Name').fill('Noah’s group')
  await other.getByRole('dialog').getByRole('button', { name: 'Add segment group' }).click()
  await expect(other.getByText('Activate to publish.')).toBeVisible()
  await context.close()
  await page.getByRole('button', { name: 'Activate', exact: true }).click()
  const typed = dialog.getByLabel(/Type .+ to confirm/)
  const confirm = async (name: string) => {
    // One of few users is more than 5 %, and what is pending may have to be worked out first.
    await expect(typed).toBeVisible()
    await expect(dialog.getByText('being worked out')).toBeHidden()
    const words = await dialog.locator('strong').textContent()
    await typed.fill(words ?? '')
    await dialog.getByRole('button', { name, exact: true }).click()
  }
  await confirm('Activate')
  await expect(page.getByRole('alert').getByText('Segment Groups: Noah’s group, added, by noah.berg')).toBeVisible()

  await page.getByRole('button', { name: 'Force Activate' }).click()
  await expect(dialog.getByText('noah.berg@northwind.example is editing')).toBeVisible()
  await confirm('Force Activate')
  await expect(page.getByText('No Activations Pending', { exact: true }).first()).toBeVisible()

  const second = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Restore/ }) })
  await second
    .first()
    .getByRole('button', { name: /^Restore/ })
    .click()
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('Currently Editing')).toBeVisible()
  await page.getByRole('button', { name: 'Discard Draft' }).click()
  await dialog.getByRole('button', { name: 'Discard Draft' }).click()
  await expect(page.getByText('Currently Editing')).toBeHidden()
})

test('one of two pending changes is discarded, and the other stays', async ({ page }) => {
  const path = '/administration/activation'
  const dialog = page.getByRole('dialog')
  await page.goto(path)
  await page.getByRole('radio', { name: 'on Activate' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('link', { name: /My Activation Status\s*No Activations Pending/ })).toBeVisible()
  await page.goto('/policy/applications/segment-groups')
  for (const name of ['Kept', 'Second thoughts']) {
    await page.getByRole('button', { name: 'Add segment group' }).click()
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Add segment group' }).click()
    await expect(page.getByRole('dialog', { name: 'Add segment group' })).toBeHidden()
  }
  await page.goto(path)
  await expect(page.getByRole('link', { name: /Editing\s*2\s*pending/ })).toBeVisible()
  await page.getByText('Second thoughts').first().click()
  await page.getByRole('button', { name: 'Discard this change of Second thoughts' }).click()
  await dialog.getByRole('button', { name: 'Discard this change' }).click()
  await expect(page.getByText('The change of Second thoughts was discarded')).toBeVisible()
  await expect(page.getByRole('link', { name: /Editing\s*1\s*pending/ })).toBeVisible()
  await expect(page.getByText('Kept', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Discard Draft' }).click()
  await dialog.getByRole('button', { name: 'Discard Draft' }).click()
  await expect(page.getByText('Currently Editing')).toBeHidden()
})

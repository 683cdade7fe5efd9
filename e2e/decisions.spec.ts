import { createIdp, makeApiKey } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('what is decided by API is found in the Decision Log, explained, and asked again in the Simulator', async ({
  page,
  request,
}) => {
  const stamp = Date.now().toString(36)
  const idp = await createIdp(`Decisions-${stamp}`)
  const key = await makeApiKey({ name: `Gateway ${stamp}`, scopes: ['decisions'] })
  const userName = `rune.dahl-${stamp}@northwind.example`
  const made = await request.post(`${idp.endpoint}/Users`, {
    headers: { authorization: `Bearer ${idp.token}`, 'content-type': 'application/scim+json' },
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName },
  })
  expect(made.status()).toBe(201)
  const decided = await request.post('/api/v1/decisions', {
    headers: { authorization: `Bearer ${key}` },
    data: {
      user: { idpId: idp.id, userName },
      application: { host: `nowhere-${stamp}.northwind.example` },
      ipAddress: '192.0.2.7',
    },
  })
  expect(await decided.json()).toMatchObject({ access: { action: 'DENY', reason: 'no-application' } })

  const row = page.getByRole('row', { name: new RegExp(`Block Access .*${userName}`) })
  await expect(async () => {
    await page.goto(`/policy/decision-log?provider=${idp.id}`)
    await expect(row).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await expectAccessible(page)
  await page.getByRole('button', { name: `Decision of ${userName}` }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('was in no enabled application segment')
  await expect(drawer).toContainText(`Decision API: Gateway ${stamp}`)
  await expectAccessible(page)
  await drawer.getByRole('link', { name: 'Ask the Simulator' }).click()
  await expect(page.getByText('The destination is in no enabled application segment')).toBeVisible()
})

test('how much is kept of the log is set, and what is wrong said at its field', async ({ page }) => {
  await page.goto('/policy/decision-log')
  await page.getByRole('button', { name: 'Decision Log settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Decision Log settings' })
  await dialog.getByLabel('Keep for (days)').fill('400')
  await dialog.getByRole('button', { name: 'Save settings' }).click()
  await expect(dialog.getByText('Keep for: enter 1 to 365 days.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Keep for (days)').fill('45')
  await dialog.getByRole('combobox', { name: 'Allows to keep' }).click()
  await page.getByRole('option', { name: 'Every allow' }).click()
  await dialog.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('every decision, kept for 45 days.')).toBeVisible()
})

test('somebody invented, at a time, is decided about under an address that can be shared', async ({ page }) => {
  const idp = await createIdp(`Invented-${Date.now().toString(36)}`)
  await page.goto(`/policy/simulator?idp=${idp.id}`)
  await page.getByText('Somebody invented').click()
  await page.getByLabel('User', { exact: true }).fill('New Hire')
  await page.getByRole('button', { name: 'SCIM Attribute' }).click()
  await page.getByRole('combobox', { name: `SCIM Attribute of ${idp.name}` }).fill('Depart')
  await page.getByRole('option', { name: 'Department' }).click()
  await page.getByRole('combobox', { name: 'Value' }).fill('Finance')
  await page.keyboard.press('Escape')
  await page.getByLabel('Destination').fill('ledger.invented.example')
  await page.getByRole('combobox', { name: 'Time of the request' }).click()
  await page.getByRole('option', { name: 'At a time…' }).click()
  await page.getByRole('textbox', { name: 'Time of the request' }).fill('2026-01-20T12:00')
  await page.getByRole('combobox', { name: 'Last sign-in' }).click()
  await page.getByRole('option', { name: 'At a time…' }).click()
  await page.getByRole('textbox', { name: 'Last sign-in' }).fill('2026-01-21T12:00')
  await page.getByRole('button', { name: 'Decide access' }).click()
  await expect(page.getByText('it is after the time of the request')).toBeVisible()
  await page.getByRole('textbox', { name: 'Last sign-in' }).fill('2026-01-10T12:00')
  await page.getByRole('button', { name: 'Decide access' }).click()
  await expect(page.getByText('they have to sign in again')).toBeVisible()
  await expect(page).toHaveURL(/has=scim%3Adepartment%3DFinance/)
  await page.reload()
  await expect(page.getByText('they have to sign in again')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'New Hire' })).toBeVisible()
  await expectAccessible(page)
})

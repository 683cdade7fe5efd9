import { createIdp } from './deployment.ts'
import { sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('a rehearsal shows what a request would change, and leaves all as it was', async ({ page }) => {
  const idp = await createIdp('Rehearsed')
  const send = sendTo(idp.endpoint, idp.token)
  const headers = { 'Content-Type': 'application/scim+json' }
  const body = JSON.stringify({ userName: 'ann@rehearsed.example', title: 'Nurse', active: true })
  const { id } = JSON.parse((await send({ method: 'POST', path: '/Users', headers, body })).text) as { id: string }
  const users = async () => (await send({ method: 'GET', path: '/Users', headers: {} })).text
  const before = await users()

  await page.goto('/authentication/scim/rehearsal')
  await page.getByRole('combobox', { name: 'IdP' }).click()
  await page.getByRole('option', { name: 'Rehearsed', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`idp=${idp.id}`))
  await page.getByRole('combobox', { name: 'Method' }).click()
  await page.getByRole('option', { name: 'PATCH' }).click()
  await page.getByRole('textbox', { name: 'Path' }).fill(`${idp.endpoint}/Users/${id}`)
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What would happen' })).toBeVisible()
  await expect(page.getByText('SCIM-based access stopped')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Changed attributes' })).toContainText('active')
  await expect(page.getByText('1 → 0')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Before', exact: true })).toContainText('"active": true')
  await expect(page.getByRole('region', { name: 'After', exact: true })).toContainText('"active": false')
  await expectAccessible(page)

  await page.getByRole('textbox', { name: 'Body' }).fill('{ "Operations": [{ "op": "explode" }] }')
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByText('Nothing changed.').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Path' }).fill('Users')
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByText('The path begins with a slash')).toBeVisible()

  await page.getByRole('radio', { name: 'Recorded dialogue' }).check({ force: true })
  await page.getByRole('combobox', { name: 'Dialogue' }).click()
  await page.getByRole('option', { name: /Okta: the first sync/ }).click()
  await page.getByRole('combobox', { name: 'Step' }).click()
  await page.getByRole('option', { name: /^12\. / }).click()
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Steps before it, in the same rehearsal' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'create Maren' })).toContainText('201')

  expect(await users()).toBe(before)
  await page.goto(`/authentication/scim/sync-logs?idp=${idp.id}`)
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()
})

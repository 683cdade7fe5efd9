import { createIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('an application is added, what is decided about it explained, and one person blocked', async ({
  page,
  request,
}) => {
  const { id, endpoint, token } = await createIdp(`Policies-${Date.now().toString(36)}`)
  const userName = 'noor.haddad@northwind.example'
  const created = await request.post(`${endpoint}/Users`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName },
  })
  expect(created.status()).toBe(201)

  await page.goto('/policy/applications/segment-groups')
  await page.getByRole('button', { name: 'Add segment group' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Intranet')
  await dialog.getByRole('button', { name: 'Add segment group' }).click()
  await expect(page.getByRole('row', { name: /Intranet/ })).toBeVisible()

  await page.goto('/policy/applications')
  await page.getByRole('button', { name: 'Add application' }).click()
  await dialog.getByLabel('Name').fill('Handbook')
  await dialog.getByLabel('Domains').fill('https://handbook')
  await dialog.getByRole('combobox', { name: 'Segment Group' }).click()
  await page.getByRole('option', { name: 'Intranet' }).click()
  await dialog.getByRole('button', { name: 'Add application' }).click()
  await expect(dialog.getByText('“https://handbook” is no host')).toBeVisible()
  await dialog.getByLabel('Domains').fill('handbook.northwind.example')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add application' }).click()
  await expect(page.getByRole('row', { name: /handbook\.northwind\.example.*TCP 443.*Intranet/ })).toBeVisible()

  await page.goto(`/policy/simulator?idp=${id}`)
  await page.getByLabel('Destination').fill('handbook.northwind.example:22')
  await page.getByRole('button', { name: 'Decide access' }).click()
  await expect(page.getByText('User: enter a user name')).toBeVisible()
  await page.getByRole('combobox', { name: 'User' }).fill(userName)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Decide access' }).click()
  await expect(page.getByText('The destination is in no enabled application segment')).toBeVisible()
  await page.getByLabel('Destination').fill('https://handbook.northwind.example/welcome')
  await page.getByLabel('Country Code').fill('de')
  await page.getByRole('button', { name: 'Decide access' }).click()
  await expect(page.getByText('No rule allows it.')).toBeVisible()
  await expect(page).toHaveURL(/destination=https/)

  await page.getByRole('button', { name: 'Block user' }).click()
  await dialog.getByLabel('Reason').fill('The laptop was lost.')
  await dialog.getByRole('button', { name: 'Block user' }).click()
  await expect(page.getByText('An administrator blocks this person')).toBeVisible()
  await page.reload()
  await expect(page.getByText('The laptop was lost.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lift block' }).click()
  await dialog.getByRole('button', { name: 'Lift block' }).click()
  await expect(page.getByText('No rule allows it.')).toBeVisible()
})

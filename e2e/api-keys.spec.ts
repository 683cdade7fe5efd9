import { expect, expectAccessible, test } from './fixtures.ts'

test('an owner creates a key, a program uses it, and revoking it ends that at once', async ({ page, request }) => {
  await page.goto('/administration/api-keys')
  await page.getByRole('button', { name: 'Create API Key' }).click()
  const form = page.getByRole('dialog', { name: 'Create API Key' })
  const create = form.getByRole('button', { name: 'Create API key' })
  await form.getByLabel('Name').fill('Nightly report')
  await expect(create).toBeDisabled()
  await form.getByRole('checkbox', { name: 'applications:read' }).check()
  await form.getByRole('checkbox', { name: 'applications:write' }).check()
  await expectAccessible(page)
  await create.click()
  const shown = page.getByRole('dialog', { name: 'New API key' })
  const key = await shown.getByLabel('API key', { exact: true }).inputValue()
  await shown.getByRole('button', { name: 'I have copied the API key' }).click()
  await expect(page.getByRole('row', { name: /Nightly report.*Active/ })).toBeVisible()
  expect(await page.content()).not.toContain(key)

  const headers = { authorization: `Bearer ${key}` }
  const made = await request.post('/api/v1/segmentGroup', { headers, data: { name: 'Made by a program' } })
  expect(made.status()).toBe(201)
  const location = made.headers()['location'] ?? ''
  expect(await (await request.get(location, { headers })).json()).toMatchObject({ name: 'Made by a program' })
  expect((await request.get('/api/v1/idps', { headers })).status()).toBe(403)
  expect((await request.delete(location, { headers })).status()).toBe(204)

  await page.getByRole('button', { name: 'API Key of Nightly report' }).click()
  const detail = page.getByRole('dialog', { name: 'API Key' })
  await expect(detail.getByRole('heading', { name: 'Scopes' })).toBeVisible()
  await detail.getByRole('button', { name: 'Revoke…' }).click()
  await page
    .getByRole('dialog', { name: 'Revoke Nightly report?' })
    .getByRole('button', { name: 'Revoke API key' })
    .click()
  await expect(detail.getByText('Revoked', { exact: true }).first()).toBeVisible()
  const refused = await request.get('/api/v1/application', { headers })
  expect(refused.status()).toBe(401)
  expect(await refused.json()).toMatchObject({ id: 'authentication.revoked' })
})

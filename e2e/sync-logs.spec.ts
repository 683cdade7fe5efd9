import { createIdp, type CreatedIdp } from './deployment.ts'
import { sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

// What an identity provider sent, found again: the log, its chart, its folds and its live tail.

test.describe.configure({ mode: 'serial' })
test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

let idp: CreatedIdp
let id = ''

const person = (userName: string, title: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  externalId: `ext-${userName}`,
  title,
})

const send = async (method: string, path: string, body: object) =>
  sendTo(
    idp.endpoint,
    idp.token,
  )({
    method,
    path,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/scim+json', 'User-Agent': 'Okta SCIM Client 1.0.0' },
  })

test.beforeAll(async () => {
  idp = await createIdp('Logs')
  const created = await send('POST', '/Users', person('dana@logs.example', 'Engineer'))
  id = (JSON.parse(created.text) as { id: string }).id
  await send('POST', '/Users', person('dana@logs.example', 'Twin'))
  for (let push = 0; push < 3; push++) await send('PUT', `/Users/${id}`, person('dana@logs.example', 'Engineer'))
  await send('PUT', `/Users/${id}`, person('dana@logs.example', 'Principal'))
})

test('sentences tell what happened, unchanged updates are one click away, and a bar narrows the range', async ({
  page,
}) => {
  await page.goto(`/authentication/scim/sync-logs?idp=${idp.id}`)
  const table = page.getByRole('table', { name: 'SCIM Sync Logs' })
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()
  await expect(table.getByText(/Logs could not create the user/)).toBeVisible()
  await table.getByRole('button', { name: '3 unchanged updates' }).click()
  await expect(table.getByText(/as we already had it/)).toHaveCount(3)
  // Where it clicked, a row has come that would show its whole text beside the pointer.
  await page.mouse.move(0, 0)
  await expectAccessible(page)
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()
  await table.getByRole('button', { name: '3 unchanged updates' }).click()
  await expect(table.getByText(/as we already had it/)).toHaveCount(0)

  await page.getByRole('combobox', { name: 'Response Duration' }).click()
  await expect(page.getByRole('option', { name: /^Up to 3 s\s*3$/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /^More than 3 s\s*0$/ })).toBeVisible()
  await page.keyboard.press('Escape')

  const bars = page.getByRole('slider', { name: /^Requests over time/ })
  await bars.focus()
  await page.keyboard.press('End')
  await expect(bars).toHaveAttribute('aria-valuetext', /2 changed, 3 unchanged, 1 rejected/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/range=custom/)
  const chip = page.getByRole('button', { name: /^Remove time range/ })
  await chip.click()
  await expect(page).not.toHaveURL(/range=custom/)
  await page.goBack()
  await expect(chip).toBeVisible()
})

test('a refused request is found by its client and text, and copied without its token', async ({ page }) => {
  const where = `/authentication/scim/sync-logs?idp=${idp.id}`
  await page.goto(`${where}&client=okta&scimType=uniqueness&outcome=rejected&text=TWIN&entityName=DANA`)
  await expect(page.getByText('Showing 1–1 of 1')).toBeVisible()
  await page.getByRole('button', { name: /^Sync Log Details of POST/ }).click()
  const drawer = page.getByRole('dialog', { name: 'Sync Log Details' })
  await expect(drawer.getByText('Okta, recognised by its User-Agent')).toBeVisible()
  await drawer.getByRole('button', { name: 'Copy cURL command' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('$SCIM_TOKEN')
  expect(copied).toContain('/Users')
  expect(copied).not.toContain(idp.token)
})

test('the live tail shows what comes in, above what was there', async ({ page }) => {
  await page.goto(`/authentication/scim/sync-logs?idp=${idp.id}`)
  await expect(page.getByText('Showing 1–3 of 3')).toBeVisible()
  await page.keyboard.press('l')
  await expect(page.getByRole('button', { name: /^Live/ })).toHaveAttribute('aria-pressed', 'true')
  await send('PUT', `/Users/${id}`, person('dana@logs.example', 'Fellow'))
  await expect(page.getByText('New since you looked')).toBeVisible()
  const table = page.getByRole('table', { name: 'SCIM Sync Logs' })
  await expect(table.getByRole('row').nth(1)).toContainText('dana@logs.example')
})

test('what the page asks for by itself is for administrators alone', async ({ browser, baseURL }) => {
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  for (const part of ['tail', 'unchanged', 'facets']) {
    const address = `${baseURL}/authentication/scim/sync-logs/${part}?idp=${idp.id}&facet=status`
    const answer = await stranger.request.get(address, { maxRedirects: 0 })
    expect([307, 401]).toContain(answer.status())
    expect(await answer.text()).not.toContain('rows')
  }
  await stranger.close()
})

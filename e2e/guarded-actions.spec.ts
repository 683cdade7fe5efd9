import { type APIResponse, request as http, type Request } from '@playwright/test'
import { addAnotherIdp } from './add-idp.ts'
import { expect, test } from './fixtures.ts'

// What the portal's pages send may come from anybody: the server asks for the session and the origin itself.

test.use({ provokes: [/ERR_FAILED/] })

test('an action is refused without a session, and from a foreign page', async ({ page, baseURL }) => {
  await page.goto('/authentication/idp-configuration/new')
  await addAnotherIdp(page)
  await page.getByLabel('Name', { exact: true }).fill('Planted')
  const caught = await new Promise<Request>((resolve) => {
    void page
      .route('**/new', async (route) => {
        if (route.request().method() !== 'POST') return route.continue()
        resolve(route.request())
        await route.abort()
      })
      .then(() => page.getByRole('button', { name: 'Pause' }).click())
  })
  const { cookie = '', ...headers } = await caught.allHeaders()
  expect(headers['next-action']).toBeTruthy()
  const replay = async (changed: Record<string, string>): Promise<APIResponse> => {
    const stranger = await http.newContext({ baseURL: baseURL ?? '', storageState: { cookies: [], origins: [] } })
    const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')))
    return stranger.fetch(caught.url(), {
      method: 'POST',
      headers: { ...own, ...changed },
      data: caught.postDataBuffer() ?? '',
      maxRedirects: 0,
    })
  }

  const withoutSession = await replay({})
  expect(await withoutSession.text()).not.toContain('"data":{"id"')
  const foreign = await replay({ cookie, origin: 'https://elsewhere.example' })
  expect(await foreign.text()).not.toContain('"data":{"id"')
  // Until then the page asks again for what did not arrive.
  await page.goto('/authentication/idp-configuration')
  await page.unroute('**/new')
  await expect(page.getByRole('heading', { name: 'IdP Configuration', level: 1 })).toBeVisible()
  await expect(page.getByText('Planted')).toHaveCount(0)

  // The same request with session and origin does what it says, so it was these that the others lacked.
  expect((await replay({ cookie })).status()).toBe(200)
  await page.reload()
  await expect(page.getByRole('row', { name: /Planted/ })).toBeVisible()

  await page.getByRole('button', { name: 'Delete Planted' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Planted')
  await page.getByRole('button', { name: 'Delete IdP' }).click()
  await expect(page.getByRole('row', { name: /Planted/ })).toHaveCount(0)
})

import { createContext, runInContext } from 'node:vm'
import type { Page } from '@playwright/test'
import { testCertificate, testMetadata } from '#lib/saml/testing.ts'
import { createAdministrator, idleSessions, registerIdp } from './deployment.ts'
import { expect, expectAccessible, owner, test } from './fixtures.ts'

// Where people come from and how they sign in: locations, exemptions, the portal's time-out, SSO for administrators.

test.describe.configure({ mode: 'serial' })

const option = (page: Page, group: string, choice: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice })

/** Does what may ask for the password first. */
async function confirmed(page: Page): Promise<void> {
  const password = page.getByRole('dialog', { name: 'Confirm that it is you' }).getByLabel('Password')
  const saved = page
    .getByText('SSO is enforced', { exact: true })
    .or(page.getByText('SSO is not enforced', { exact: true }))
  await expect(password.or(saved).first()).toBeVisible()
  if (!(await password.isVisible())) return
  await password.fill(owner.password)
  await page.getByRole('button', { name: 'Confirm' }).click()
}

test('a location and a sublocation are added, and say which IdP signs people in', async ({ page }) => {
  await page.goto('/policy/locations')
  await page.getByRole('button', { name: 'Add location' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Harbour Office')
  await dialog.getByLabel('IP Addresses').fill('203.0.113.300')
  await dialog.getByRole('button', { name: 'Add location' }).click()
  await expect(dialog.getByText('is not a network')).toBeVisible()
  await dialog.getByLabel('IP Addresses').fill('203.0.113.77/24\n2001:db8::/32')
  await dialog.getByRole('button', { name: 'Add location' }).click()
  await expect(page.getByText('Harbour Office was added')).toBeVisible()
  const row = page.getByRole('row', { name: /Harbour Office/ })
  await expect(row).toContainText('203.0.113.0/24')

  await row
    .getByRole('button', { name: /Location/ })
    .first()
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Add sublocation' }).click()
  const form = page.getByRole('dialog', { name: 'Add sublocation' })
  await form.getByLabel('Name').fill('Guests')
  await form.getByLabel('IP Addresses').fill('198.51.100.0/24')
  await form.getByRole('button', { name: 'Add sublocation' }).click()
  await expect(form.getByText('lies outside Harbour Office')).toBeVisible()
  await form.getByLabel('IP Addresses').fill('203.0.113.64/26')
  await form.getByRole('button', { name: 'Add sublocation' }).click()
  await expect(page.getByText('Guests was added')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByLabel('IP address', { exact: true }).fill('203.0.113.70')
  await page.getByLabel('Login name').fill('kim@nobodys.example')
  await page.getByRole('button', { name: 'Ask' }).click()
  await expect(page.getByText('The address is in Harbour Office, Guests')).toBeVisible()
  await expectAccessible(page)
})

test('Okta is exempted by one click, and the PAC file says so to a browser', async ({ page, request }) => {
  await page.goto('/administration/advanced-settings')
  await page.getByRole('button', { name: 'Exempt Okta' }).click()
  await expect(page.getByRole('list', { name: 'Exempted URLs' })).toContainText('.oktacdn.com')
  await page.getByLabel('Proxy').fill('proxy.northwind.example:8080')
  await page.getByRole('button', { name: 'Save proxy' }).click()
  await expect(page.getByText('The PAC file was saved')).toBeVisible()
  await page.getByLabel('Test a URL').fill('https://northwind.okta.com/app')
  await page.getByRole('button', { name: 'Test URL' }).click()
  await expect(page.getByText('is exempted by .okta.com')).toBeVisible()
  await page.getByLabel('Test a URL').fill('northwind.example')
  await page.getByRole('button', { name: 'Test URL' }).click()
  await expect(page.getByText('PROXY proxy.northwind.example:8080', { exact: true })).toBeVisible()

  const response = await request.get(await page.getByRole('textbox', { name: 'Address' }).inputValue())
  expect(response.headers()['content-type']).toBe('application/x-ns-proxy-autoconfig; charset=utf-8')
  const browser = createContext({})
  runInContext(await response.text(), browser)
  const answers = ['northwind.okta.com', 'okta.com.evil.example'].map((host): unknown =>
    runInContext(`FindProxyForURL('https://${host}/', '${host}')`, browser),
  )
  expect(answers).toEqual(['DIRECT', 'PROXY proxy.northwind.example:8080'])
  await expectAccessible(page)
})

test('whoever has not used the portal is asked whether they stay', async ({ page }) => {
  await page.goto('/authentication/settings')
  await expect(page.getByLabel('Admin Portal Session Timeout')).toHaveValue('30')
  idleSessions(26 * 60_000)
  // As a laptop does that wakes up: the page asks how long is left, and asking keeps nothing.
  const wake = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await wake()
  const dialog = page.getByRole('dialog', { name: 'Are you still there?' })
  await expect(dialog.getByRole('timer')).toHaveText(/^[34]:\d\d$/)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(dialog).toBeHidden()
  await wake()
  await expect(page.getByRole('heading', { name: 'Authentication Settings', level: 1 })).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('a session that ended leads to the sign-in page, and back', async ({ browser, baseURL }) => {
  const stranger = await browser.newContext({ baseURL: baseURL ?? '', storageState: { cookies: [], origins: [] } })
  const page = await stranger.newPage()
  const other = { email: 'sol.idle@northwind.example', password: 'nine amber kettles hum' }
  await createAdministrator(other)
  await page.goto('/sign-in?return=%2Fpolicy%2Flocations')
  await page.getByLabel('E-mail address').fill(other.email)
  await page.getByLabel('Password').fill(other.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Locations', level: 1 })).toBeVisible()
  idleSessions(31 * 60_000, other.email)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page).toHaveURL(/\/sign-in\?return=%2Fpolicy%2Flocations/)
  await stranger.close()
})

test('enforcement closes the password route, but for the break-glass owner', async ({ page, browser, baseURL }) => {
  const { base64 } = await testCertificate({ commonName: 'sso.northwind.example' })
  const metadata = testMetadata({ base64, location: 'https://sso.northwind.example/saml' })
  const name = `Admins-${Date.now()}`
  const { id } = await registerIdp({ metadata, settings: { name, singleSignOn: 'admin' } })
  const other = { email: 'sol.idle@northwind.example', password: 'nine amber kettles hum' }

  await page.goto('/authentication/settings/administrators')
  await option(page, 'Enforce SSO Login for Admins', 'Enabled').check()
  await page.getByRole('button', { name: 'Save enforcement' }).click()
  await page.getByRole('button', { name: 'Enforce SSO', exact: true }).click()
  await expect(page.getByText('choose the owner who may still sign in')).toBeVisible()
  await page.getByRole('combobox', { name: 'Break-Glass Owner' }).click()
  await page.getByRole('option', { name: owner.email }).click()
  await page.getByRole('button', { name: 'Save enforcement' }).click()
  await page.getByRole('button', { name: 'Enforce SSO', exact: true }).click()
  await confirmed(page)
  await expect(page.getByText('SSO is enforced', { exact: true })).toBeVisible()
  await expectAccessible(page)

  const stranger = await browser.newContext({ baseURL: baseURL ?? '', storageState: { cookies: [], origins: [] } })
  const door = await stranger.newPage()
  const enter = async ({ email, password }: typeof other) => {
    await door.goto('/sign-in')
    await expect(door.getByRole('link', { name: 'Sign in with SSO' })).toBeVisible()
    await door.getByText('The identity provider does not answer').click()
    await door.getByLabel('E-mail address').fill(email)
    await door.getByLabel('Password').fill(password)
    await door.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await enter(other)
  await expect(door.getByText('Administrators sign in with SSO; a password opens one account only.')).toBeVisible()
  await enter(owner)
  await expect(door.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await stranger.close()

  await page.reload()
  await option(page, 'Enforce SSO Login for Admins', 'Disabled').check()
  await page.getByRole('button', { name: 'Save enforcement' }).click()
  await confirmed(page)
  await expect(page.getByText('SSO is not enforced', { exact: true })).toBeVisible()
  // The sign-in page of the tests that follow is the one they know.
  await registerIdp({ id, metadata, settings: { name, singleSignOn: 'user', domains: [`${name}.example`] } })
  await page.goto('/administration/audit-logs')
  await expect(page.getByRole('row', { name: /Break-Glass Sign In/ }).first()).toBeVisible()
})

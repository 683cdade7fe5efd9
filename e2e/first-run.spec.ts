import { serverLog, ownerState } from './deployment.ts'
import { expect, expectAccessible, owner, signIn, test } from './fixtures.ts'

test.describe.configure({ mode: 'serial' })

/** The newest set-up link in the terminal. */
const setupLink = () => /http\S+\/setup#\S+/.exec(serverLog())?.[0] ?? ''

test('before anybody is there, sign-in says what to do', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL('/sign-in')
  await expect(page.getByText('Rollcall is not set up yet')).toBeVisible()
  await expectAccessible(page)
})

test('a set-up link that is not the one is refused', async ({ page }) => {
  await page.goto('/setup#not-the-secret')
  await expect(page.getByRole('alert').filter({ hasText: 'This set-up link does not work any more' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create owner and sign in' })).toHaveCount(0)
})

test('the link from the terminal makes the owner, who is signed in', async ({ page }) => {
  await page.goto(setupLink())
  await page.getByLabel('Organisation name').fill('Northwind')
  await page.getByLabel('Your e-mail address').fill(owner.email)
  for (const [password, problem] of [
    ['short', /at least 12/i],
    ['password1234', /guess|common/i],
  ] as const) {
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Create owner and sign in' }).click()
    await expect(page.getByText(problem).last()).toBeVisible()
  }
  await expectAccessible(page)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Create owner and sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: owner.email })).toBeVisible()
})

test('the link works once', async ({ page }) => {
  await page.goto(setupLink())
  await expect(page.getByText('Rollcall is set up already')).toBeVisible()
})

test('signed out, every page is behind sign-in and remembered', async ({ page }) => {
  for (const path of [
    '/authentication/idp-configuration',
    '/authentication/idp-configuration/new',
    '/authentication/scim/users?status=active',
    '/authentication/scim/groups',
    '/authentication/scim/attributes',
    '/authentication/scim/sync-logs',
  ]) {
    await page.goto(path)
    await expect(page).toHaveURL(`/sign-in?return=${encodeURIComponent(path)}`)
  }
})

test('a cookie that nobody issued opens nothing', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'rollcall.session', value: 'made-up', url: baseURL ?? '' }])
  await page.goto('/authentication/idp-configuration')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a wrong password is told apart from nothing', async ({ page }) => {
  await signIn(page, { ...owner, password: 'not the password at all' })
  await expectAccessible(page)
  const wrongPassword = await page.getByRole('alert').filter({ hasText: 'Not signed in' }).textContent()
  await signIn(page, { email: 'nobody@northwind.example', password: owner.password })
  await expect(page.getByRole('alert').filter({ hasText: 'Not signed in' })).toHaveText(wrongPassword ?? '')
  await expect(page).toHaveURL('/sign-in')
})

test('signing in leads to the page that was wanted, and signing out ends it', async ({ page, context }) => {
  await page.goto('/authentication/scim/users')
  await page.getByLabel('E-mail address').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/authentication/scim/users')

  const cookies = await context.cookies()
  const session = cookies.filter(({ name }) => /session/.test(name))
  expect(session.length).toBeGreaterThan(0)
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

  await page.getByRole('button', { name: owner.email }).click()
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

  // The session ended on the server: its cookie opens nothing, wherever it was copied to.
  await context.addCookies(cookies)
  await page.goto('/authentication/idp-configuration')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('an owner is signed in for the tests that follow', async ({ page, context }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await context.storageState({ path: ownerState })
})

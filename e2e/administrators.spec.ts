import type { Browser, Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { createAdministrator, createIdp } from './deployment.ts'
import { expect, expectAccessible, owner, signIn, test } from './fixtures.ts'

const lee = { email: 'lee.brandt@northwind.example', password: 'nine loud badgers sing' }

const kim = { email: 'kim.osei@northwind.example', password: 'four calm herons wade' }

const codeOf = (secret: string) => new TOTP({ secret: secret.replaceAll(' ', ''), digits: 6, period: 30 }).generate()

/** A page of somebody who is not signed in. */
async function stranger(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    storageState: { cookies: [], origins: [] },
    locale: 'en-GB',
  })
  return context.newPage()
}

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Administrator Details' })
async function open(page: Page, email: string): Promise<void> {
  await page.goto('/administration/administrators')
  await page.getByRole('button', { name: `Administrator Details of ${email}` }).click()
  await expect(drawer(page).getByRole('heading', { name: 'Getting In' })).toBeVisible()
}

test('an owner invites somebody, who adds an authenticator app and is then asked for it', async ({
  page,
  browser,
  baseURL,
}) => {
  // All the way from the invitation to the second factor.
  test.slow()
  await page.goto('/administration/administrators')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Invite Administrator' }).click()
  await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(lee.email)
  await page.getByRole('combobox', { name: 'SCIM Management' }).click()
  await page.getByRole('option', { name: 'Read Only' }).click()
  await page.getByRole('button', { name: 'Make invitation link' }).click()
  const url = await page.getByRole('textbox', { name: `Link for ${lee.email}` }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row', { name: new RegExp(`${lee.email}.*Invited`) })).toBeVisible()

  const theirs = await stranger(browser, baseURL)
  await theirs.goto(url)
  await theirs.getByLabel('New password').fill(lee.password)
  await theirs.getByRole('button', { name: 'Save password' }).click()
  await expect(theirs.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()

  // An editor changes no administrators: what would is not there.
  await theirs.goto('/administration/administrators')
  await expect(theirs.getByRole('row', { name: new RegExp(owner.email) })).toBeVisible()
  await expect(theirs.getByRole('button', { name: 'Invite Administrator' })).toHaveCount(0)

  // Without SCIM Management, an IdP's configuration is there to be read.
  const idp = await createIdp(`Looked-at-${Date.now().toString(36)}`)
  await theirs.goto(`/authentication/idp-configuration/${idp.id}`)
  await expect(theirs.getByRole('heading', { name: 'IdP Configuration', level: 1, exact: true })).toBeVisible()
  await expect(theirs.getByText('Your role does not allow changes')).toBeVisible()
  await expect(theirs.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
  await expect(
    theirs.getByRole('button', { name: /^(Add domain|Select File|Generate New|Make certificate|Rotate)/ }),
  ).toHaveCount(0)
  await expect(theirs.getByRole('link', { name: /^Import/ })).toHaveCount(0)
  // Values are text, with their labels.
  await expect(theirs.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(idp.name)
  await expect(theirs.locator('form').getByText('Enable SCIM Provisioning')).toBeVisible()
  await expect(
    theirs.locator('form').locator('input:not([readonly]), textarea:not([readonly]), [role=combobox]'),
  ).toHaveCount(0)
  await theirs.goto('/authentication/settings/administrators')
  await expect(theirs.getByText('Only owners change how administrators sign in')).toBeVisible()
  await expect(theirs.getByRole('textbox', { name: 'Break-Glass Owner' })).toHaveValue('Nobody')
  await expect(theirs.getByRole('main').getByRole('combobox')).toHaveCount(0)
  await expect(theirs.getByRole('link', { name: 'Add IdP Configuration' })).toHaveCount(0)

  await theirs.goto('/account')
  await theirs.getByRole('button', { name: 'Set up authenticator app' }).click()
  const secret = await theirs.getByRole('textbox', { name: 'Or type this secret' }).inputValue()
  const first = codeOf(secret)
  await theirs.getByLabel('Code', { exact: true }).fill(first)
  await theirs.getByRole('button', { name: 'Turn on' }).click()
  const recovery =
    (await theirs.getByRole('dialog', { name: 'Recovery codes' }).getByRole('listitem').first().textContent()) ?? ''
  await theirs.getByRole('button', { name: 'I have kept them' }).click()
  await expectAccessible(theirs)

  const again = await stranger(browser, baseURL)
  await again.goto('/sign-in')
  await again.getByLabel('E-mail address').fill(lee.email)
  await again.getByLabel('Password').fill(lee.password)
  await again.getByRole('button', { name: 'Sign in' }).click()
  await expect(again.getByRole('heading', { name: 'Second factor' })).toBeVisible()
  // The code that turned it on is used up; a recovery code stands in.
  await again.getByLabel('Code').fill(first)
  await again.getByRole('button', { name: 'Sign in' }).click()
  await expect(again.getByText(/was used before/)).toBeVisible()
  await again.getByRole('button', { name: 'Use a recovery code' }).click()
  await again.getByLabel('Recovery code').fill(recovery)
  await again.getByRole('button', { name: 'Sign in' }).click()
  await expect(again.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()

  // Two sessions; disabling ends both at once.
  await open(page, lee.email)
  await expect(drawer(page).getByRole('button', { name: /^End session/ })).toHaveCount(2)
  await drawer(page).getByRole('button', { name: 'Disable…' }).click()
  await page.getByRole('button', { name: 'Disable administrator' }).click()
  await expect(page.getByText(`${lee.email} is disabled`)).toBeVisible()
  await again.goto('/administration/administrators')
  await expect(again.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await open(page, lee.email)
  await drawer(page).getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('textbox', { name: /to confirm/ }).fill(lee.email)
  await page.getByRole('button', { name: 'Delete administrator' }).click()
  await expect(page.getByRole('row', { name: new RegExp(lee.email) })).toHaveCount(0)
  await theirs.context().close()
  await again.context().close()
})

test('a passkey signs in by itself', async ({ browser, baseURL }) => {
  // Another passkey ends one's other sessions: the owner's is everybody's here.
  await createAdministrator(kim)
  const page = await stranger(browser, baseURL)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/sign-in')
  await signIn(page, kim)
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await page.getByLabel('Name').fill('Test laptop')
  await page.getByRole('dialog').getByRole('button', { name: 'Add passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('Test laptop')).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await page.goto('/account')
  await expect(page.getByText(/^Passkey ·/)).toBeVisible()
  await page.getByRole('button', { name: 'Rename passkey Test laptop' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Test phone')
  await page.getByRole('button', { name: 'Save name' }).click()
  await page.getByRole('button', { name: 'Remove passkey Test phone' }).click()
  await page.getByRole('button', { name: 'Remove passkey', exact: true }).click()
  await expect(page.getByText('Test phone removed')).toBeVisible()
  await page.context().close()
})

import type { Page } from '@playwright/test'
import { deleteIdp } from './add-idp.ts'
import { createAdministrator, registerIdp, type CreatedIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import { startIdp, type RunningIdp } from './idp/server.ts'
import { entra, okta, type Person } from './idp/shapes.ts'

// Single sign-on through a browser. The identity providers are another site, by another SAML library, with certificates that
// no authority knows; and they refuse, as Rollcall does, by status.
test.use({ ignoreHTTPSErrors: true, provokes: [/403/] })

/** After a failure the rest runs in a new process, which makes IdPs of its own. */
const run = Date.now().toString(36)
const mira: Person = {
  userName: `mira.solberg@${run}.fjord.example`,
  displayName: 'Mira Solberg',
  department: 'Research',
  groups: ['Fjord Everyone', 'Fjord Research'],
}
const theo: Person = { ...mira, userName: `theo.brandt@${run}.dunes.example`, displayName: 'Theo Brandt' }

/** A browser that nobody has signed in with. */
const nobody = { cookies: [], origins: [] }

let oktaIdp: RunningIdp
let entraIdp: RunningIdp
let fjord: CreatedIdp
let dunes: CreatedIdp

test.beforeAll(async ({ request }) => {
  oktaIdp = await startIdp(okta, [mira])
  entraIdp = await startIdp(entra, [theo])
  const name = `Okta-Fjord-${run}`
  const provisioning = { samlAutoProvisioning: true, domains: [`${run}.fjord.example`] }
  fjord = await registerIdp({ metadata: oktaIdp.metadata(), settings: { name, ...provisioning } })
  const settings = { name: `Entra-Dunes-${run}`, scimSync: true, domains: [`${run}.dunes.example`] }
  dunes = await registerIdp({ metadata: entraIdp.metadata(), settings })
  for (const [idp, { id }] of [
    [oktaIdp, fjord],
    [entraIdp, dunes],
  ] as const) {
    idp.trust(await (await request.get(`/saml/${id}/metadata`)).text())
  }
})
test.afterAll(async () => {
  await oktaIdp.close()
  await entraIdp.close()
})

/** Signs in at the IdP's own page, which has the name already. */
async function signInAt(page: Page, idp: RunningIdp, { userName }: Person): Promise<void> {
  await expect(page.getByRole('heading', { name: `Sign in to ${idp.shape.name}` })).toBeVisible()
  await expect(page.getByLabel('Username')).toHaveValue(userName)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function signIn(page: Page, idp: RunningIdp, person: Person): Promise<void> {
  await page.goto('/single-sign-on')
  await page.getByLabel('User name').fill(person.userName)
  await page.getByRole('button', { name: 'Continue' }).click()
  await signInAt(page, idp, person)
}

const signedIn = (page: Page) => page.getByRole('heading', { name: 'You are signed in' })
const signedOut = (page: Page) => page.getByRole('heading', { name: 'You are signed out' })

test('a user says who they are, signs in at their IdP, and is where they wanted to be; Logout ends both', async ({
  page,
}) => {
  await page.goto('/single-sign-on?return=/me%3Ffrom=bookmark')
  await expectAccessible(page)
  await page.getByLabel('User name').fill('mira')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Enter your whole user name')).toBeVisible()
  await page.getByLabel('User name').fill(mira.userName)
  await page.getByRole('button', { name: 'Continue' }).click()
  await signInAt(page, oktaIdp, mira)
  await expect(page).toHaveURL('/me?from=bookmark')
  await expect(signedIn(page)).toBeVisible()
  await expect(page.getByText(mira.userName)).toBeVisible()
  await expect(page.getByText(fjord.name, { exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Logout' }).click()
  await expect(page).toHaveURL('/me?logout=everywhere')
  await expect(signedOut(page)).toBeVisible()
  await expectAccessible(page)
})

test('who is not known yet is provisioned from the assertion', async ({ page }) => {
  await signIn(page, oktaIdp, mira)
  await expect(signedIn(page)).toBeVisible()
  await page.goto(`/user-management/users?userName=${encodeURIComponent(mira.userName)}`)
  const row = page.getByRole('row', { name: new RegExp(mira.userName) })
  await expect(row).toContainText('Mira Solberg')
  await expect(row).toContainText('Research')
})

test('Test sign-in shows every check and signs nobody in; Import offers what the assertion holds', async ({ page }) => {
  const signInUnnamed = async () => {
    await page.getByLabel('Username').fill(mira.userName)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  const settings = `/authentication/idp-configuration/${fjord.id}`
  await page.goto(settings)
  await page.getByRole('link', { name: 'Test sign-in' }).click()
  await signInUnnamed()
  await expect(page.getByRole('heading', { name: 'Test sign-in', level: 1 })).toBeVisible()
  await expect(page.getByText(mira.userName).first()).toBeVisible()
  await expect(page.getByText('memberOf').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/me')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(signedIn(page)).toHaveCount(0)

  await page.goto(settings)
  await page.getByRole('link', { name: /^Import SAML attributes/ }).click()
  await signInUnnamed()
  await expect(page.getByRole('heading', { name: 'Import SAML Attributes', level: 1 })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Add \d/ }).click()
  await expect(page.getByRole('row', { name: /memberOf/ })).toBeVisible()
})

test('whom SCIM has not brought is refused, until it has; deactivating ends the session at once', async ({
  page,
  request,
}) => {
  const scim = (method: string, path: string, data: object) =>
    request.fetch(`${dunes.endpoint}${path}`, {
      method,
      headers: { authorization: `Bearer ${dunes.token}`, 'content-type': 'application/scim+json' },
      data,
    })
  await signIn(page, entraIdp, theo)
  await expect(page.getByText('SAML-504')).toBeVisible()
  await expect(page.getByText('Your account has not reached Rollcall yet')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/authentication/user-sessions/not-provisioned')
  await expect(page.getByRole('row', { name: new RegExp(theo.userName) })).toBeVisible()

  const made = await scim('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: theo.userName.replace('theo.brandt', 'Theo.Brandt'),
    active: true,
  })
  const { id } = (await made.json()) as { id: string }
  await signIn(page, entraIdp, theo)
  await expect(signedIn(page)).toBeVisible()
  await scim('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  })
  await page.goto('/me')
  await expect(signedOut(page)).toBeVisible()
  await expect(page.getByText('Your account was deactivated')).toBeVisible()
  await signIn(page, entraIdp, theo)
  await expect(page.getByText('SAML-505')).toBeVisible()
})

test('a new key at the IdP is refused until its certificate is known here', async ({ page }) => {
  await oktaIdp.rotate()
  await signIn(page, oktaIdp, mira)
  await expect(page.getByText('SAML-202')).toBeVisible()
  await registerIdp({ id: fjord.id, metadata: oktaIdp.metadata() })
  await signIn(page, oktaIdp, mira)
  await expect(signedIn(page)).toBeVisible()
})

test('signing out at the IdP ends the session here', async ({ page }) => {
  await signIn(page, oktaIdp, mira)
  await expect(signedIn(page)).toBeVisible()
  await page.goto(oktaIdp.signOutAddress(mira))
  await expect(page.getByRole('heading', { name: 'You are signed out of Okta' })).toBeVisible()
  await page.goto('/me')
  await expect(signedOut(page)).toBeVisible()
  await expect(page.getByText('You signed out at your identity provider')).toBeVisible()
})

test('an administrator signs in with SSO, and Sign out ends both sessions', async ({ page, browser, baseURL }) => {
  const kim: Person = { ...mira, userName: `kim.${run}@example.com` }
  await createAdministrator({ email: kim.userName, password: 'nine copper kettles sing' })
  const idp = await startIdp({ ...okta, entityId: `${okta.entityId}-admins` }, [kim])
  const name = `Okta-Admins-${run}`
  const { id } = await registerIdp({ metadata: idp.metadata(), settings: { name, singleSignOn: 'admin' } })
  const context = await browser.newContext({ baseURL: baseURL ?? '', ignoreHTTPSErrors: true, storageState: nobody })
  const theirs = await context.newPage()
  idp.trust(await (await theirs.request.get(`/saml/${id}/metadata`)).text())
  await theirs.goto(`/saml/${id}/login?purpose=admin&return=/account`)
  await theirs.getByLabel('Username').fill(kim.userName)
  await theirs.getByRole('button', { name: 'Sign in' }).click()
  await expect(theirs.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await theirs.getByRole('button', { name: kim.userName }).click()
  await theirs.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await expect(theirs).toHaveURL('/sign-in?logout=everywhere')
  await expect(theirs.getByText('the one at your identity provider')).toBeVisible()
  await theirs.goto('/account')
  await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await context.close()
  await idp.close()
  // The sign-in page is everybody's.
  await page.goto('/authentication/idp-configuration')
  await deleteIdp(page, name, ['0 users'])
})

import { addAnotherIdp, deleteIdp } from './add-idp.ts'
import { expect, test } from './fixtures.ts'

const list = '/authentication/idp-configuration'

test('SCIM Sync before SAML asks first; deleting says that nobody goes', async ({ page }) => {
  await page.goto(`${list}/new`)
  await addAnotherIdp(page)
  await page.getByLabel('Name', { exact: true }).fill('Harbour')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  // Neither SAML nor SCIM: there is nothing that the IdP could be for.
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByLabel('Single Sign-On URL')).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('radiogroup', { name: 'SCIM Sync' }).getByRole('radio', { name: 'Enabled' }).click()
  await page.getByRole('button', { name: 'Generate New Token' }).click()
  await page.getByRole('button', { name: 'I have copied the token' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const ask = page.getByRole('dialog', { name: 'Enable SCIM Sync for Harbour before SAML?' })
  await ask.getByRole('button', { name: 'Cancel' }).click()
  await expect(ask).toHaveCount(0)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await ask.getByRole('button', { name: 'Enable SCIM Sync anyway' }).click()
  // With a token there is nothing left to enter: the next thing is the IdP's first request.
  await expect(page.getByRole('heading', { name: 'Waiting for the first request' })).toBeVisible()
  await page.goto(list)
  await expect(page.getByRole('row', { name: /Harbour/ })).toContainText('Enabled')
  await deleteIdp(page, 'Harbour', ['0 users', '0 groups', '0 memberships'])
})

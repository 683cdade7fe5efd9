import { createIdp, playSignIns } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

const dana = 'dana.reyes@northwind.example'
const stranger = 'dana.reyes@northwind.exam'

test('who was refused is found with the reason, and a session is revoked', async ({ page, request }) => {
  const idp = await createIdp(`Sessions-${Date.now().toString(36)}`)
  const made = await request.post(`${idp.endpoint}/Users`, {
    headers: { authorization: `Bearer ${idp.token}`, 'content-type': 'application/scim+json' },
    data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: dana },
  })
  expect(made.status()).toBe(201)
  await playSignIns({ idp, signedIn: dana, refused: stranger })

  await page.goto(`/authentication/user-sessions/sign-in-log?provider=${idp.id}`)
  await expect(page.getByRole('row', { name: /Accepted/ })).toContainText(dana)
  await expectAccessible(page)
  await page.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: /Refused/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByRole('row', { name: /Accepted/ })).toHaveCount(0)
  await page.getByRole('button', { name: `Sign-in of ${stranger}` }).click()
  const signIn = page.getByRole('dialog', { name: 'Sign-in' })
  await expect(signIn).toContainText('SAML-504')
  await signIn.getByRole('link', { name: 'Not Provisioned' }).click()

  await page.getByRole('button', { name: `Not Provisioned of ${stranger}` }).click()
  const refusal = page.getByRole('dialog', { name: 'Not Provisioned' })
  await expect(refusal).toContainText('The IdP sends @northwind.exam; SCIM sends @northwind.example.')
  await expectAccessible(page)

  await page.goto(`/authentication/user-sessions?provider=${idp.id}`)
  await expectAccessible(page)
  await page.getByRole('button', { name: `Session of ${dana}` }).click()
  await page.getByRole('button', { name: 'Revoke session' }).click()
  await expect(page.getByText(`1 session of ${dana} revoked`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /Revoked/ })).toContainText(dana)
})

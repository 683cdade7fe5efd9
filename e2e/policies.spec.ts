import { clearPolicies, createIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test.beforeAll(clearPolicies)

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

test('a rule is added, decides in the Simulator, and is moved, copied and deleted', async ({ page, request }) => {
  const idp = `Rules-${Date.now().toString(36)}`
  const { id, endpoint, token } = await createIdp(idp)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const schema = 'urn:ietf:params:scim:schemas:core:2.0'
  const userName = 'lea.moreau@northwind.example'
  await request.post(`${endpoint}/Users`, { headers, data: { schemas: [`${schema}:User`], userName } })
  await request.post(`${endpoint}/Groups`, { headers, data: { schemas: [`${schema}:Group`], displayName: 'Finance' } })
  const dialog = page.getByRole('dialog')
  await page.goto('/policy/applications')
  await page.getByRole('button', { name: 'Add application' }).click()
  await dialog.getByLabel('Name').fill('Payroll')
  await dialog.getByLabel('Domains').fill('payroll.northwind.example')
  await dialog.getByRole('button', { name: 'Add application' }).click()
  await expect(page.getByRole('row', { name: /Payroll/ })).toBeVisible()

  await page.goto('/policy/access')
  await expect(page.getByText('Without a rule that allows it, access is blocked')).toBeVisible()
  await page.getByRole('button', { name: 'Add rule' }).click()
  await dialog.getByLabel('Name').fill('Payroll: Germany')
  await dialog.getByRole('button', { name: 'Applications' }).click()
  await dialog.getByRole('button', { name: 'Country Codes' }).click()
  await dialog.getByRole('button', { name: 'Add rule' }).click()
  await expect(dialog.getByText('Country Codes: choose at least one')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Applications' }).fill('payr')
  await page.getByRole('option', { name: 'Payroll' }).click()
  await dialog.getByRole('combobox', { name: 'Country Codes' }).fill('germ')
  await page.getByRole('option', { name: 'Germany' }).click()
  await dialog.getByRole('button', { name: 'SAML and SCIM Attributes' }).click()
  await dialog.getByRole('combobox', { name: 'Select IdP' }).fill(idp)
  await page.getByRole('option', { name: idp }).click()
  await dialog.getByRole('button', { name: 'SCIM Group', exact: true }).click()
  await dialog.getByRole('combobox', { name: `SCIM Group of ${idp}` }).fill('fin')
  await page.getByRole('option', { name: 'Finance' }).click()
  await expect(dialog.getByText('SCIM Attributes for Policy is off')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Remove SAML and SCIM Attributes' }).click()
  await dialog.getByRole('button', { name: 'Add rule' }).click()
  await expect(dialog.getByText('Name: “:” is not accepted')).toBeVisible()
  await dialog.getByLabel('Name').fill('Payroll in Germany')
  await dialog.getByRole('button', { name: 'Add rule' }).click()
  const row = page.getByRole('row', { name: /Payroll in Germany .*Allow Access/ })
  await expect(row).toBeVisible()

  const question = new URLSearchParams({ idp: id, user: userName, destination: 'payroll.northwind.example' })
  await page.goto(`/policy/simulator?${question}&country=DE`)
  await expect(page.getByText('The rule Payroll in Germany matches')).toBeVisible()
  await page.goto(`/policy/simulator?${question}&country=FR`)
  await expect(page.getByText('No rule allows it.')).toBeVisible()

  await page.goto('/policy/access')
  await page.getByRole('button', { name: 'Rule of Payroll in Germany' }).click()
  await expect(dialog.getByText('When the application is Payroll, and the country is DE.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy rule' }).click()
  await page.getByRole('dialog', { name: 'Copy Payroll in Germany' }).getByRole('button', { name: 'Copy rule' }).click()
  await expect(page.getByText('Payroll in Germany copy was added')).toBeVisible()
  await page.keyboard.press('Escape')
  // What closes gives the focus back, which would end the typing that follows.
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('row').nth(2)).toHaveAccessibleName(/Payroll in Germany copy .*Disabled/)
  const order = page.getByLabel('Rule Order of Payroll in Germany copy')
  await order.fill('1')
  await order.press('Enter')
  await expect(page.getByRole('row').nth(1)).toHaveAccessibleName(/copy/)
  await page.getByRole('button', { name: 'Move down: Payroll in Germany copy' }).click()
  await expect(page.getByRole('row').nth(2)).toHaveAccessibleName(/copy/)
  await page.getByRole('button', { name: 'Rule of Payroll in Germany copy' }).click()
  await dialog.getByRole('button', { name: 'Delete rule' }).click()
  await page
    .getByRole('dialog', { name: /^Delete/ })
    .getByRole('button', { name: 'Delete rule' })
    .click()
  await expect(page.getByRole('row')).toHaveCount(2)
})

test('groups of a criterion are joined by OR, and by AND with a click', async ({ page, request }) => {
  const idp = `Joined-${Date.now().toString(36)}`
  const { id, endpoint, token } = await createIdp(idp, 'main', '--scim-policy')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const schema = 'urn:ietf:params:scim:schemas:core:2.0'
  const userName = 'ines.costa@northwind.example'
  const user = await request.post(`${endpoint}/Users`, { headers, data: { schemas: [`${schema}:User`], userName } })
  const { id: value } = (await user.json()) as { id: string }
  for (const [displayName, members] of [
    ['Payers', [{ value }]],
    ['Auditors', []],
  ] as const) {
    const data = { schemas: [`${schema}:Group`], displayName, members }
    expect((await request.post(`${endpoint}/Groups`, { headers, data })).status()).toBe(201)
  }
  const dialog = page.getByRole('dialog')
  await page.goto('/policy/applications')
  await page.getByRole('button', { name: 'Add application' }).click()
  await dialog.getByLabel('Name').fill('Ledger')
  await dialog.getByLabel('Domains').fill('ledger.northwind.example')
  await dialog.getByRole('button', { name: 'Add application' }).click()
  await expect(page.getByRole('row', { name: /Ledger/ })).toBeVisible()

  await page.goto('/policy/access')
  await page.getByRole('button', { name: 'Add rule' }).click()
  await dialog.getByLabel('Name').fill('Ledger for payers')
  await dialog.getByRole('button', { name: 'SAML and SCIM Attributes' }).click()
  await dialog.getByRole('combobox', { name: 'Select IdP' }).fill(idp)
  await page.getByRole('option', { name: idp }).click()
  for (const group of ['Payers', 'Auditors']) {
    await dialog.getByRole('button', { name: 'SCIM Group', exact: true }).click()
    await dialog.getByRole('combobox', { name: `SCIM Group of ${idp}` }).fill(group)
    await page.getByRole('option', { name: group }).click()
  }
  await expect(dialog.getByRole('button', { name: /joined by OR\. Change to AND/ })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add rule' }).click()
  await expect(dialog).toHaveCount(0)

  const question = new URLSearchParams({ idp: id, user: userName, destination: 'ledger.northwind.example' })
  await page.goto(`/policy/simulator?${question}`)
  await expect(page.getByText('SCIM criteria wait')).toBeVisible()
  question.set('signedIn', new Date().toISOString())
  await page.goto(`/policy/simulator?${question}`)
  await expect(page.getByText('The rule Ledger for payers matches')).toBeVisible()

  await page.goto('/policy/access')
  await page.getByRole('button', { name: 'Rule of Ledger for payers' }).click()
  await dialog.getByRole('button', { name: 'Edit rule' }).click()
  const form = page.getByRole('dialog', { name: 'Edit rule' })
  await form.getByRole('button', { name: /joined by OR\. Change to AND/ }).click()
  await expect(form.getByRole('button', { name: /joined by AND\. Change to OR/ })).toBeVisible()
  await form.getByRole('button', { name: 'Save rule' }).click()
  await expect(form).toHaveCount(0)
  await page.goto(`/policy/simulator?${question}`)
  await expect(page.getByText('No rule allows it.')).toBeVisible()
})

test('timeout and forwarding rules, their Default Rules, and an order that is dragged and typed', async ({ page }) => {
  const dialog = page.getByRole('dialog')
  await page.goto('/policy/timeout')
  await expect(page.getByText('Authentication 7 days')).toBeVisible()
  await page.getByRole('button', { name: 'Open Default Rule' }).click()
  await expect(dialog.getByText('It has no criteria, stands behind all other rules')).toBeVisible()
  await page.getByRole('button', { name: 'Edit Default Rule' }).click()
  const form = page.getByRole('dialog', { name: 'Edit Default Rule' })
  const choose = async (box: string, option: string) => {
    await form.getByRole('combobox', { name: box }).click()
    await page.getByRole('option', { name: option }).click()
    // It takes a moment to close, and the next one has the same options.
    await expect(page.getByRole('option')).toHaveCount(0)
  }
  await form.getByRole('textbox', { name: 'Authentication Timeout' }).fill('8')
  await choose('Unit of Authentication Timeout', 'Hour(s)')
  await choose('Unit of Idle Connection Timeout', 'Day(s)')
  await form.getByRole('textbox', { name: 'Idle Connection Timeout' }).fill('1')
  await form.getByRole('button', { name: 'Save Default Rule' }).click()
  await expect(form.getByText('1 day is longer than the Authentication Timeout, 8 hours')).toBeVisible()
  await expect(form.getByRole('textbox', { name: 'Idle Connection Timeout' })).toBeFocused()
  await choose('Unit of Idle Connection Timeout', 'Minute(s)')
  await form.getByRole('textbox', { name: 'Idle Connection Timeout' }).fill('9')
  await expect(form.getByText('10 minutes are the least')).toBeVisible()
  await form.getByRole('textbox', { name: 'Idle Connection Timeout' }).fill('20')
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Save Default Rule' }).click()
  await expect(form).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Open Default Rule' })).toBeFocused()
  await expect(page.getByText('Authentication 8 hours')).toBeVisible()

  await page.goto('/policy/client-forwarding')
  for (const [name, action] of [
    ['Builds', 'Bypass'],
    ['Laptops', 'Only Forward Allowed Applications'],
    ['Everything', 'Forward'],
  ] as const) {
    await page.getByRole('button', { name: 'Add rule' }).click()
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('radio', { name: action, exact: true }).check()
    await expect(dialog.getByRole('button', { name: 'Country Codes' })).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Platforms' }).press('Enter')
    await expect(dialog.getByRole('checkbox', { name: 'Windows' })).toBeFocused()
    await page.keyboard.press('Space')
    await dialog.getByRole('button', { name: 'Add rule' }).click()
    await expect(page.getByRole('row', { name: new RegExp(`${name} .*${action}`) })).toBeVisible()
    await expect(dialog).toHaveCount(0)
  }
  const names = () => page.getByRole('row').getByRole('textbox').evaluateAll(named)
  await page.getByRole('button', { name: 'Criteria of Laptops' }).click()
  await expect(page.getByRole('region', { name: 'Criteria of Laptops' })).toHaveText('When the platform is Windows.')

  const grip = page.getByRole('row', { name: /Everything/ }).getByTitle('Drag to reorder')
  const top = await page.getByRole('row', { name: /Builds/ }).boundingBox()
  await grip.hover()
  await page.mouse.down()
  await page.mouse.move((top?.x ?? 0) + 20, (top?.y ?? 0) + 4, { steps: 4 })
  await expect(page.getByText('Everything: 1')).toBeVisible()
  await page.mouse.up()
  await expect.poll(names).toEqual(['Everything', 'Builds', 'Laptops'])
  const order = page.getByLabel('Rule Order of Everything')
  await order.press('Alt+ArrowDown')
  await expect.poll(names).toEqual(['Builds', 'Everything', 'Laptops'])
  await expect(order).toBeFocused()
  await order.press('Alt+ArrowDown')
  await expect.poll(names).toEqual(['Builds', 'Laptops', 'Everything'])
  await expectAccessible(page)
})

const named = (inputs: Element[]): string[] =>
  inputs.map((input) => (input.getAttribute('aria-label') ?? '').replace('Rule Order of ', ''))

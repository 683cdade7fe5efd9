import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { createIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

type Posted = { headers: IncomingHttpHeaders; body: string }

/** A receiver that refuses the first test, and takes the rest: alerts of other tests may come before it. */
async function startReceiver() {
  const posted: Posted[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const isFirstTest = isTest(body) && !posted.some((before) => isTest(before.body))
      posted.push({ headers: request.headers, body })
      response.writeHead(isFirstTest ? 500 : 200).end(isFirstTest ? 'Not now' : 'Thank you')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { posted, port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const isTest = (body: string): boolean => (JSON.parse(body) as { type: string }).type === 'test'

const isSigned = ({ headers, body }: Posted, secret: string): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

const confirmIfAsked = async (page: Page, then: () => Promise<unknown>) => {
  // A form that is closing may have a Password of its own.
  const asking = page.getByRole('dialog', { name: 'Confirm that it is you' })
  const password = asking.getByLabel('Password', { exact: true })
  const done = then()
  await Promise.race([done.catch(() => undefined), password.waitFor({ timeout: 5_000 }).catch(() => undefined)])
  if (await password.isVisible()) {
    await password.fill('seven teal lanterns drift')
    await page.keyboard.press('Enter')
  }
  await done
}

test('an alert is raised, goes out signed, is sent again, and is seen to', async ({ page }) => {
  test.setTimeout(180_000)
  const receiver = await startReceiver()
  await page.goto('/administration/alerts/destinations')
  await page.getByRole('button', { name: 'Add webhook' }).click()
  const form = page.getByRole('dialog', { name: 'Add webhook' })
  await form.getByLabel('Name').fill('Ticket system')
  await form.getByLabel('URL').fill('http://hooks.example.com/')
  await form.getByRole('button', { name: 'Add destination' }).click()
  await expect(form.getByText('https:// is needed')).toBeVisible()
  await form.getByLabel('URL').fill(`http://127.0.0.1:${receiver.port}/alerts`)
  await form.getByRole('button', { name: 'Add destination' }).click()
  const shown = page.getByRole('dialog', { name: 'Signing secret' })
  await confirmIfAsked(page, () => shown.waitFor())
  const secret = await shown.getByLabel('Signing secret', { exact: true }).inputValue()
  await shown.getByRole('button', { name: 'I have copied the secret' }).click()
  await page.getByRole('button', { name: 'Send test to Ticket system' }).click()
  await expect(page.getByText('The test was not delivered')).toBeVisible()
  await expect(page.getByText('500 Not now')).toBeVisible()
  await expectAccessible(page)

  // Half as many as the guard would hold at lose access: 13 of 30.
  const idp = await createIdp(`Alerts-${Date.now().toString(36)}`)
  const send = (method: string, path: string, data: unknown) =>
    page.request.fetch(`${idp.endpoint}${path}`, {
      method,
      headers: { authorization: `Bearer ${idp.token}`, 'content-type': 'application/scim+json' },
      data: JSON.stringify(data),
    })
  const ids: string[] = []
  for (let each = 0; each < 30; each++) {
    const made = await send('POST', '/Users', { userName: `alerts-${each}@${idp.name.toLowerCase()}.example` })
    ids.push(((await made.json()) as { id: string }).id)
  }
  // The thirteenth raises it, when everybody is there: the alert keeps the numbers of the moment.
  for (const id of ids.slice(0, 13)) {
    await send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value: { active: false } }] })
  }
  // Rollcall looks once a minute; meanwhile:
  await page.goto('/administration/alerts/deliveries?event=test')
  await page
    .getByRole('button', { name: /^Delivery of Test to/ })
    .first()
    .click()
  const delivery = page.getByRole('dialog')
  await expect(delivery.getByText('Attempt 1')).toBeVisible()
  await delivery.getByRole('button', { name: 'Redeliver' }).click()
  await expect(delivery.getByText('Attempt 2')).toBeVisible()
  await expect(delivery.getByText('200 Thank you')).toBeVisible()
  await expectAccessible(page)

  await expect
    .poll(() => receiver.posted.find(({ body }) => body.includes(idp.name))?.body, {
      timeout: 120_000,
      intervals: [1_000],
    })
    .toContain('lost access')
  const posted = receiver.posted.find(({ body }) => body.includes(idp.name))!
  expect(isSigned(posted, secret)).toBe(true)
  expect(isSigned({ ...posted, body: posted.body.replace('warning', 'info') }, secret)).toBe(false)

  await page.goto('/')
  const item = page.getByRole('listitem').filter({ hasText: `13 people of 30 lost access through ${idp.name}` })
  await expect(item).toHaveCount(1)
  await item.getByRole('link', { name: /^Open Alert/ }).click()
  const alert = page.getByRole('dialog')
  await expect(alert.getByText('Delivered', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await alert.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(alert.getByText('Acknowledged', { exact: true }).first()).toBeVisible()
  await alert.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(alert.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await page.goto('/')
  await expect(page.getByText(`lost access through ${idp.name}`)).toHaveCount(0)

  await page.goto('/administration/alerts/destinations')
  await page.getByRole('button', { name: 'Delete Ticket system' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete destination' }).click()
  await expect(page.getByText('Alerts are on the Overview alone')).toBeVisible()
  receiver.close()
})

test('a mail server is set up, and each recipient has an answer', async ({ page }) => {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('gone') ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null)
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  await page.goto('/administration/alerts/destinations')
  await page.getByRole('button', { name: /mail server/ }).click()
  const server = page.getByRole('dialog', { name: 'Mail server' })
  await server.getByLabel('Host').fill('127.0.0.1')
  await server.getByLabel('Port').fill(String((smtp.server.address() as AddressInfo).port))
  await server.getByLabel('Security').click()
  await page.getByRole('option', { name: /^None/ }).click()
  await server.getByLabel('Sender').fill('rollcall@northwind.example')
  await expectAccessible(page)
  await server.getByRole('button', { name: 'Save mail server' }).click()
  await confirmIfAsked(page, () => page.getByText('The mail server was saved').waitFor())
  await page.getByRole('button', { name: 'Add e-mail' }).click()
  const form = page.getByRole('dialog', { name: 'Add e-mail' })
  await form.getByLabel('Name').fill('On call')
  await form.getByLabel('Recipients').fill('ops@northwind.example\ngone@northwind.example')
  await form.getByRole('button', { name: 'Add destination' }).click()
  await expect(page.getByRole('heading', { name: 'On call', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Send test to On call' }).click()
  await expect(page.getByText(/ops@northwind\.example: 250/)).toBeVisible()
  await expect(page.getByText(/gone@northwind\.example: 550 .*No such mailbox/)).toBeVisible()
  await page.getByRole('button', { name: 'Delete On call' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete destination' }).click()
  await expect(page.getByRole('heading', { name: 'On call', exact: true })).toHaveCount(0)
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

import { createIdp, type CreatedIdp } from './deployment.ts'
import { dialogues, play, sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

// One user, one group: everything about them on a page, and the way between them and what was logged.

let idp: CreatedIdp
const send = (method: string, path: string, body?: unknown) =>
  fetch(`${idp.endpoint}${path}`, {
    method,
    headers: { authorization: `Bearer ${idp.token}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const create = async (path: string, body: unknown) => (await (await send('POST', path, body)).json()) as { id: string }

test.beforeAll(async () => {
  idp = await createIdp(`People-${Date.now().toString(36)}`)
  expect((await play(dialogues['okta-first-sync']!, sendTo(idp.endpoint, idp.token))).failures).toEqual([])
})

test('from a user to a group, its members, and what was logged, and back', async ({ page }) => {
  const user = await create('/Users', { userName: 'ines.caldeira@northwind.example', displayName: 'Ines Caldeira' })
  const group = await create('/Groups', { displayName: 'Night Shift', members: [{ value: user.id }] })

  await page.goto(`/authentication/scim/users?idp=${idp.id}&row=${user.id}`)
  await page.getByRole('dialog').getByRole('link', { name: 'Open page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ines Caldeira' })).toBeVisible()
  await expect(page.getByLabel('SCIM JSON', { exact: true })).toContainText(
    '"userName": "ines.caldeira@northwind.example"',
  )
  const timeline = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem')
  await expect(timeline).toHaveCount(2)
  await expect(timeline.first()).toContainText('Added as a member')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Night Shift' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Night Shift' })).toBeVisible()
  const members = page.getByRole('region', { name: 'Members' })
  await members.getByRole('searchbox').fill('nobody-like-that')
  await page.keyboard.press('Enter')
  await expect(members.getByText('No member has “nobody-like-that”')).toBeVisible()
  await members.getByRole('link', { name: 'Clear' }).click()
  await expect(members.getByRole('link', { name: 'ines.caldeira@northwind.example' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first().getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`sync-logs.*payloadId=${group.id}`))
  await expect(page.getByRole('dialog')).toContainText('Night Shift')
})

test('of a deleted user, what the logs know', async ({ page }) => {
  const { id } = await create('/Users', { userName: 'gone.tomorrow@northwind.example' })
  await send('DELETE', `/Users/${id}`)
  await page.goto(`/authentication/scim/users/${id}?idp=${idp.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'gone.tomorrow@northwind.example' })).toBeVisible()
  await expect(page.getByText('This user was deleted')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('listitem')).toHaveCount(2)
})

test('an attribute opens with the values that were observed', async ({ page }) => {
  await page.goto(`/authentication/scim/attributes?idp=${idp.id}`)
  await page.getByRole('button', { name: 'Observed Values of Department' }).click()
  const drawer = page.getByRole('dialog', { name: 'Observed Values' })
  await expect(drawer).toContainText('department')
})

import { createIdp } from './deployment.ts'
import { sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

test('a mass deactivation is held, seen first on the overview, and let through once it was allowed', async ({
  page,
}) => {
  const idp = await createIdp('Guarded')
  const send = sendTo(idp.endpoint, idp.token)
  const bulk = async (Operations: object[]) => {
    const body = JSON.stringify({ schemas: [BULK], Operations })
    const headers = { 'Content-Type': 'application/scim+json' }
    const { text } = await send({ method: 'POST', path: '/Bulk', headers, body })
    return JSON.parse(text) as { Operations: { status: string; location: string }[] }
  }
  const made = await bulk(
    Array.from({ length: 40 }, (_, n) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `${n}`,
      data: { userName: `leaver${n}@guarded.example` },
    })),
  )
  const ids = made.Operations.map(({ location }) => location.split('/').at(-1))
  const leave = async () => {
    const { Operations } = await bulk(
      ids.map((id) => ({
        method: 'PATCH',
        path: `/Users/${id}`,
        data: { Operations: [{ op: 'replace', value: { active: false } }] },
      })),
    )
    return Operations.filter(({ status }) => status === '503').length
  }
  expect(await leave()).toBe(15)

  await page.goto('/')
  const first = page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem').first()
  await expect(first).toContainText('15 requests of Guarded are held: 15 people would lose access.')
  await first.getByRole('link', { name: 'Open Held Requests' }).click()
  await expect(page.getByRole('heading', { name: 'Held Requests', level: 1 })).toBeVisible()
  await expect(page.getByRole('heading', { name: '15 requests wait for a decision' })).toBeVisible()
  await expectAccessible(page)

  const list = page.getByRole('list', { name: 'Held requests' })
  const whole = page.url()
  await page.goto(`${whole}?search=LEAVER39`)
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search held requests' }).fill('nobody')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No held request is about “nobody”.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(15)

  await page.getByRole('button', { name: 'Refuse: Deactivate the user leaver39@guarded.example' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse', exact: true }).click()
  await expect(page.getByText('1 request refused')).toBeVisible()
  await page.getByRole('button', { name: 'Allow all…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Allow 14 requests?' })
  await expect(dialog).toContainText('14 of 15 active users lose access')
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click()
  await expect(page.getByText('14 requests allowed')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Everything is decided' })).toBeVisible()

  expect(await leave()).toBe(0)
  await page.reload()
  await expect(page.getByRole('list', { name: 'Held requests' }).getByRole('listitem')).toHaveCount(1)
  const { text } = await send({ method: 'GET', path: `/Users/${ids[39]}`, headers: {} })
  expect(JSON.parse(text)).toMatchObject({ userName: 'leaver39@guarded.example', active: true })
})

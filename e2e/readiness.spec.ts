import { readFileSync } from 'node:fs'
import { createIdp } from './deployment.ts'
import { sendTo } from './dialogues/play.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('a sync in progress, a list that shows who is missing, and a sync that is done', async ({ page }) => {
  const idp = await createIdp('Arriving')
  const send = sendTo(idp.endpoint, idp.token)
  const add = async (...names: string[]) => {
    for (const name of names) {
      const body = JSON.stringify({ userName: `${name}@arriving.example`, displayName: name, active: true })
      const { status } = await send({
        method: 'POST',
        path: '/Users',
        headers: { 'Content-Type': 'application/scim+json' },
        body,
      })
      expect(status).toBe(201)
    }
  }
  const verdict = page.getByRole('region', { name: 'Verdict' })

  await page.goto('/authentication/idp-configuration')
  await page.getByRole('link', { name: 'Readiness for Policy of Arriving', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Readiness for Policy', level: 1 })).toBeVisible()
  await expect(verdict).toContainText('No data yet')

  await add('ann', 'bob', 'cay')
  await page.getByRole('textbox', { name: 'Users' }).fill('many')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(page.getByText('Enter a whole number, or nothing.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Users' }).fill('5')
  await page.getByRole('textbox', { name: 'Groups' }).fill('0')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(verdict).toContainText('Still syncing, about')
  await expect(verdict).toContainText('2 people are still to come')
  await expect(page.getByText('3 of 5 expected')).toBeVisible()

  const file = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const input = page.getByLabel('CSV file of the identity provider')
  await input.setInputFiles(file('login,status\nann@arriving.example,ACTIVE\n"bob@arriving.example,ACTIVE\n'))
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(page.getByText('Line 3: a quote is opened and never closed.')).toBeVisible()

  await input.setInputFiles(
    file(
      'status,login,firstName,displayName\nACTIVE,ANN@arriving.example,,Anna\nACTIVE,bob@arriving.example,,bob\nACTIVE,dan@arriving.example,,\nACTIVE,eve@arriving.example,,\nDEPROVISIONED,old@arriving.example,,\n',
    ),
  )
  await expect(page.getByRole('combobox', { name: 'Column that says who is meant' })).toContainText('login')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const table = page.getByRole('table', { name: 'People who differ' })
  await expect(table.getByRole('row').filter({ hasText: 'Missing here' })).toHaveCount(2)
  await expect(table.getByRole('row').filter({ hasText: 'cay@arriving.example' })).toContainText('Not in the file')
  await expect(table.getByRole('row').filter({ hasText: 'ANN@arriving.example' })).toContainText('Anna')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toContain('dan@arriving.example')

  await add('dan', 'eve')
  await page.getByRole('textbox', { name: 'Users' }).fill('5')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(verdict).toContainText('Ready')
  await expect(verdict).toContainText('Everybody who is expected is here')

  await page.getByRole('button', { name: 'Forget result' }).click()
  await expect(table).toHaveCount(0)
})

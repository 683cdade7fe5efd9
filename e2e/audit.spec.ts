import { readFileSync } from 'node:fs'
import { createIdp } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('what was done is found, told in full, taken along and sealed', async ({ page }) => {
  await createIdp('Sealed')
  await page.goto('/administration/audit-logs?resourceName=sealed')
  const row = page.getByRole('row', { name: /Create.*Sealed/ }).first()
  await expect(row).toBeVisible()
  await expectAccessible(page)
  await row.getByRole('button').last().click()
  const drawer = page.getByRole('dialog', { name: 'Audit Log Details' })
  await expect(drawer.getByRole('columnheader', { name: 'After' })).toBeVisible()
  const downloading = page.waitForEvent('download')
  await drawer.getByRole('button', { name: 'Download' }).click()
  const file = await (await downloading).path()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ resource: { name: 'Sealed' }, before: null })
  await page.keyboard.press('Escape')

  const csv = await page.request.get('/export/audit-logs?resourceName=sealed&columns=all')
  expect(csv.headers()['content-type']).toContain('text/csv')
  expect(await csv.text()).toContain('"idp.create"')

  // The sweep comes round every few seconds.
  await expect(async () => {
    await page.getByRole('button', { name: 'Verify' }).click()
    await expect(page.getByText('Intact', { exact: true })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 40_000 })
})

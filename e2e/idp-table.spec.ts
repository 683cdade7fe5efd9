import { readFile } from 'node:fs/promises'
import { createIdp } from './deployment.ts'
import { expect, test } from './fixtures.ts'

test('IdP configurations are filtered, counted, sorted, unfolded by keyboard and exported as any other rows', async ({
  page,
}) => {
  const run = Date.now().toString(36)
  const names = ['alder', 'birch'].map((tree) => `${tree}-${run}`) as [string, string]
  for (const name of names) await createIdp(name)
  await page.goto(`/authentication/idp-configuration?name=${run}`)
  const named = page.locator('tr[data-row]')
  await expect(named).toHaveText([new RegExp(names[0]), new RegExp(names[1])])

  await page.getByRole('combobox', { name: 'Status' }).click()
  await expect(page.getByRole('option', { name: /Enabled/ })).toContainText('2')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect(page).toHaveURL(/sort=-name/)
  await expect(named).toHaveText([new RegExp(names[1]), new RegExp(names[0])])

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const opener = page.getByRole('button', { name: `Details of ${names[1]}` })
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('textbox', { name: 'SCIM Service Provider Endpoint' })).toBeVisible()
  await expect(page).toHaveURL(/row=/)
  await page.keyboard.press('Enter')
  await expect(opener).toHaveAttribute('aria-expanded', 'false')

  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/"Name","Status","IdP Entity ID","Single Sign-On"/)
  expect(lines.slice(1).join('\n')).toContain(names[1])
})

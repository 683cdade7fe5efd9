import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createIdp, dataFolder } from './deployment.ts'
import { expect, expectAccessible, test } from './fixtures.ts'

test('the SCIM API reference has the endpoint of the IdP, and Try it reads from it', async ({ page }) => {
  // Playwright starts over after a failure.
  const run = Date.now().toString(36)
  const [idp, other] = [await createIdp(`Try-A-${run}`), await createIdp(`Try-B-${run}`)]
  // Ten people, by the command line.
  await promisify(execFile)(
    process.execPath,
    ['bin/rollcall.mjs', 'scim', 'send', idp.id, '--users', '10', '--groups', '1'],
    {
      env: {
        ...process.env,
        ROLLCALL_URL: new URL(idp.endpoint).origin,
        DATABASE_URL: `file:${dataFolder()}/rollcall.db`,
        ROLLCALL_SECRET: '',
      },
    },
  )

  await page.goto(`/help/scim-api?idp=${other.id}`)
  await page.getByRole('combobox', { name: 'IdP' }).click()
  await page.getByRole('option', { name: idp.name }).click()
  await expect(page.getByRole('textbox', { name: 'SCIM Service Provider Endpoint' })).toHaveValue(idp.endpoint)
  const command = page.getByLabel('cURL: Find a user by userName', { exact: true })
  await expect(command).toContainText(`curl -i -G ${idp.endpoint}/Users`)
  await expect(command).toContainText('Bearer $SCIM_TOKEN')
  const content = page.getByRole('main')
  for (const secret of [idp.token, other.id, '216196257331281920']) await expect(content).not.toContainText(secret)

  await page.getByRole('searchbox', { name: 'Search the reference' }).fill('cursor list users')
  await expect(page.getByText(/^\d of \d+ operations$/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'List users', exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Delete a group' })).toBeHidden()
  // What is hidden has the same parts, and would take axe a minute.
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Try it: Find a user by userName' }).click()

  // About a person whom this IdP has.
  await expect(page.getByRole('heading', { name: 'Try it', level: 1 })).toBeVisible()
  const path = page.getByRole('textbox', { name: 'Path and query' })
  await expect(path).toHaveValue(/^\/Users\?filter=userName eq "[a-z.0-9]+@example\.com"$/)
  const answer = page.getByRole('region', { name: 'Answer', exact: true })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(answer).toContainText('was answered. Nothing changed.')
  await expect(answer.getByLabel('the answer’s body', { exact: true })).toContainText('"totalResults": 1')
  await expect(answer).toContainText('application/scim+json')

  await path.fill('/Users?filter=userName is "x"')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(answer).toContainText('400')
  await expect(answer).toContainText('invalidFilter')
  await expectAccessible(page)

  // The IdP itself has not been heard of by that, and the refused request is in its log as what it was.
  await page.goto(`/authentication/scim/sync-logs?idp=${idp.id}&outcome=rejected`)
  const row = page.getByRole('row', { name: /GET/ })
  await expect(row).toHaveCount(1)
  await row.getByRole('button', { name: /^Sync Log Details/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Rollcall portal')
})

import { expect, expectAccessible, test } from './fixtures.ts'

test('who calls under which address, a check that arrives, and configurations to copy', async ({ page, request }) => {
  // Behind a proxy that is trusted, by another name than ROLLCALL_URL.
  const forwarded = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'old.example.com',
  }
  await request.get('/scim/1/200000000000000000/v2/Users', { headers: forwarded })
  await page.goto('/administration/reachability')
  const way = page.getByRole('listitem').filter({ hasText: 'https://old.example.com' }).first()
  await expect(way).toContainText('Differs')
  await expect(way).toContainText('It named old.example.com')
  await expect(page.getByRole('listitem').filter({ hasText: 'Portal' }).first()).toContainText('As set')
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('The request arrived')).toBeVisible()
  await expect(page.getByText(/It came without a proxy that tells of itself/)).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByText(/proxy_set_header X-Forwarded-For \$remote_addr;/)).toBeVisible()
  await page.getByRole('tab', { name: 'Caddy' }).click()
  await expect(page.getByText(/reverse_proxy 127\.0\.0\.1:\d+/)).toBeVisible()
  await page.getByRole('tab', { name: 'Rollcall' }).click()
  await expect(page.getByRole('button', { name: 'Copy Environment of Rollcall' })).toBeVisible()

  const stranger = await request.get('/health/arrival/made.up.question')
  expect(stranger.status()).toBe(404)
})

import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createIdp, type CreatedIdp } from './deployment.ts'
import { expect, test, hydrate } from './fixtures.ts'

// What every table can do, tried on SCIM Users.

let idp: CreatedIdp
const names = Array.from({ length: 23 }, (_, at) => `person-${String(at).padStart(2, '0')}@northwind.example`)

test.beforeAll(async () => {
  idp = await createIdp(`Tables-${Date.now().toString(36)}`)
  const create = (userName: string, at: number) =>
    fetch(`${idp.endpoint}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${idp.token}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName,
        displayName: at === 0 ? '=1+1' : `Person, "${at}"`,
      }),
    })
  for (const [at, name] of names.entries()) expect((await create(name, at)).status).toBe(201)
})

const users = (more = '') => `/authentication/scim/users?idp=${idp.id}&sort=userName&size=20${more}`
const headers = (page: Page) =>
  page.locator('thead th[aria-label]').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
const row = (page: Page, at: number) => page.locator('tr[data-row]').nth(at)
/** Settings are kept a moment after the last change. */
const kept = (page: Page) =>
  page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.request().headers()['next-action'] !== undefined,
  )

test('columns are hidden, moved and resized, rows brought closer; it is there next time, until it is reset', async ({
  page,
}) => {
  await page.goto(users())
  await page.getByRole('button', { name: 'Table Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Table Settings' })

  await settings.getByRole('button', { name: 'Reset' }).click()

  // By dragging, by keys, by buttons.
  const grip = (await settings.getByTitle('Drag to reorder').first().boundingBox())!
  await page.mouse.move(grip.x + 8, grip.y + 16)
  await page.mouse.down()
  await page.mouse.move(grip.x + 8, grip.y + 60, { steps: 6 })
  await page.mouse.up()
  await expect.poll(async () => (await headers(page)).slice(0, 2)).toEqual(['Internal User ID', 'Last Updated'])
  await settings.getByRole('checkbox', { name: 'SCIM User Name' }).press('Alt+ArrowUp')
  await settings.getByRole('button', { name: 'Move Status up' }).click()
  await settings.getByRole('checkbox', { name: 'IdP SCIM User ID' }).click()
  await settings.getByRole('checkbox', { name: 'Display Name' }).click()
  await settings.getByRole('radio', { name: 'Compact' }).click()
  const arranged = ['Internal User ID', 'SCIM User Name', 'Last Updated', 'Status', 'Display Name']
  await expect.poll(() => headers(page)).toEqual(arranged)
  await page.keyboard.press('Escape')

  const edge = page.getByRole('separator', { name: 'Width of SCIM User Name' })
  const name = page.getByRole('columnheader', { name: 'SCIM User Name' })
  const { x, y } = (await edge.boundingBox())!
  const { width } = (await name.boundingBox())!
  await page.mouse.move(x + 5, y + 18)
  await page.mouse.down()
  await page.mouse.move(x - 55, y + 18, { steps: 4 })
  await page.mouse.up()
  const saved = kept(page)
  await edge.press('ArrowRight')
  await expect.poll(async () => Math.round((await name.boundingBox())!.width - width)).toBeLessThanOrEqual(-40)
  await expect(page).toHaveURL(/columns=id,userName,updatedAt,status,displayName&density=compact&widths=userName\.\d+/)
  await saved

  // From the menu, with nothing in the address.
  await page.goto(`/authentication/scim/users?idp=${idp.id}`)
  await expect.poll(() => headers(page)).toEqual(arranged)
  expect((await row(page, 0).boundingBox())!.height).toBeLessThan(36)

  // Two columns stay, and have nothing to give to each other.
  await page.getByRole('button', { name: 'Table Settings' }).click()
  for (const hidden of ['Last Updated', 'Status', 'Display Name']) {
    await settings.getByRole('checkbox', { name: hidden }).click()
  }
  await expect(settings.getByRole('checkbox', { name: 'SCIM User Name' })).toBeDisabled()
  await expect(page.getByRole('separator', { name: 'Width of SCIM User Name' })).toHaveCount(0)
  const forgotten = kept(page)
  await settings.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(async () => (await headers(page))[0]).toBe('Last Updated')
  await forgotten
})

test('several columns sort, by Shift and from the list; Reset keeps the order', async ({ page }) => {
  await page.goto(users())
  await page.getByRole('button', { name: /^Last Updated/ }).click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL(/sort=userName,-updatedAt/)
  await expect(page.getByRole('columnheader', { name: 'SCIM User Name' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(page.getByRole('columnheader', { name: 'Last Updated' })).toHaveAttribute('aria-sort', 'none')
  await page.getByRole('button', { name: 'Table Settings' }).click()
  await page.getByRole('button', { name: /^SCIM User Name: ascending/ }).click()
  await expect(row(page, 0)).toContainText(names.at(-1)!)
  await page.getByRole('button', { name: 'Reset' }).last().click()
  await expect(page).toHaveURL(/sort=-userName,-updatedAt/)
})

test('single keys go through rows and pages, and never act while somebody types', async ({ page }) => {
  await page.goto(users())
  // There is nothing to go through while the rows are on their way.
  await expect(row(page, 0)).toBeVisible()
  await hydrate(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(row(page, 1)).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Attribute Values' })
  await expect(drawer).toContainText(names[0]!)
  await page.keyboard.press('ArrowDown')
  await expect(drawer).toContainText(names[1]!)
  await drawer.getByRole('button', { name: 'Next user' }).click()
  await expect(drawer).toContainText(names[2]!)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: `Attribute Values of ${names[2]}` })).toBeFocused()

  await page.keyboard.press(']')
  await expect(page.getByText('Showing 21–23 of 23')).toBeVisible()
  await expect(row(page, 0)).toBeFocused()
  await page.keyboard.press('[')
  await expect(page.getByText('Showing 1–20 of 23')).toBeVisible()

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Next row')
  await page.keyboard.press('Escape')
  await expect(row(page, 0)).toBeFocused()

  await page.keyboard.press('f')
  await expect(page.getByRole('search')).toBeHidden()
  await page.keyboard.press('/')
  await expect(page.getByRole('search')).toBeVisible()
  const field = page.getByRole('search').locator('input:visible').first()
  await expect(field).toBeFocused()
  await page.keyboard.type('jk?]f')
  await expect(field).toHaveValue('jk?]f')
  await expect(help).toHaveCount(0)
})

test.describe('far from UTC', () => {
  test.use({ timezoneId: 'Asia/Kolkata' })

  test('times are the reader’s from the server on, once it knows the zone, and UTC by a click', async ({ page }) => {
    const served = async () => (await page.request.get(users())).text()
    const time = (name: RegExp) => row(page, 0).getByRole('button', { name })
    await page.goto(users())
    await expect(time(/ GMT\+5:30$/)).toBeVisible()
    expect(await served()).toMatch(/\d\d:\d\d:\d\d GMT\+5:30</)
    await hydrate(page)
    await time(/ GMT\+5:30$/).click()
    await expect(time(/ UTC$/)).toBeVisible()
    expect(await served()).not.toContain('GMT+5:30')
    await page.reload()
    await expect(time(/ UTC$/)).toBeVisible()
  })
})

test.describe('while the server does not answer', () => {
  test.use({ provokes: [/ERR_CONNECTION_REFUSED/] })

  test('rows stay, it is said, and what was asked for follows once it does', async ({ page }) => {
    const notice = page.getByText('Rollcall cannot be reached')
    await page.goto(users())
    await page.route('**/*', (route) => route.abort('connectionrefused'))
    await page.getByRole('textbox', { name: 'SCIM User Name' }).fill('person-0')
    await page.keyboard.press('Enter')
    await expect(notice).toBeVisible()
    await expect(page.locator('tr[data-row]')).toHaveCount(20)
    await page.unroute('**/*')
    await expect(page.getByText('Showing 1–10 of 10')).toBeVisible()
    await expect(notice).toHaveCount(0)
  })
})

test('a page is gone to by its number', async ({ page }) => {
  await page.goto(users())
  await page.getByLabel('Page', { exact: true }).fill('2')
  await page.getByLabel('Page', { exact: true }).press('Enter')
  await expect(page.getByText('Showing 21–23 of 23')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('Showing 1–20 of 23')).toBeVisible()
})

const download = async (page: Page, start: () => Promise<void>) => {
  const [file] = await Promise.all([page.waitForEvent('download'), start()])
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

test('rows are selected, those in sight or all that match, and exported', async ({ page }) => {
  await page.goto(users())
  const bar = page.getByRole('region', { name: 'Selected users' })
  await page.getByRole('checkbox', { name: `Select ${names[1]}` }).click()
  await page.getByRole('checkbox', { name: `Select ${names[3]}` }).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('3 selected')
  const some = await download(page, () => bar.getByRole('button', { name: 'Export selected' }).click())
  expect(some.text.split('\r\n').filter((line) => line.includes('person-'))).toHaveLength(3)

  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).click()
  await bar.getByRole('button', { name: 'Select all 23 matching' }).click()
  await expect(bar).toContainText('23 selected')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await bar.getByRole('button', { name: 'Copy ids' }).click()
  await expect(page.getByText('Copied 23 ids').first()).toBeVisible()
  expect((await page.evaluate(() => navigator.clipboard.readText())).split('\n')).toHaveLength(23)

  // Another filter, another selection.
  await page.getByRole('textbox', { name: 'SCIM User Name' }).fill('person-0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Showing 1–10 of 10')).toBeVisible()
  await expect(bar).toHaveCount(0)
})

test('a table is exported as CSV with all columns, and nothing in it is a formula', async ({ page }) => {
  await page.goto(users('&userName=person-0'))
  await page.getByRole('button', { name: 'Export' }).click()
  const menu = page.getByRole('dialog', { name: 'Export as CSV' })
  await expect(menu).toContainText('All 10 users that match')
  await menu.getByRole('radio', { name: 'All columns' }).click()
  const { name, text } = await download(page, () => menu.getByRole('button', { name: 'Download CSV' }).click())
  expect(name).toMatch(/^scim-users-tables-\w+-\d{4}-\d\d-\d\d\.csv$/)
  const [labels, first, second] = text.split('\r\n')
  expect(labels).toContain('"Last Updated","Internal User ID","SCIM User Name"')
  expect(first).toContain(`"'=1+1"`)
  expect(second).toContain('"Person, ""1"""')
  await expect(page.getByText('10 rows, times in UTC.').first()).toBeVisible()
})

/** Sums what moves by itself once the page has begun to show. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const seen = window as unknown as { shift: number }
    seen.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })

const tables = [
  'authentication/idp-configuration',
  'authentication/scim/users',
  'authentication/scim/groups',
  'authentication/scim/attributes',
  'authentication/scim/sync-logs',
  'user-management/users',
  'user-management/groups',
  'user-management/departments',
  'administration/audit-logs',
  'administration/administrators',
  'administration/api-keys',
  'administration/alerts',
  'administration/alerts/deliveries',
]

test('no table moves while it loads, and none is wider than a narrow screen', async ({ page }) => {
  // Every table there is, twice.
  test.slow()
  await watchShifts(page)
  for (const [width, height] of [
    [1440, 900],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const path of tables) {
      await page.goto(`/${path}?idp=${idp.id}`)
      await page.waitForLoadState('networkidle')
      const { shift, excess } = await page.evaluate(() => ({
        shift: (window as unknown as { shift: number }).shift,
        excess: document.documentElement.scrollWidth - innerWidth,
      }))
      expect(shift, `${path} at ${width} pixels shifts`).toBeLessThan(0.05)
      expect(excess, `${path} at ${width} pixels scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
})

test('on a narrow screen rows are cards and the drawer is a sheet from below', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(users())
  await expect(row(page, 0).getByText('SCIM User Name')).toBeVisible()
  await page.getByRole('button', { name: `Attribute Values of ${names[0]}` }).click()
  const sheet = page.getByRole('dialog', { name: 'Attribute Values' })
  await expect(sheet).toContainText(names[0]!)
  await expect
    .poll(async () => {
      const { x, y, width, height } = (await sheet.boundingBox())!
      return { x, width, bottom: y + height, isBelowTop: y > 0 }
    })
    .toEqual({ x: 0, width: 390, bottom: 844, isBelowTop: true })
})

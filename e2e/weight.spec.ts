import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'
import { areas, overview } from '../components/shell/navigation.ts'
import { expect, test } from './fixtures.ts'

// What a page costs the browser: its script is light, nothing jumps while it loads, and what opens later is there by then.

/**
 * Client script that a page comes with, gzipped, in bytes. What is fetched while nobody waits for it is not counted: the code
 * of popups (components/ui/on-demand.ts) and of pages that a link leads to. Neither is asked for here, so that a slow machine
 * counts what a quick one does.
 */
const MOST_SCRIPT = 250_000
/** Cumulative layout shift. */
const MOST_SHIFT = 0.05

const entries = [overview, ...areas.flatMap(({ sections }) => sections.flatMap((section) => section.entries))]

type Seen = { shift: number }

test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    const seen = globalThis as unknown as Seen
    seen.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) seen.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  }),
)

for (const { label, href } of entries) {
  test(`${href} (${label}) is light and stands still`, async ({ page }) => {
    await withoutIdleFetches(page)
    const scripts: Response[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response)
    })
    await page.goto(href)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const bodies = await Promise.all(scripts.map((response) => response.body()))
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    // React and Next alone are more.
    expect(bytes).toBeGreaterThan(100_000)
    // Told together with what moves.
    expect.soft(bytes, 'client script, gzipped').toBeLessThanOrEqual(MOST_SCRIPT)
    expect(await page.evaluate(() => (globalThis as unknown as Seen).shift)).toBeLessThan(MOST_SHIFT)
  })
}

test('what opens for the first time is there at once, takes the focus and gives it back', async ({ page }) => {
  await page.goto('/administration/administrators')
  await idle(page)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') asked.push(request.url())
  })
  const opened: [
    name: string | RegExp,
    role: 'button' | 'combobox',
    opens: 'dialog' | 'menu' | 'listbox',
    key: string,
  ][] = [
    ['Table Settings', 'button', 'dialog', 'Enter'],
    ['Saved filters', 'button', 'dialog', 'Space'],
    ['Rows per page', 'combobox', 'listbox', 'ArrowDown'],
    ['Role', 'combobox', 'listbox', 'Enter'],
    ['Search…', 'button', 'dialog', 'Enter'],
    [/^amara\.okafor@/, 'button', 'menu', 'Enter'],
  ]
  for (const [name, role, opens, key] of opened) {
    // The rows of the table name people too; the menu stands before them.
    const trigger = page.getByRole(role, { name }).first()
    await trigger.press(key)
    const popup = page.getByRole(opens)
    await expect(popup).toBeVisible()
    // The focus is on a list's frame until a choice is highlighted.
    await expect
      .poll(() =>
        popup.evaluate((at) => (at.role === 'listbox' ? at.parentElement : at)?.contains(document.activeElement)),
      )
      .toBe(true)
    await page.keyboard.press('Escape')
    await expect(popup).toHaveCount(0)
    await expect(trigger).toBeFocused()
    await expect(trigger).toHaveAttribute('aria-expanded', 'false')
  }
  expect(asked).toEqual([])
})

/** As for somebody who saves data (components/ui/idle.ts), and follows no link. */
async function withoutIdleFetches(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })
  })
  await page.route('**/*', (route) =>
    route.request().headers()['next-router-prefetch'] ? route.fulfill({ status: 204 }) : route.fallback(),
  )
}

/**
 * Returns once nothing has been asked for in three seconds: the code of popups comes after the page, bit by bit, and a busy
 * browser takes up to two seconds to find itself idle (components/ui/idle.ts).
 */
async function idle(page: Page): Promise<void> {
  const count = () => page.evaluate(() => performance.getEntriesByType('resource').length)
  let before = -1
  for (let now = await count(); now !== before; now = await count()) {
    before = now
    await page.waitForTimeout(4_000)
  }
}

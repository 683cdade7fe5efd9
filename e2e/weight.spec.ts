import { gzipSync } from 'node:zlib'
import { areas, overview } from '../components/shell/navigation.ts'
import { expect, test } from './fixtures.ts'

// What a page costs the browser: its script stays light, and nothing jumps while it loads.

/**
 * Client script of a page, gzipped, in bytes: what the heaviest page weighs today, so that none grows. The goal is 250 kB
 * (docs/performance.md).
 */
const MOST_SCRIPT = 370_000
/** Cumulative layout shift. */
const MOST_SHIFT = 0.05

const entries = [overview, ...areas.flatMap(({ sections }) => sections.flatMap((section) => section.entries))]

for (const { label, href } of entries) {
  test(`${href} (${label}) is light and stands still`, async ({ page }) => {
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body())
    })
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { shift: number }
      seen.shift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
          if (!entry.hadRecentInput) seen.shift += entry.value
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(href)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const bodies = await Promise.all(scripts.values())
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    expect(bytes).toBeGreaterThan(0)
    // Told together with what moves.
    expect.soft(bytes, 'client script, gzipped').toBeLessThanOrEqual(MOST_SCRIPT)
    expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBeLessThan(MOST_SHIFT)
  })
}

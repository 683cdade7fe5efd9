import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

/** The person who sets Rollcall up. */
export const owner = { email: 'amara.okafor@northwind.example', password: 'seven teal lanterns drift' }

type Options = {
  /** What this test provokes: complaints of the browser that match are not failures. */
  provokes: RegExp[]
}
type Fixtures = { complaints: string[] }

/** Playwright's `test`; whatever a browser complains about while it runs fails it. */
export const test = base.extend<Options & Fixtures>({
  provokes: [[], { option: true }],
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page)
    page.goto = async (...where) => {
      const response = await goto(...where)
      await hydrate(page)
      return response
    }
    const reload = page.reload.bind(page)
    page.reload = async (...how) => {
      const response = await reload(...how)
      await hydrate(page)
      return response
    }
    await use(page)
  },
  complaints: [
    async ({ context, provokes }, use) => {
      const complaints: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error' || /hydrat/i.test(message.text())) {
          complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`)
        }
      })
      context.on('weberror', (error) => complaints.push(`page error: ${error.error().stack}`))
      context.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? ''
        // What a navigation makes pointless is cancelled: prefetches, and answers nobody waits for any more.
        if (reason !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.method()} ${request.url()} ${reason}`)
      })
      context.on('response', (response) => {
        if (response.status() >= 400) {
          complaints.push(`${response.status()}: ${response.request().method()} ${response.url()}`)
        }
      })
      await use(complaints)
      expect(complaints.filter((complaint) => !provokes.some((each) => each.test(complaint)))).toEqual([])
    },
    { auto: true },
  ],
})

/**
 * Returns once React has taken every button over. Before, a click is lost: nobody is that quick, except a test on a busy
 * machine.
 */
export async function hydrate(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('button')].every((button) =>
      Object.keys(button).some((key) => key.startsWith('__reactProps')),
    ),
  )
}

/**
 * No rule of axe is broken by what the page shows now, in the light theme and in the dark one. `without`: rules that do not
 * fit what is shown.
 */
export async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  await hydrate(page)
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  for (const colorScheme of ['dark', 'light'] as const) {
    // Without motion: a toast that fades away while axe looks has, half-way, a contrast of its own.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await settle(page)
    // Legacy mode puts what was found together in this page instead of opening another: there are no frames, and it takes
    // half as long. Of what passed only the first element of each rule is described, which saves another third.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .disableRules(without)
      .analyze()
    const told = violations.map(({ id, help, nodes }) =>
      [`${id}: ${help}`, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)].join('\n    '),
    )
    expect(told, `in the ${colorScheme} theme`).toEqual([])
  }
  await page.emulateMedia({ reducedMotion: null })
}

/** Returns once nothing moves any more: a colour half-way through a transition has a contrast of its own. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'))
}

/** Signs in through the page. */
export async function signIn(page: Page, { email, password } = owner): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

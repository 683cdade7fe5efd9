import { type Browser, chromium, type Locator, type Page } from '@playwright/test'
import { systemBrowser } from '../bin/browser.mjs'
import { serveBareTable, type Shown } from './bare-table.ts'
import { fill } from './fill.ts'
import { syncLogsPath, usersPath } from './portal-paths.ts'
import { compared, median, report, type Row } from './report.ts'
import { administrator, openServers, type Rollcall } from './servers.ts'
import { settle } from './settle.ts'

// How long a click on the big tables takes to paint, beside a bare HTML table of the same rows, which waits for the same
// answers of the server. From the press of the button to the frame after the one that shows the new rows.
// `npm run bench click [users] [logs] [times]`; 100,000 users and a million log rows unless said otherwise.

const [users = '100000', logs = '1000000', times = '15'] = process.argv.slice(2)
const TABLES: [string, string][] = [50, 200].flatMap((size) => [
  [`Users, ${size} rows`, `${usersPath()}&size=${size}`],
  [`Sync Logs, ${size} rows`, `${syncLogsPath()}&size=${size}`],
])

const servers = openServers()
let browser: Browser | undefined
try {
  const server = await openFilled()
  const executablePath = systemBrowser()
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const context = await browser.newContext({
    baseURL: new URL(server.base).origin,
    viewport: { width: 1440, height: 900 },
  })
  // A busy machine is slow, not broken.
  context.setDefaultTimeout(120_000)
  const page = await context.newPage()
  await signIn(page)
  // The same answer as the page's own script gets, by the session of the browser.
  const ask = async (path: string) => (await context.request.get(path, { headers: { RSC: '1' } })).text()

  const rows: Row[] = []
  for (const [name, path] of TABLES) {
    const actions: [string, () => Locator][] = [
      ['sort', () => page.locator('thead button[title^="Sort"]').first()],
      [
        'another page',
        () => page.getByRole('button', { name: page.url().includes('page=2') ? 'Previous page' : 'Next page' }),
      ],
    ]
    for (const [action, target] of actions) {
      await open(page, path)
      const [before, after] = [await shownBy(page), await afterClick(page, target())]
      const portal = await repeat(() => clickToPaint(page, target(), 'rows'))
      const bare = await serveBareTable([before, after], ask)
      await open(page, bare.origin)
      const plain = await repeat(() => clickToPaint(page, page.locator('#swap'), 'rows'))
      rows.push(compared(`${name}: ${action}, ms`, [plain, portal]))
      if (action === 'sort') rows.push(compared(`${name}: open a row, ms`, await openings(page, path, bare.origin)))
      bare.close()
    }
  }
  const how = `Clicks on tables of ${users} users and ${logs} log rows, and on a bare HTML table of the same rows (base); medians of ${times}, in Chromium.`
  report('click', how, rows)
} finally {
  await browser?.close()
  await servers.stop()
}

async function openFilled(): Promise<Rollcall> {
  const filling = { users: Number(users), groups: Math.ceil(Number(users) / 10), large: 1_000, logs: Number(logs) }
  return servers.rollcall(async (database, idpId) => {
    await fill(database, idpId, filling)
    await settle(database, filling.logs)
  })
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail address').fill(administrator.email)
  await page.getByLabel('Password').fill(administrator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
}

/** Opens a page, and waits until it is idle: what a popup needs is there by then. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' })
}

/** Milliseconds from the press to the paint, on the bare table and on the portal's: a row is opened from what is there. */
async function openings(page: Page, path: string, bare: string): Promise<[number, number]> {
  const measure = async (opener: Locator, close: () => Promise<void>) =>
    repeat(async () => {
      const ms = await clickToPaint(page, opener, 'dialog')
      await close()
      await page.locator('[role=dialog]').waitFor({ state: 'detached' })
      return ms
    })
  await open(page, bare)
  // A cell that shows something: the first of a row may be empty.
  const first = page.locator('tbody td:not(:empty)').first()
  const plain = await measure(first, () => first.click())
  await open(page, path)
  const portal = await measure(page.locator('[data-opens-row]').first(), () => page.keyboard.press('Escape'))
  return [plain, portal]
}

/** The median of several times, after two that do not count. */
async function repeat(measure: () => Promise<number>): Promise<number> {
  const seen: number[] = []
  for (let time = -2; time < Number(times); time++) {
    const ms = await measure()
    if (time >= 0) seen.push(ms)
  }
  return median(seen)
}

async function shownBy(page: Page): Promise<Shown> {
  const rows = await page
    .locator('tbody tr[data-row]')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')))
  const { pathname, search } = new URL(page.url())
  return { path: pathname + search, rows }
}

async function afterClick(page: Page, target: Locator): Promise<Shown> {
  await clickToPaint(page, target, 'rows')
  return shownBy(page)
}

/** Presses `target`; milliseconds until other rows, or a row's details, have been painted. */
async function clickToPaint(page: Page, target: Locator, what: 'rows' | 'dialog'): Promise<number> {
  await target.waitFor()
  const painted = page.evaluate(
    (shows) =>
      new Promise<number>((resolve) => {
        const read = () =>
          shows === 'rows'
            ? (document.querySelector('tbody:has(tr[data-row])') ?? document.querySelector('tbody'))?.textContent
            : String(document.querySelector('[role=dialog]') !== null)
        const before = read()
        let pressedAt = 0
        addEventListener('pointerdown', (event) => (pressedAt = event.timeStamp), { capture: true, once: true })
        const observer = new MutationObserver(() => {
          if (pressedAt === 0 || read() === before) return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressedAt)))
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    what,
  )
  // A wait that fails with the click is told by the click.
  painted.catch(() => undefined)
  await target.click()
  return painted
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import { systemBrowser } from './browser.mjs'
import { owner, portal, type Shot } from './screenshot-pages.ts'

// Pictures of every page in both themes, wide and narrow, of the sample data: docs/screenshots/<page>-<width>-<theme>.png.
// Words on the command line choose pages by their names.

const folder = resolve('docs/screenshots')
/** What the pictures show as Rollcall's address. Nothing is looked up: the browser is told where it is. */
const host = 'rollcall.northwind.example'
const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }
const themes = ['light', 'dark'] as const

const data = mkdtempSync(join(tmpdir(), 'rollcall-screenshots-'))
const port = await freePort()
const browser = await openBrowser()
let server: ChildProcess | undefined
try {
  await takeAll()
} finally {
  await browser.close()
  server?.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}

async function takeAll(): Promise<void> {
  const url = `http://${host}`
  const environment = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    ROLLCALL_URL: url,
    DATABASE_URL: `file:${data}/rollcall.db`,
    ROLLCALL_SECRET: '',
    ROLLCALL_ADMIN_EMAIL: '',
    ROLLCALL_ADMIN_PASSWORD: '',
  }
  const seeded = await promisify(execFile)(process.execPath, ['bin/rollcall.mjs', 'seed'], { env: environment })
  const okta = /Okta \((\d+)\)/.exec(seeded.stdout)?.[1] ?? ''
  server = spawn(process.execPath, ['server.ts'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const link = await setupLink(server)
  mkdirSync(folder, { recursive: true })

  // Before there is an owner, and before that owner has signed in, only these pages exist.
  await take({ baseURL: url }, [{ name: 'set-up', path: link }])
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('Organisation name').fill('Northwind')
  await page.getByLabel('Your e-mail address').fill(owner.email)
  await page.getByLabel('Password').fill(owner.password)
  await page.getByRole('button', { name: 'Create owner and sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await take({ baseURL: url }, [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'single-sign-on', path: '/single-sign-on' },
  ])
  await take({ baseURL: url, storageState: await context.storageState() }, portal(okta))
}

/** Takes the pages in every theme and width. */
async function take(options: BrowserContextOptions, pages: Shot[]): Promise<void> {
  const wanted = process.argv.slice(2)
  for (const { name, path, show } of pages) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
    for (const [width, viewport] of Object.entries(widths)) {
      for (const colorScheme of themes) {
        const context = await browser.newContext({
          ...options,
          viewport,
          colorScheme,
          locale: 'en-GB',
          timezoneId: 'UTC',
        })
        const page = await context.newPage()
        await page.goto(path, { waitUntil: 'networkidle' })
        await show?.(page)
        // A transition half-way is no picture of anything, nor is what still loads.
        await page.waitForTimeout(400)
        await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), animations: 'disabled' })
        await context.close()
      }
    }
    console.log(name)
  }
}

function openBrowser(): Promise<Browser> {
  const executablePath = systemBrowser()
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium refuses its sandbox to root.
    args: [
      '--disable-background-networking',
      `--host-resolver-rules=MAP ${host}:80 127.0.0.1:${port}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

/** The link that the server prints, once it answers; rejects when it ends instead. */
function setupLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString()
      const link = /http\S+\/setup#\S+/.exec(text)?.[0]
      if (link !== undefined && text.includes('Rollcall is ready')) resolve(link)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with exit code ${code}.\n${text}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

// A Chromium for the end-to-end tests: the machine's own, else Playwright's download, else Debian's package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { environment, Refusal } from './bootstrap.mjs'

// Chromium that only works without a window comes first, as Playwright has it: it takes a third less time.
const headless = 'chromium-headless-shell'
const names = [headless, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of the machine's own browser, or undefined. */
export function systemBrowser() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  places.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  return places.find((path) => existsSync(path))
}

/** Returns once there is a browser that Playwright can start; says what was tried when there is none. */
export function ensureBrowser() {
  if (systemBrowser()) return
  const quick = { stdio: 'inherit', env: environment(), timeout: 5 * 60_000 }
  if (spawnSync('playwright', ['install', 'chromium'], quick).status === 0) return
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (canInstall) {
    const quiet = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-q'], quiet)
    for (const name of [headless, 'chromium']) {
      spawnSync('apt-get', ['install', '-yq', '--no-install-recommends', name], quiet)
      if (systemBrowser()) return
    }
  }
  throw new Refusal(
    [
      'The end-to-end tests need a Chromium, and none could be found or installed.',
      `Looked for ${names.join(', ')} on PATH, then tried Playwright's download${canInstall ? " and Debian's package" : ''}.`,
      'Install Chromium or Google Chrome with your package manager, or run: npx playwright install --with-deps chromium',
    ].join('\n'),
  )
}

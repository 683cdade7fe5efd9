import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { compileCache } from './bin/bootstrap.mjs'
import { systemBrowser } from './bin/browser.mjs'
import { forwardAuthSecret } from './e2e/nginx.ts'

const port = Number(process.env['ROLLCALL_E2E_PORT'] ?? 3917)
// Workers load this file again: the folder is chosen once and handed down.
const folder = (process.env['ROLLCALL_E2E_FOLDER'] ??= newFolder())
const browser = systemBrowser()
// Tests start many short processes of the same modules.
process.env['NODE_COMPILE_CACHE'] ??= compileCache

/** Kept when a test failed: what the servers printed is in it. */
function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rollcall-e2e-'))
  process.on('exit', (code) => {
    if (code === 0) rmSync(made, { recursive: true, force: true })
  })
  return made
}

/** A deployment of the production build: nothing in its database, nothing set that need not be, but what forward-auth needs. */
const deployment = (command: string, port: number, data: string) => ({
  command: `exec ${command} >"${folder}/${data}.log" 2>&1`,
  url: `http://localhost:${port}/health`,
  timeout: 60_000,
  gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 } as const,
  env: {
    ...(process.env as Record<string, string>),
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    ROLLCALL_URL: `http://localhost:${port}`,
    DATABASE_URL: `file:${folder}/${data}/rollcall.db`,
    ROLLCALL_SECRET: '',
    ROLLCALL_ADMIN_EMAIL: '',
    ROLLCALL_ADMIN_PASSWORD: '',
    ROLLCALL_TRUSTED_PROXIES: '127.0.0.1',
    // Receivers of alerts in tests.
    ROLLCALL_ALLOWED_HOSTS: '127.0.0.1',
    ROLLCALL_FORWARD_AUTH_SECRET: forwardAuthSecret,
  },
})

/**
 * End-to-end tests against the production build (`npm run build` first, as `npm test` does), one server and one empty
 * database for the whole run: `first-run` makes the owner, whose session all others share. A second server is Next's own,
 * which answers SCIM through its route handler.
 */
export default defineConfig({
  testDir: 'e2e',
  // Two runs at a time, as of `npm test`, clear what they leave each for itself.
  outputDir: join('test-results', String(port)),
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: 'first-run', testMatch: 'first-run.spec.ts' },
    {
      name: 'portal',
      testIgnore: 'first-run.spec.ts',
      dependencies: ['first-run'],
      use: { storageState: join(folder, 'owner.json') },
    },
  ],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: [
        '--disable-background-networking',
        // Chromium refuses its sandbox to root, which is who runs in most containers.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: [
    deployment('node server.ts', port, 'main'),
    deployment(`next start -H 127.0.0.1 -p ${port + 1}`, port + 1, 'next'),
  ],
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { systemBrowser } from './bin/browser.mjs'

const port = Number(process.env['ROLLCALL_E2E_PORT'] ?? 3917)
// Workers load this file again: the folder is chosen once and handed down.
const folder = (process.env['ROLLCALL_E2E_FOLDER'] ??= mkdtempSync(join(tmpdir(), 'rollcall-e2e-')))
const browser = systemBrowser()

/**
 * End-to-end tests against the production build (`npm run build` first, as `npm test` does), one server and one empty
 * database for the whole run: files share them, in the order of their names.
 * What the server prints (the set-up link of a first run, for one) is in `$ROLLCALL_E2E_FOLDER/server.log`.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: [
        '--disable-background-networking',
        // Chromium refuses its sandbox to root, which is who runs in most containers.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: {
    command: `exec node server.ts >"${folder}/server.log" 2>&1`,
    url: `http://localhost:${port}/health`,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      ...(process.env as Record<string, string>),
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      ROLLCALL_URL: `http://localhost:${port}`,
      DATABASE_URL: `file:${folder}/rollcall.db`,
      ROLLCALL_SECRET: '',
      ROLLCALL_ADMIN_EMAIL: '',
      ROLLCALL_ADMIN_PASSWORD: '',
    },
  },
})

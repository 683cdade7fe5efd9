// `npm run screenshots`: installs and builds if needed, then takes a picture of every page.
import { become, installIfNeeded, node, run } from './bootstrap.mjs'
import { ensureBrowser } from './browser.mjs'
import { buildIfStale } from './build.mjs'

await run(() => {
  installIfNeeded()
  ensureBrowser()
  buildIfStale()
  become([node, 'bin/screenshots.ts', ...process.argv.slice(2)], { NODE_ENV: 'production' })
})

// `npm start`: installs if needed, builds if stale, serves. The server migrates and creates the first administrator.
import { become, installIfNeeded, node, run } from './bootstrap.mjs'
import { buildIfStale } from './build.mjs'
import { serverFlags } from './server-flags.mjs'

await run(() => {
  installIfNeeded()
  buildIfStale()
  become([node, ...serverFlags, 'server.ts'], { NODE_ENV: 'production' })
})

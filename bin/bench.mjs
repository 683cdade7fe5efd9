// `npm run bench [seconds] [rounds]`: installs and builds if needed, then measures.
import { become, installIfNeeded, node, run } from './bootstrap.mjs'
import { buildIfStale } from './build.mjs'

await run(() => {
  installIfNeeded()
  buildIfStale()
  become([node, 'bench/run.ts', ...process.argv.slice(2)], { NODE_ENV: 'production' })
})

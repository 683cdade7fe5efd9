// `npm run bench`: installs and builds if needed, then measures. `npm run bench size` for big directories.
import { become, installIfNeeded, node, run } from './bootstrap.mjs'
import { buildIfStale } from './build.mjs'

await run(() => {
  installIfNeeded()
  buildIfStale()
  const [what, ...rest] = process.argv.slice(2)
  const command = what === 'size' ? ['bench/size.ts', ...rest] : ['bench/run.ts', ...process.argv.slice(2)]
  become([node, ...command], { NODE_ENV: 'production' })
})

// `npm run bench`: installs and builds if needed, then measures; `npm run bench size` and so on: see bench/README.md.
import { become, installIfNeeded, node, Refusal, run } from './bootstrap.mjs'
import { ensureBrowser } from './browser.mjs'
import { buildIfStale } from './build.mjs'

const measurements = [
  'sync',
  'size',
  'postgres',
  'portal',
  'pages',
  'click',
  'policy',
  'impact',
  'saml',
  'forward-auth',
]

await run(() => {
  const [first = '', ...rest] = process.argv.slice(2)
  const isNamed = measurements.includes(first)
  if (first !== '' && !isNamed && !/^\d+$/.test(first)) {
    throw new Refusal(`There is no measurement "${first}": ${measurements.join(', ')}, or none of them.`)
  }
  installIfNeeded()
  if (first === 'click') ensureBrowser()
  // Policies are decided, and compared, without a server.
  if (first !== 'policy' && first !== 'impact') buildIfStale()
  const command = isNamed ? [`bench/${first}.ts`, ...rest] : ['bench/run.ts', ...process.argv.slice(2)]
  become([node, ...command], { NODE_ENV: 'production' })
})

// `npm test`: everything that must hold before a change is in, in the order that fails soonest.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { environment, installIfNeeded, run } from './bootstrap.mjs'
import { ensureBrowser } from './browser.mjs'
import { buildIfStale } from './build.mjs'
import { ensureNginx, systemNginx, withoutNginx } from './nginx.mjs'

const reports = mkdtempSync(join(tmpdir(), 'rollcall-test-'))
const unitReport = join(reports, 'unit.json')
/** Halves of the end-to-end tests, each with servers and a database of its own: they share settings within one. */
const E2E_PORTS = [3917, 3927]
/** How many of the tests each half gets: the first of the alphabet take longer. */
const E2E_WEIGHTS = '2:3'
let passed = 0
let failed = 0

await run(async () => {
  const steps = [
    ['Install', installIfNeeded],
    ['Browser', ensureBrowser],
    ['nginx', () => ensureNginx() || console.warn(withoutNginx)],
    ['Format', () => command('prettier', ['--check', '.'])],
    // Pages' props are typed by what Next finds in app/, which a fresh clone has not got yet.
    ['Route types', () => command('next', ['typegen'])],
    ['Lint', () => command('oxlint', ['--type-aware', '--deny-warnings'])],
    ['Types', () => command('tsc', ['--noEmit'])],
    ['Unit and contract tests', unitTests],
    ['Production build', buildIfStale],
    ['End-to-end tests', endToEndTests],
  ]
  try {
    for (const [title, step] of steps) await perform(title, step)
  } catch (error) {
    console.error(`\n${error.message}`)
    failed ||= 1
    process.exitCode = 1
  }
  rmSync(reports, { recursive: true })
  if (!systemNginx()) console.warn(`\n${withoutNginx}`)
  console.log(`\n${passed} passed, ${failed} failed`)
})

async function perform(title, step) {
  console.log(`\n== ${title}`)
  const startedAt = Date.now()
  try {
    await step()
  } finally {
    console.log(`== ${title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  }
}

function command(file, args, extra) {
  const { status, signal } = spawnSync(file, args, { stdio: 'inherit', env: environment(extra) })
  if (status !== 0) throw new Error(`${file} ${args[0]}: ended with ${signal ?? `exit code ${status}`}`)
}

function unitTests() {
  try {
    command('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`])
  } finally {
    const report = read(unitReport)
    passed += report.numPassedTests ?? 0
    // A file that does not load has failed, though none of its tests ran.
    const unloaded = (report.testResults ?? []).filter((file) => file.status === 'failed' && !hasFailedTest(file))
    failed += (report.numFailedTests ?? 0) + unloaded.length
  }
}

// A declaration, unlike a constant, exists while the steps above run.
function hasFailedTest(file) {
  return file.assertionResults.some((test) => test.status === 'failed')
}

async function endToEndTests() {
  const ended = await Promise.all(E2E_PORTS.map((port, index) => shardOfEndToEndTests(port, index + 1)))
  if (ended.some((code) => code !== 0)) throw new Error('playwright test: something failed, see above')
}

async function shardOfEndToEndTests(port, number) {
  const reportFile = join(reports, `e2e-${number}.json`)
  const running = spawn('playwright', ['test', `--shard=${number}/${E2E_PORTS.length}`, '--reporter=list,json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment({
      ROLLCALL_E2E_PORT: String(port),
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
      PWTEST_SHARD_WEIGHTS: E2E_WEIGHTS,
    }),
  })
  for (const output of [running.stdout, running.stderr]) {
    createInterface(output).on('line', (line) => console.log(`${number}│ ${line}`))
  }
  const [code] = await once(running, 'close')
  const { stats = {} } = read(reportFile)
  passed += (stats.expected ?? 0) + (stats.flaky ?? 0)
  failed += stats.unexpected ?? 0
  return code
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}

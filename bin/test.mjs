// `npm test`: everything that must hold before a change is in, in the order that fails soonest.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environment, installIfNeeded, run } from './bootstrap.mjs'
import { ensureBrowser } from './browser.mjs'
import { buildIfStale } from './build.mjs'
import { ensureNginx, systemNginx, withoutNginx } from './nginx.mjs'

const reports = mkdtempSync(join(tmpdir(), 'rollcall-test-'))
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')
let passed = 0
let failed = 0

await run(() => {
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
    for (const [title, step] of steps) perform(title, step)
  } catch (error) {
    console.error(`\n${error.message}`)
    failed ||= 1
    process.exitCode = 1
  }
  rmSync(reports, { recursive: true })
  if (!systemNginx()) console.warn(`\n${withoutNginx}`)
  console.log(`\n${passed} passed, ${failed} failed`)
})

function perform(title, step) {
  console.log(`\n== ${title}`)
  const startedAt = Date.now()
  try {
    step()
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

function endToEndTests() {
  try {
    command('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport })
  } finally {
    const { stats = {} } = read(e2eReport)
    passed += (stats.expected ?? 0) + (stats.flaky ?? 0)
    failed += stats.unexpected ?? 0
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}

// What start, dev, test and the command line share. Runs before anything is installed: only Node's own modules, and
// nothing newer than Node 20.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const binaries = join(root, 'node_modules/.bin')

/** Node 24, which comes with the project as the package `node`, whatever Node the machine has. */
export const node = join(binaries, 'node')

/** Where Node keeps what it compiled, for those who may write there; nobody else can put anything in. */
export const compileCache = join(root, 'node_modules/.cache/node')

/** A mistake of the machine or of whoever runs the command: printed without a stack trace. */
export class Refusal extends Error {}

/** Runs `main`; a Refusal is printed as one message, and either ends the process with exit code 1. */
export async function run(main) {
  process.chdir(root)
  try {
    await main()
  } catch (error) {
    process.stderr.write(`${error instanceof Refusal ? error.message : error.stack}\n`)
    process.exit(1)
  }
}

/** `npm ci` when node_modules is missing or is not what package-lock.json says. */
export function installIfNeeded() {
  if (!isInstalled()) {
    console.log('Installing packages (npm ci)…')
    // Development packages too, even under NODE_ENV=production: `npm test` and `npm start` share one node_modules.
    const { status, error } = spawnSync(
      'npm',
      ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
      {
        cwd: root,
        stdio: 'inherit',
        // Without our own Node, which `npm ci` is about to remove from under itself.
        env: { ...process.env, PATH: pathWithoutOurs() },
      },
    )
    if (error) throw new Refusal(`npm could not be started: ${error.message}. Rollcall needs npm 10 or newer.`)
    if (status !== 0) throw new Refusal('npm ci failed; its messages above say why.')
  }
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (!stdout?.startsWith('v24.')) {
    throw new Refusal(
      [
        `${node} is missing or does not run: the install script of the package "node" was not allowed to run.`,
        'Allow it (npm 12 reads "allowScripts" in package.json; npm config "ignore-scripts" must be off), then: npm rebuild node',
      ].join('\n'),
    )
  }
}

/** True when every package of `base`'s package-lock.json is in node_modules in that version, however it came there. */
export function isInstalled(base = root) {
  const wanted = packagesOf(join(base, 'package-lock.json'))
  const present = packagesOf(join(base, 'node_modules/.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    // The root itself, and packages for other platforms.
    if (path === '' || (optional && !present[path])) return true
    return present[path]?.version === version
  })
}

/** PATH with the project's own commands, and so its Node, first. */
export const environment = (extra = {}) => ({
  ...process.env,
  PATH: [binaries, pathWithoutOurs()].join(delimiter),
  NEXT_TELEMETRY_DISABLED: '1',
  ...extra,
})

/**
 * Runs a command to its end in place of this process: signals reach it once, and its exit code becomes ours.
 * @param {string[]} command
 * @param {Record<string, string>} [extra] environment variables
 */
export function become([file, ...args], extra) {
  // A group of its own: Ctrl-C in a terminal is sent to the whole foreground group *and* passed on by npm, and a server
  // that counts signals would take the second one for impatience.
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', env: environment(extra), detached: true })
  let lastSent = 0
  const pass = (signal) => {
    if (Date.now() - lastSent < 500) return
    lastSent = Date.now()
    // A closed terminal is a request to stop like any other.
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
  child.on('error', (error) => {
    process.stderr.write(`${file} could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

function pathWithoutOurs() {
  const parts = (process.env.PATH ?? '').split(delimiter)
  return parts.filter((part) => part !== binaries).join(delimiter)
}

// An nginx for the end-to-end tests of forward-auth: the machine's own, else Debian's package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of the machine's own nginx, or undefined. */
export function systemNginx() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin']
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path))
}

/** Installs it where that is possible. Answers whether there is one. */
export function ensureNginx() {
  if (systemNginx()) return true
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (!canInstall) return false
  const quiet = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-q'], quiet)
  // Only the program is wanted: its service would take port 80.
  const noService = { ...quiet, env: { ...quiet.env, RUNLEVEL: '1' } }
  spawnSync('apt-get', ['install', '-yq', '--no-install-recommends', 'nginx'], noService)
  return systemNginx() !== undefined
}

/** What is said where there is none: loudly, and once more at the end. */
export const withoutNginx =
  'NOT TESTED: forward-auth behind a real nginx. There is none, and it could not be installed; install nginx to test it.'

// `npm run lock`, after adding or updating a package: writes into package-lock.json the packages for other platforms that
// npm left out, as it does when the registry it asks (a mirror, usually) does not carry them. Without them `npm ci`
// refuses the lock file on every platform. Their versions are known: their parents name them exactly.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './bootstrap.mjs'

/** `[path, entry]` of every optional dependency that `packages` (of a lock file) names but does not hold. */
export function missingFrom(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && !isFound(packages, parent, name))
      .map(([name, version]) => [
        `node_modules/${name}`,
        { version, ...platformOf(name), ...(dev && { dev }), optional: true },
      ]),
  )
}

/** Node's look-up: in the parent's own node_modules, then in those of the folders above it. */
function isFound(packages, parent, name) {
  const folders = parent.split('/node_modules/').map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'))
  return ['', ...folders].some((folder) => packages[join(folder, 'node_modules', name)])
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** What npm reads to leave out a package that is for another machine, from a name such as `…-linux-arm64-musl`. */
function platformOf(name) {
  const parts = name.split(/[/-]/)
  const cpu = processors.find((processor) => parts.includes(processor))
  const os = systems.find((system) => parts.includes(system))
  const libc = parts.map((part) => /^(musl|gnu)/.exec(part)?.[0]).find(Boolean)
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }),
    ...(os && { os: [os] }),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingFrom(lock.packages)
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) })
  lock.packages = Object.fromEntries(packages.sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`package-lock.json: ${missing.length} packages for other platforms added`)
}

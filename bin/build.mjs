// The production build, only when something that goes into it has changed. No dependencies; any Node from 20 on.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment, Refusal, root } from './bootstrap.mjs'

const folders = ['app', 'components', 'db', 'docs/guides', 'docs/help', 'lib', 'public']
const files = [
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** `next build` unless `.next` holds the build of exactly these sources. */
export function buildIfStale() {
  const folder = join(root, process.env.NEXT_DIST_DIR || '.next')
  const stamp = join(folder, 'rollcall-sources')
  const sources = hashSources(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return

  console.log('Building (next build)…')
  rmSync(stamp, { force: true })
  const { status } = spawnSync('next', ['build'], {
    cwd: root,
    stdio: 'inherit',
    env: environment({ NODE_ENV: 'production' }),
  })
  if (status !== 0) throw new Refusal('next build failed; its messages above say why.')
  writeFileSync(stamp, sources)
}

/** SHA-256 over the paths and contents of what goes into a build of the project in `base`, tests left out. */
export function hashSources(base) {
  const hash = createHash('sha256')
  for (const path of [...files, ...folders.flatMap((folder) => walk(base, folder))]) {
    if (!existsSync(join(base, path))) continue
    const content = readFileSync(join(base, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function walk(base, folder) {
  if (!existsSync(join(base, folder))) return []
  return readdirSync(join(base, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return walk(base, path)
      return /\.test\.tsx?$|^README\.md$/.test(entry.name) ? [] : [path]
    })
}

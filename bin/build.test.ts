import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isInstalled } from './bootstrap.mjs'
import { hashSources } from './build.mjs'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'rollcall-build-'))
})
afterEach(() => rmSync(base, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true })
  writeFileSync(join(base, path), text)
}

test.each([
  ['lib/scim/a.ts', true],
  ['app/page.tsx', true],
  ['public/icon.svg', true],
  ['next.config.ts', true],
  ['package-lock.json', true],
  ['lib/scim/a.test.ts', false],
  ['e2e/first-run.spec.ts', false],
  ['lib/README.md', false],
  ['data/rollcall.db', false],
])('a change of %s makes a build stale: %s', (path, isStale) => {
  write('lib/b.ts', 'b')
  write(path, 'before')
  const before = hashSources(base)
  expect(hashSources(base)).toBe(before)
  write(path, 'after!')
  expect(hashSources(base) !== before).toBe(isStale)
})

test('moving text from one file to another makes a build stale', () => {
  write('lib/a.ts', 'xy')
  write('lib/b.ts', '')
  const before = hashSources(base)
  write('lib/a.ts', 'x')
  write('lib/b.ts', 'y')
  expect(hashSources(base)).not.toBe(before)
})

const lock = (packages: object) => JSON.stringify({ packages: { '': { version: '9' }, ...packages } })
const a = { 'node_modules/a': { version: '1.0.0' } }
const foreign = { 'node_modules/b': { version: '1.0.0', optional: true } }

test.each([
  ['the same', lock(a), lock(a), true],
  ['a package for another platform is left out', lock({ ...a, ...foreign }), lock(a), true],
  ['another version', lock(a), lock({ 'node_modules/a': { version: '1.0.1' } }), false],
  ['a package is missing', lock(a), lock({}), false],
  ['no node_modules', lock(a), undefined, false],
])('what is installed against what is locked: %s', (_title, wanted, present, expected) => {
  write('package-lock.json', wanted)
  if (present) write('node_modules/.package-lock.json', present)
  expect(isInstalled(base)).toBe(expected)
})

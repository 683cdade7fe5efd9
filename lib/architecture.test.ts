import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A source file as the guards see it: its path from the root, and its text. */
type Source = { path: string; text: string }
type Import = { specifier: string; isType: boolean }

const root = resolve(import.meta.dirname, '..')
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
const paths = tracked
  .toString()
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('db/migrations/'))
const sources = paths
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
  .flatMap((path): Source[] => {
    try {
      return [{ path, text: readFileSync(join(root, path), 'utf8') }]
    } catch {
      return [] // Deleted, but not committed yet.
    }
  })

/**
 * Who may import what: the first entry whose folder (or file) holds the importing file decides. `may` lists project
 * paths, `packages` npm packages (all, unless given), `types` what may be imported with `import type` on top.
 */
const arrows: { from: string; may: string[]; types?: string[]; packages?: RegExp }[] = [
  { from: 'lib/errors.ts', may: [], packages: /^$/ },
  { from: 'lib/env.ts', may: ['lib/errors.ts'] },
  { from: 'lib/scim', may: [], packages: /^$/ },
  { from: 'lib/policy', may: ['lib/scim'], packages: /^$/ },
  // nuqs/server is the framework-free half of nuqs: the parsers that give a table its URL. CSV is text in, text out.
  { from: 'lib/table', may: ['lib/scim'], packages: /^(nuqs\/server|csv-stringify\/sync)$/ },
  {
    from: 'lib/saml',
    may: ['lib/errors.ts'],
    packages: /^(node:|fast-xml-parser|selfsigned|ipaddr|xml-crypto|xml-encryption|@xmldom\/xmldom)/,
  },
  {
    from: 'components',
    may: ['lib/table', 'lib/scim', 'lib/policy', 'lib/errors.ts'],
    types: ['lib/services', 'lib/auth'],
    packages: /^(?!node:|next-auth|drizzle-orm|better-sqlite3|pg$|zod$|server-only)/,
  },
  {
    from: 'db',
    may: ['lib/scim', 'lib/table', 'lib/errors.ts', 'lib/env.ts'],
    packages: /^(?!next|react|@base-ui)/,
  },
  {
    from: 'lib/services',
    may: ['db', 'lib/auth', 'lib/scim', 'lib/saml', 'lib/policy', 'lib/table', 'lib/errors.ts', 'lib/env.ts'],
    packages: /^(?!next|react|@base-ui)/,
  },
  {
    from: 'lib/auth',
    may: ['db', 'lib/services', 'lib/errors.ts', 'lib/env.ts', 'lib/scim/fold.ts'],
    packages: /^(?!@base-ui)/,
  },
  {
    from: 'lib/http',
    may: ['lib/auth', 'lib/services', 'lib/scim', 'lib/errors.ts', 'lib/env.ts', 'db/index.ts'],
    packages: /^(?!@base-ui)/,
  },
  { from: 'app', may: ['components', 'db', 'lib'] },
]

/** Tests, and the `testing` files beside them, import whatever sets their scene. */
const isTest = (path: string) => /(\.test|\.spec|\/testing(-[a-z-]+)?)\.tsx?$/.test(path)

/** Any file may import from its own folder. */
function arrowFaults(source: Source): string[] {
  const rule = arrows.find(({ from }) => isWithin(source.path, from))
  if (!rule || isTest(source.path)) return []
  return importsOf(source.text).flatMap(({ specifier, isType }) => {
    const target = resolveSpecifier(source.path, specifier)
    const isAllowed =
      target === undefined
        ? (rule.packages?.test(specifier) ?? true)
        : [rule.from, ...rule.may, ...(isType ? (rule.types ?? []) : [])].some((folder) => isWithin(target, folder))
    return isAllowed ? [] : [`${source.path} may not import ${specifier}`]
  })
}

/** next-auth's CommonJS default import is not a function under plain Node, so what server.ts loads must not reach it. */
function nextAuthFaults({ path, text }: Source): string[] {
  const isKnown = path === 'lib/auth/session.ts' || path.startsWith('node_modules/')
  const found = importsOf(text).some(({ specifier, isType }) => /^next-auth(\/|$)/.test(specifier) && !isType)
  return found && !isKnown ? [`${path}: only lib/auth/session.ts imports next-auth`] : []
}

/** Checks of SAML messages can be left out, so that tests see what each is worth: nothing else may do it. */
function checklistFaults({ path, text }: Source): string[] {
  if (isTest(path)) return []
  const isHome = path === 'lib/saml/read-response.ts' || path === 'lib/saml/logout.ts'
  const isReached = !isHome && /\bread(Response|Logout)With\b/.test(text)
  return isReached || /\bnew Checklist\((?!\))/.test(text) ? [`${path}: every check of a SAML message is made`] : []
}

function nameFaults(path: string): string[] {
  const isSource = /^(app|components|db|lib|bin|e2e|bench)\/.*\.(ts|tsx|mjs)$/.test(path)
  if (!isSource) return []
  // Next's own folder names: (group), [parameter], [[...rest]], [...rest].
  const bare = path.replaceAll(/\((\w[\w-]*)\)|\[\[?(?:\.\.\.)?(\w+)\]?\]/g, 'x')
  const isKebab = bare.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part))
  const vague = /(^|[/-])(utils?|helpers?|misc|common|manager)([/.-]|$)/.exec(path)
  return [
    ...(isKebab ? [] : [`${path}: not kebab-case`]),
    // Parts of the SCIM catalog that several resource types share are "common attributes" in RFC 7643 §3.1.
    ...(vague && path !== 'lib/scim/catalog-common.ts'
      ? [`${path}: say what it is about instead of "${vague[2]}"`]
      : []),
  ]
}

// A table of cases may be longer than code.
const codeLimit = 350
const testLimit = 500
function lengthFaults({ path, text }: Source): string[] {
  const lines = text.split('\n').length - 1
  const limit = isTest(path) ? testLimit : codeLimit
  return lines > limit ? [`${path}: ${lines} lines, more than ${limit}; is it one concept?`] : []
}

/** Pages, layouts, routes and tools' configuration files are found by their default export; nothing else is. */
function exportFaults({ path, text }: Source): string[] {
  const isFoundByDefault = /^app\/|\.config\.(ts|mjs)$|^e2e\//.test(path)
  return !isFoundByDefault && /^export default/m.test(text) ? [`${path}: export by name`] : []
}

/** Everything that `entry` loads in plain Node, by run-time imports, must exist there: no Next, no React, no `server-only`. */
function plainNodeFaults(entry: string, files: Map<string, Source>): string[] {
  const reached = new Set<string>()
  const faults: string[] = []
  const visit = (path: string) => {
    const source = files.get(path)
    if (!source || reached.has(path)) return
    reached.add(path)
    for (const { specifier, isType } of importsOf(source.text)) {
      if (isType) continue
      const target = resolveSpecifier(path, specifier)
      if (target !== undefined) visit(target)
      else if (/^(next\/|react|server-only|next-auth|@base-ui)/.test(specifier)) {
        faults.push(`${entry} reaches ${specifier} through ${path}`)
      }
    }
  }
  visit(entry)
  return faults
}

function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const statements = code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\bfrom\s*)?['"]([^'"]+)['"]/gm)
  const calls = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  return [
    ...statements.map(([, type, specifier = '']) => ({ specifier, isType: type !== undefined })),
    ...calls.map(([, specifier = '']) => ({ specifier, isType: false })),
  ]
}

/** The path from the root of a project file; undefined for a package. */
function resolveSpecifier(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined
}

const isWithin = (path: string, place: string) => path === place || path.startsWith(`${place}/`)

describe('the project', () => {
  test('imports follow the arrows', () => expect(sources.flatMap(arrowFaults)).toEqual([]))
  test('no check of a SAML message is left out', () => expect(sources.flatMap(checklistFaults)).toEqual([]))
  test('one file imports next-auth', () => expect(sources.flatMap(nextAuthFaults)).toEqual([]))
  test('files are named in kebab-case and say what they are about', () => {
    expect(paths.flatMap(nameFaults)).toEqual([])
  })
  test(`no file is longer than ${codeLimit} lines, ${testLimit} for tests`, () =>
    expect(sources.flatMap(lengthFaults)).toEqual([]))
  test('exports have names', () => expect(sources.flatMap(exportFaults)).toEqual([]))
  test.each(['server.ts', 'bin/rollcall.ts'])('%s loads in plain Node', (entry) => {
    expect(plainNodeFaults(entry, new Map(sources.map((source) => [source.path, source])))).toEqual([])
  })
})

describe('the guards catch what is planted', () => {
  test.each([
    ['components/a.tsx', `import { store } from '#db/index.ts'`],
    ['components/a.tsx', `import type { Store } from '../db/store.ts'`],
    ['components/a.tsx', `import { createIdp } from '#lib/services/idps/index.ts'`],
    ['components/a.tsx', `export { createIdp } from '../lib/services/idps/index.ts'`],
    ['components/a.tsx', `const page = await import('#app/layout.tsx')`],
    ['components/a.tsx', `import { readFileSync } from 'node:fs'`],
    ['db/a.ts', `import { headers } from 'next/headers'`],
    ['db/a.ts', `import { useState } from 'react'`],
    ['db/queries/a.ts', `import {\n  currentSession,\n} from '#lib/auth/session.ts'`],
    ['lib/scim/a.ts', `import { z } from 'zod'`],
    ['lib/scim/a.ts', `import '../errors.ts'`],
    ['lib/scim/a.ts', `import { randomUUID } from 'node:crypto'`],
    ['lib/policy/a.ts', `import type { Tables } from '#db/tables.ts'`],
    ['lib/table/a.ts', `import { useQueryState } from 'nuqs'`],
    ['lib/services/a.ts', `import { redirect } from 'next/navigation'`],
    ['lib/services/a.ts', `import { Badge } from '#components/ui/badge.tsx'`],
    ['lib/http/a.ts', `import Page from '../../app/(portal)/page.tsx'`],
    ['lib/errors.ts', `import { env } from './env.ts'`],
    ['app/page.tsx', `import { run } from '#bin/rollcall.ts'`],
  ])('%s: %s', (path, text) => expect(arrowFaults({ path, text })).toHaveLength(1))

  test.each([
    ['components/a.tsx', `import type { IdpView } from '#lib/services/idps/view.ts'`],
    ['components/a.tsx', `import { catalog } from '#lib/scim/catalog.ts'\nimport { Dialog } from '@base-ui/react'`],
    ['components/a.tsx', `// import { store } from '#db/index.ts'`],
    ['db/a.ts', `import { fold } from '#lib/scim/fold.ts'\nimport { eq } from 'drizzle-orm'`],
    ['lib/services/a.test.ts', `import { GET } from '#app/health/route.ts'`],
  ])('and let through what is allowed: %s: %s', (path, text) => expect(arrowFaults({ path, text })).toEqual([]))

  test('next-auth', () => {
    const text = `import { getServerSession } from 'next-auth'`
    expect(nextAuthFaults({ path: 'app/api/auth/[...nextauth]/route.ts', text })).toHaveLength(1)
    expect(nextAuthFaults({ path: 'lib/auth/session.ts', text })).toEqual([])
  })

  test('a check of SAML messages left out', () => {
    const path = 'lib/services/a.ts'
    expect(checklistFaults({ path, text: `readResponseWith(checks, text, expected)` })).toHaveLength(1)
    expect(checklistFaults({ path: 'lib/saml/logout.ts', text: `new Checklist(['signature'])` })).toHaveLength(1)
    expect(checklistFaults({ path, text: `readSamlResponse(text, expected)` })).toEqual([])
  })

  test.each(['lib/scimUser.ts', 'lib/utils.ts', 'db/query-helpers.ts', 'components/Button.tsx', 'lib/common/a.ts'])(
    'the name %s',
    (path) => expect(nameFaults(path)).toHaveLength(1),
  )
  test.each(['app/(portal)/idp-users/page.tsx', 'app/scim/[orgId]/[idpId]/v2/[[...path]]/route.ts', 'bin/lock.d.mts'])(
    'but not the name %s',
    (path) => expect(nameFaults(path)).toEqual([]),
  )

  test('a file that is too long', () => {
    expect(lengthFaults({ path: 'lib/a.ts', text: 'x\n'.repeat(codeLimit + 1) })).toHaveLength(1)
    expect(lengthFaults({ path: 'lib/a.ts', text: 'x\n'.repeat(codeLimit) })).toEqual([])
  })

  test('a default export', () => {
    expect(exportFaults({ path: 'lib/a.ts', text: 'export default 1' })).toHaveLength(1)
  })

  test('Next behind two files of the server', () => {
    const files = [
      { path: 'server.ts', text: `import './lib/a.ts'` },
      { path: 'lib/a.ts', text: `import type { X } from 'react'\nimport { b } from '#lib/b.ts'` },
      { path: 'lib/b.ts', text: `import { headers } from 'next/headers'` },
    ]
    expect(plainNodeFaults('server.ts', new Map(files.map((file) => [file.path, file])))).toEqual([
      'server.ts reaches next/headers through lib/b.ts',
    ])
  })
})

/** Lints planted files with the project's own settings. Returns the rules that complained, by file. */
function lint(planted: Record<string, string>, ...flags: string[]): Record<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-lint-'))
  try {
    for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) cpSync(join(root, name), join(folder, name))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    symlinkSync(join(root, 'db'), join(folder, 'linked'))
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const command = join(root, 'node_modules/.bin/oxlint')
    const { stdout, stderr } = spawnSync(command, [...flags, '-f', 'json', ...Object.keys(planted)], { cwd: folder })
    if (stdout.length === 0) throw new Error(stderr.toString())
    const { diagnostics } = JSON.parse(stdout.toString()) as { diagnostics: { code: string; filename: string }[] }
    const complaints = Object.keys(planted).map((path) => {
      return [path, diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code)] as const
    })
    return Object.fromEntries(complaints)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('lint', () => {
  test('an un-awaited Drizzle write, which would never run, is an error', () => {
    const body = (first: string) => `
      import type { Writer } from '#linked/store.ts'
      export async function forget(tx: Writer): Promise<void> {
        ${first} tx.delete(tx.tables.users)
      }`
    const found = lint({ 'bin/planted.ts': body(''), 'bin/right.ts': body('await') }, '--type-aware')
    expect(found).toEqual({ 'bin/planted.ts': ['typescript(no-floating-promises)'], 'bin/right.ts': [] })
  })

  test('a forbidden import is an error', () => {
    const use = (specifier: string) => `import { x } from '${specifier}'\nx()\n`
    const rule = ['eslint(no-restricted-imports)']
    const found = lint({
      'components/planted.ts': use('#db/index.ts'),
      'components/shell/planted.ts': use('../../lib/services/idps/index.ts'),
      'db/planted.ts': use('next/headers'),
      'lib/scim/planted.ts': use('#lib/env.ts'),
      'lib/services/planted.ts': use('next-auth'),
      'lib/services/right.ts': use('#db/index.ts'),
    })
    expect(found).toEqual({
      'components/planted.ts': rule,
      'components/shell/planted.ts': rule,
      'db/planted.ts': rule,
      'lib/scim/planted.ts': rule,
      'lib/services/planted.ts': rule,
      'lib/services/right.ts': [],
    })
  })
})

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { ensureOrganisation } from '#lib/services/organisation.ts'
import { program } from '../rollcall.ts'

vi.mock('#lib/env.ts', () => ({
  env: () => ({
    url: 'https://rollcall.example.com',
    secret: 'a secret of thirty-two characters',
    isUrlAssumed: false,
  }),
}))

const folder = mkdtempSync(join(tmpdir(), 'rollcall-configuration-'))
const file = join(folder, 'rollcall.yaml')
const opened = await openTestStore()
beforeAll(async () => {
  useStore(opened.store)
  await ensureOrganisation()
})
afterAll(async () => {
  useStore(undefined)
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})
let printed = ''
let remarked = ''
beforeEach(() => {
  printed = ''
  remarked = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((remarked += String(text)), true))
})

const run = (...args: string[]) => program(async () => {}).parseAsync(args, { from: 'user' })
const exported = async () => {
  printed = ''
  await run('export')
  const text = printed
  printed = ''
  return text
}

test('an export goes to a file that others cannot read, and applied again is no change', async () => {
  await run('export', file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(remarked).toContain(file)
  expect(readFileSync(file, 'utf8')).toBe(await exported())
  await run('apply', file, '--yes')
  expect(printed).toBe('No changes.\n')
})

test('a plan shows old and new, and changes nothing; --yes applies it', async () => {
  const before = await exported()
  writeFileSync(
    file,
    before
      .replace('sessionTimeoutMinutes: 30', 'sessionTimeoutMinutes: 60')
      .replace('exemptedUrls: []', 'exemptedUrls: [.okta.com]'),
  )
  await run('apply', file, '--plan')
  expect(printed).toBe(
    [
      '~ change Authentication Settings',
      '    sessionTimeoutMinutes: 30 → 60',
      '~ change Exempted URLs',
      '    urls: [] → [".okta.com"]',
      '0 to create, 2 to change, 0 to delete.',
      '',
    ].join('\n'),
  )
  expect(await exported()).toBe(before)
  await run('apply', file, '--yes')
  expect(printed).toMatch(/Applied\.\n$/)
  expect(await exported()).toContain('sessionTimeoutMinutes: 60')
})

test('without a terminal it is asked for --yes, and nothing is changed', async () => {
  const before = await exported()
  writeFileSync(file, before.replace('sessionTimeoutMinutes: 60', 'sessionTimeoutMinutes: 90'))
  await expect(run('apply', file)).rejects.toThrow('pass --yes')
  expect(await exported()).toBe(before)
})

test.each([
  ['rollcall: 2', /^line 1, rollcall: /],
  ['rollcall: 1\nnothing: here', /^line 1/],
  ['a: [', /^line \d+: /],
  ['', /^line 1/],
  ['a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b]\n', /^line 1/],
])('%j is refused with its line', async (text, message) => {
  writeFileSync(file, text)
  await expect(run('apply', file, '--yes')).rejects.toThrow(message)
})

test('a file that is not there is asked wrongly', async () => {
  await expect(run('apply', join(folder, 'none.yaml'))).rejects.toThrow('cannot be read')
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { quirks, quirksPage } from './quirk-registry.ts'
import * as exported from './quirks.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Lines that name a test, a case of one, or a step of a dialogue. */
const titlesIn = (text: string): string[] =>
  text.split('\n').filter((line) => /^\s*(test\b|\]\)\(|\[')|\]( as const)?\)\(|"name":/.test(line))

test('every export of quirks.ts is in the registry, and the other way round', () => {
  const registered = quirks.flatMap(({ in: { file, name } }) => (file === 'lib/scim/quirks.ts' ? [name] : []))
  expect(new Set(registered)).toEqual(new Set(Object.keys(exported)))
  expect(registered).toHaveLength(Object.keys(exported).length)
})

test('ids are unique and in kebab-case', () => {
  const ids = quirks.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
})

test.each(quirks)(
  '$id is somewhere, and has evidence and a test',
  ({ in: place, test: { file, name }, evidence, title }) => {
    expect(existsSync(join(root, place.file))).toBe(true)
    expect(titlesIn(read(file)).filter((line) => line.includes(name))).not.toEqual([])
    expect(evidence).toMatch(/\.$/)
    expect(title).toMatch(/\.$/)
  },
)

test('the page says what the registry says', async () => {
  await expect(quirksPage()).toMatchFileSnapshot(join(root, 'docs/quirks.md'))
})

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { rootFolder } from '#db/root.ts'
import { sources } from './sources.ts'

const isTable = (value: unknown): value is TableDefinition =>
  typeof value === 'object' && value !== null && 'whenEmpty' in value && 'columns' in value

const tablesIn = (value: unknown): TableDefinition[] =>
  isTable(value) ? [value] : Object.values(value ?? {}).filter(isTable)

const declared = async (): Promise<TableDefinition[]> => {
  const folder = join(rootFolder(), 'lib/table')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  const modules = await Promise.all(
    files.map(async (name) => (await import(/* @vite-ignore */ join(folder, name))) as object),
  )
  // Some are exported together: the rules by their policy.
  return modules.flatMap((exported) => Object.values(exported).flatMap(tablesIn))
}

test('a table offers exports exactly when its rows have a source', async () => {
  const tables = await declared()
  expect(tables.map(({ name }) => name)).toContain('scim-users')
  const offering = new Set(tables.filter(({ hasExport }) => hasExport).map(({ name }) => name))
  expect([...offering].sort()).toEqual(sources.map(({ definition }) => definition.name).sort())
})

test('no two sources are of one table', () => {
  expect(new Set(sources.map(({ definition }) => definition.name)).size).toBe(sources.length)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { openEngine, engines } from '#db/testing-engines.ts'
import type { Store } from '#db/store.ts'
import type { Actor } from './actor.ts'
import { keepTableSettings, keptSettings, readTableSettings } from './table-settings.ts'

const actor = (id: string): Actor => ({ id, name: `${id}@northwind.example`, address: '192.0.2.1', userAgent: 'test' })

for (const engine of engines) {
  let opened: { store: Store; close(): Promise<void> }
  beforeAll(async () => {
    opened = await openEngine(engine)
  }, 60_000)
  afterAll(() => opened.close())

  test(`${engine}: settings are kept for each administrator and table, changed and forgotten`, async () => {
    useStore(opened.store)
    await keepTableSettings(actor('dana'), { table: 'scim-users', settings: { density: 'compact' } })
    await keepTableSettings(actor('dana'), {
      table: 'scim-users',
      settings: { columns: ['status', 'userName'], widths: { userName: 220 }, density: 'comfortable' },
    })
    await keepTableSettings(actor('dana'), { table: 'scim-groups', settings: { density: 'compact' } })
    await keepTableSettings(actor('eli'), { table: 'scim-users', settings: { density: 'compact' } })
    expect(await readTableSettings('dana')).toEqual({
      'scim-users': { columns: ['status', 'userName'], widths: { userName: 220 }, density: 'comfortable' },
      'scim-groups': { density: 'compact' },
    })
    await keepTableSettings(actor('dana'), { table: 'scim-users', settings: null })
    expect(await readTableSettings('dana')).toEqual({ 'scim-groups': { density: 'compact' } })
    expect(await readTableSettings('eli')).toEqual({ 'scim-users': { density: 'compact' } })
  })

  test(`${engine}: every change leaves its audit row, and nothing else does`, async () => {
    useStore(opened.store)
    const { store } = opened
    const rows = async () =>
      (await store.read.select().from(store.tables.auditLogs)).filter(({ actorId }) => actorId === 'noor')
    await keepTableSettings(actor('noor'), { table: 'scim-users', settings: null })
    expect(await rows()).toEqual([])
    await keepTableSettings(actor('noor'), { table: 'scim-users', settings: { density: 'compact' } })
    await keepTableSettings(actor('noor'), { table: 'scim-users', settings: { density: 'compact' } })
    await keepTableSettings(actor('noor'), { table: 'scim-users', settings: null })
    expect((await rows()).map(({ action }) => action).sort()).toEqual(['table-settings.reset', 'table-settings.update'])
  })

  test(`${engine}: nobody fills the store with tables there are not`, async () => {
    useStore(opened.store)
    const keep = (table: string) => keepTableSettings(actor('max'), { table, settings: { density: 'compact' } })
    for (let at = 0; at < 100; at++) await keep(`table-${at}`)
    await expect(keep('one-more')).rejects.toMatchObject({ code: 'conflict' })
    await keep('table-7')
  })
}

test.each([
  ['a table by no name', { table: '../x', settings: null }],
  ['one column', { table: 'scim-users', settings: { columns: ['userName'] } }],
  ['a width out of bounds', { table: 'scim-users', settings: { widths: { userName: 1e6 } } }],
  ['a density there is not', { table: 'scim-users', settings: { density: 'huge' } }],
  ['a setting there is not', { table: 'scim-users', settings: { colour: 'red' } }],
  ['a column by no name', { table: 'scim-users', settings: { columns: ['a', '<script>'] } }],
])('%s is refused', (_, kept) => {
  expect(keptSettings.safeParse(kept).success).toBe(false)
})

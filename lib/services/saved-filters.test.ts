import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import {
  changeFilter,
  deleteFilter,
  findDefaultFilter,
  readFilters,
  recentFilters,
  rememberFilter,
  saveFilter,
  setDefaultFilter,
} from './saved-filters.ts'

const actor = (id: string) => ({ id, name: `${id}@example.com`, address: '192.0.2.1', userAgent: 'Firefox' })
const names = async (id: string) => (await readFilters(id)).map(({ name, query }) => [name, query])

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  const audited = async () => {
    const { auditLogs } = store.tables
    const rows = await store.read.select().from(auditLogs).orderBy(asc(auditLogs.id))
    return rows.map(({ action, targetName, before, after }) => [action, targetName, before, after])
  }

  test('saved, changed and deleted; each leaves its audit row', async () => {
    const dana = actor('dana')
    const { id } = await saveFilter({ table: 'scim-users', name: ' Leavers ', query: 'status=inactive' }, dana)
    expect(await names('dana')).toEqual([['Leavers', 'status=inactive']])
    await changeFilter({ id, query: 'status=outside' }, dana)
    expect(await names('dana')).toEqual([['Leavers', 'status=outside']])
    await deleteFilter(id, dana)
    expect(await names('dana')).toEqual([])
    const rows = await audited()
    expect(rows.map(([action, name]) => [action, name])).toEqual([
      ['saved-filter.create', 'Leavers'],
      ['saved-filter.update', 'Leavers'],
      ['saved-filter.delete', 'Leavers'],
    ])
    expect(rows[1]?.slice(2)).toEqual(['{"filters":"status=inactive"}', '{"filters":"status=outside"}'])
  })

  test('a name is taken once in a table, in any case; another table and another administrator have their own', async () => {
    const filter = { table: 'scim-users', name: 'Mine', query: 'userName=a' }
    await saveFilter(filter, actor('kim'))
    await expect(saveFilter({ ...filter, name: 'MINE' }, actor('kim'))).rejects.toMatchObject({
      code: 'conflict',
      field: 'name',
    })
    await saveFilter({ ...filter, table: 'scim-groups' }, actor('kim'))
    await saveFilter(filter, actor('lee'))
    expect(await names('lee')).toEqual([['Mine', 'userName=a']])
    await expect(saveFilter({ ...filter, name: '  ' }, actor('kim'))).rejects.toMatchObject({ field: 'name' })
  })

  test('nobody reaches the filter of somebody else', async () => {
    const { id } = await saveFilter({ table: 'scim-users', name: 'Private', query: 'userName=p' }, actor('mo'))
    const eve = actor('eve')
    await expect(changeFilter({ id, query: 'userName=x' }, eve)).rejects.toMatchObject({ code: 'not-found' })
    await expect(setDefaultFilter({ id, isDefault: true }, eve)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteFilter(id, eve)).rejects.toMatchObject({ code: 'not-found' })
    expect(await names('mo')).toEqual([['Private', 'userName=p']])
    expect(await names('eve')).toEqual([])
  })

  test('one default a table at most', async () => {
    const ines = actor('ines')
    const saved = (table: string, name: string) => saveFilter({ table, name, query: `userName=${name}` }, ines)
    const [first, second] = [await saved('scim-users', 'first'), await saved('scim-users', 'second')]
    const elsewhere = await saved('scim-groups', 'elsewhere')
    for (const { id } of [elsewhere, first, second]) await setDefaultFilter({ id, isDefault: true }, ines)
    expect((await findDefaultFilter('ines', 'scim-users'))?.id).toBe(second.id)
    expect((await findDefaultFilter('ines', 'scim-groups'))?.id).toBe(elsewhere.id)
    await setDefaultFilter({ id: second.id, isDefault: false }, ines)
    expect(await findDefaultFilter('ines', 'scim-users')).toBeUndefined()
  })

  test(`the last ${recentFilters} applied are kept, each once, the latest first`, async () => {
    const remember = (query: string) => rememberFilter({ table: 'scim-users', query }, 'ren')
    for (let at = 1; at <= recentFilters + 2; at++) await remember(`userName=${at}`)
    await remember('userName=5')
    const kept = (await readFilters('ren')).map(({ query }) => query)
    expect(kept).toHaveLength(recentFilters)
    expect(kept[0]).toBe('userName=5')
    expect(kept.at(-1)).toBe('userName=3')
  })

  test('what was saved under a name is not kept as recent as well', async () => {
    await saveFilter({ table: 'scim-users', name: 'Named', query: 'userName=n' }, actor('uma'))
    await rememberFilter({ table: 'scim-users', query: 'userName=n' }, 'uma')
    expect(await names('uma')).toEqual([['Named', 'userName=n']])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { scimUsers } from '#lib/table/scim-users.ts'
import { countFacets } from './facets.ts'
import { groupPlan } from './list-groups.ts'
import { groupRow, listQuery, memberRow, userRow } from './list-testing.ts'
import { userPlan } from './list-users.ts'
import type { ListQuery } from './list.ts'
import { addToTotals } from './totals.ts'

const choicesOf = (definition: TableDefinition, id: string) =>
  definition.filters.find((filter) => filter.id === id)?.choices ?? []

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    const ada = userRow('ada')
    await store.write(async (tx) => {
      await tx
        .insert(tx.tables.users)
        .values([
          ada,
          userRow('alan', { active: false }),
          userRow('zoe', { isForeignDomain: true }),
          userRow('zeno', { active: false, isForeignDomain: true }),
          userRow('stranger', { idpId: '2' }),
        ])
      const filled = groupRow('Filled')
      await tx.insert(tx.tables.groups).values([filled, groupRow('Empty'), groupRow('Also empty')])
      await tx.insert(tx.tables.members).values([memberRow(filled.id, ada.id)])
      await addToTotals(tx, '1', { users: 4, activeUsers: 2 })
    })
  }, 60_000)
  afterAll(() => close())

  const states = async (query: Partial<ListQuery>, most?: number) => {
    const asked = listQuery(query)
    const plan = await userPlan(store.report, '1', asked.filters)
    return countFacets(store.report, asked, plan, 'status', choicesOf(scimUsers, 'status'), most)
  }

  test('each choice with the other filters applied, and its own left out', async () => {
    const { counts, isPartial } = await states({ filters: { userName: ['a'], status: ['inactive'] } })
    expect(isPartial).toBe(false)
    expect(counts).toEqual({ active: { count: 1, isAtLeast: false }, inactive: { count: 1, isAtLeast: false } })
  })

  test('a time range is another filter too', async () => {
    const range = { from: new Date('2026-02-01T00:00:00Z'), to: undefined }
    expect((await states({ range })).counts).toEqual({})
  })

  test('beyond what is counted a number is the least there are', async () => {
    const { counts, isPartial } = await states({ filters: { search: ['userName pr'] } }, 3)
    expect(isPartial).toBe(true)
    expect(Object.values(counts).every(({ isAtLeast }) => isAtLeast)).toBe(true)
    expect((counts['active']?.count ?? 0) + (counts['inactive']?.count ?? 0)).toBe(4)
  })

  test('without any filter kept totals answer exactly, however many there are', async () => {
    const { counts } = await states({}, 1)
    expect(counts).toMatchObject({
      active: { count: 2, isAtLeast: false },
      inactive: { count: 2, isAtLeast: false },
    })
  })

  test('groups with and without members', async () => {
    const asked = listQuery()
    const plan = await groupPlan(store.report, '1', asked.filters)
    const { counts } = await countFacets(store.report, asked, plan, 'members', choicesOf(scimGroups, 'members'))
    expect(counts).toEqual({ some: { count: 1, isAtLeast: false }, none: { count: 2, isAtLeast: false } })
  })
})

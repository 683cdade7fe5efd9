import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { claimObservedCount, finishObservedCount, saveObservedValues } from './observed-values.ts'
import { listUnseenValues } from './unseen-values.ts'

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  const at = new Date(Date.UTC(2026, 0, 1))

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      for (const idpId of ['counted', 'claimed']) await claimObservedCount(tx, idpId, at, at)
      await saveObservedValues(tx, 'counted', 'department', [{ valueKey: 'sales', value: 'Sales', users: 2 }], [])
      const attributes = [
        { attribute: 'department', users: 2, values: 1, isCapped: false },
        { attribute: 'title', users: 9_000, values: 5_000, isCapped: true },
      ]
      await finishObservedCount(tx, 'counted', { users: 2, countedAt: at, tookMs: 1 }, attributes)
    })
  })
  afterAll(() => close())

  const unseen = async (idpId: string, attribute: string, ...values: string[]) =>
    (await listUnseenValues(store.report, idpId, new Map([[attribute, new Set(values)]]))).map(
      ({ valueKey }) => valueKey,
    )

  test('values that nobody has are found, however many are asked about', async () => {
    expect(await unseen('counted', 'department', 'sales', 'salse')).toEqual(['salse'])
    expect(await unseen('counted', 'userType', 'contractor')).toEqual(['contractor'])
    const many = Array.from({ length: 3_000 }, (_, at) => `unit ${at}`)
    expect(await unseen('counted', 'department', ...many, 'sales')).toHaveLength(3_000)
  })

  test('nothing is said where too little was kept or counted', async () => {
    expect(await unseen('counted', 'title', 'engineer')).toEqual([])
    expect(await unseen('counted', 'id', '7')).toEqual([])
    expect(await unseen('claimed', 'department', 'sales')).toEqual([])
    expect(await unseen('never', 'department', 'sales')).toEqual([])
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { store, useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { givingWay } from './give-way.ts'

let close: () => Promise<void>
beforeAll(async () => {
  const opened = await openTestStore()
  useStore(opened.store)
  close = opened.close
})
afterAll(() => close())

/** A portion of 20 ms, during which others write `turns` times; how long giving way took, in ms. */
async function pauseAfter(turns: number): Promise<number> {
  const giveWay = givingWay(3)
  await new Promise((next) => setTimeout(next, 20))
  for (let turn = 0; turn < turns; turn++) await store().write(() => Promise.resolve())
  const began = performance.now()
  await giveWay()
  return performance.now() - began
}

test('while others write, the pause is a multiple of the portion', async () => {
  expect(await pauseAfter(5)).toBeGreaterThan(55)
})

test('alone, and after a turn of its own, it goes on at once', async () => {
  expect(await pauseAfter(0)).toBeLessThan(40)
  expect(await pauseAfter(1)).toBeLessThan(40)
})

import { afterEach, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { checkHealth } from './health.ts'

afterEach(() => useStore(undefined))

const unavailable = { status: 503, body: { status: 'unavailable' } }

test('a store that answers is healthy', async () => {
  const { store, close } = await openTestStore()
  useStore(store)
  expect(await checkHealth()).toEqual({ status: 200, body: { status: 'ok' } })
  await close()
  expect(await checkHealth()).toEqual(unavailable)
})

test('before the store is open', async () => {
  expect(await checkHealth()).toEqual(unavailable)
})

test('a store that hangs is not waited for', async () => {
  const query: object = Object.assign(new Promise(() => {}), { from: () => query, limit: () => query })
  const hanging = { read: { tables: {}, select: () => query } }
  useStore(hanging as unknown as Store)
  expect(await checkHealth(20)).toEqual(unavailable)
})

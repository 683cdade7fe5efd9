import { afterEach, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { GET } from '#app/health/route.ts'
import { checkHealth } from './health.ts'

afterEach(() => useStore(undefined))

const unavailable = { status: 503, body: { status: 'unavailable' } }

test('a store that answers is healthy', async () => {
  const { store, close } = await openTestStore()
  useStore(store)
  expect(await checkHealth()).toEqual({ status: 200, body: { status: 'ok' } })
  const response = await GET()
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  expect(response.headers.get('cache-control')).toBe('no-store')
  await close()
  expect(await checkHealth()).toEqual(unavailable)
})

test('before the store is open', async () => {
  expect(await checkHealth()).toEqual(unavailable)
  expect((await GET()).status).toBe(503)
})

test('a store that hangs is not waited for', async () => {
  const silent = new Promise(() => {})
  const step = { from: () => step, where: () => step, limit: () => silent, then: silent.then.bind(silent) }
  const hanging = { read: { tables: {}, select: () => step } }
  useStore(hanging as unknown as Store)
  expect(await checkHealth(20)).toEqual(unavailable)
})

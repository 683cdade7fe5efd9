import { afterEach, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { GET } from './route.ts'

afterEach(() => useStore(undefined))

test('GET /health answers as the store does, and is never cached', async () => {
  const { store, close } = await openTestStore()
  useStore(store)
  const healthy = await GET()
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }])
  expect(healthy.headers.get('cache-control')).toBe('no-store')
  await close()
  expect((await GET()).status).toBe(503)
})

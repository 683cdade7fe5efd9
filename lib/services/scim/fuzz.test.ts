import { expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { fuzz } from './testing-fuzz.ts'

// A few seconds of what `npm run fuzz` does at length.
test('whatever is sent, the service keeps its promises', async () => {
  const { store, close } = await openTestStore()
  try {
    const { requests, byStatus } = await fuzz(store, 20_260_101, (sent) => sent >= 2_000)
    expect(requests).toBeGreaterThanOrEqual(2_000)
    // The grammar gets past the door: otherwise it would prove little.
    for (const status of ['200', '201', '204', '400', '404', '409']) expect(byStatus[status], status).toBeGreaterThan(5)
  } finally {
    useStore(undefined)
    await close()
  }
}, 60_000)

import { expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { fuzz } from './testing-fuzz.ts'

// A few seconds of what `npm run fuzz` does at length.
test.each(engines)(
  'whatever is sent, the service keeps its promises on %s',
  async (engine) => {
    const least = engine === 'sqlite' ? 2_000 : 600
    const { store, close } = await openEngine(engine)
    try {
      const { requests, byStatus } = await fuzz(store, 20_260_101, (sent) => sent >= least)
      expect(requests).toBeGreaterThanOrEqual(least)
      // The grammar gets past the door: otherwise it would prove little.
      for (const status of ['200', '201', '204', '400', '404']) expect(byStatus[status], status).toBeGreaterThan(3)
    } finally {
      useStore(undefined)
      await close()
    }
  },
  120_000,
)

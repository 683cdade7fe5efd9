import { expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noteTokenUse, writeTokenUses } from './token-use.ts'

test.each(engines)(
  'many writers of the same tokens do not wait for each other crosswise on %s',
  async (engine) => {
    const { store, close } = await openEngine(engine)
    try {
      useStore(store)
      const ids = Array.from({ length: 60 }, (_, i) => `token-${i}`)
      const rounds = Array.from({ length: 20 }, async (_, round) => {
        const turned = round % 2 ? ids : ids.toReversed()
        for (const id of turned) noteTokenUse({ id, idpId: '1', state: 'live' } as never, `${round}`, new Date(round))
        await writeTokenUses()
      })
      await Promise.all(rounds)
      expect(store.stats().retries).toBe(0)
      const uses = await store.read.select().from(store.tables.scimTokenUses)
      expect(new Set(uses.map((use) => use.tokenId))).toEqual(new Set(ids))
    } finally {
      useStore(undefined)
      await close()
    }
  },
  60_000,
)

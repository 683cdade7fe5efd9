import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import type { Actor } from '../actor.ts'

/** A store in the slot, with the environment that the services read. For tests. */
export async function openIdpTestStore(): Promise<{ store: Store; close(): Promise<void> }> {
  process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
  process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'
  const opened = await openTestStore()
  useStore(opened.store)
  return {
    store: opened.store,
    async close() {
      useStore(undefined)
      await opened.close()
    },
  }
}

export const dana: Actor = { id: 'a1', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'test' }
export const sam: Actor = { id: 'a2', name: 'sam@example.com', address: '192.0.2.2', userAgent: 'test' }

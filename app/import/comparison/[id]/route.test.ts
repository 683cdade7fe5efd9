import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { findComparisonView, startComparison } from '#lib/services/readiness/index.ts'
import { testIdpRow } from '#lib/services/scim/testing.ts'
import { POST } from './route.ts'

const actor = vi.hoisted(() => ({ id: 'a1', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'test' }))
const signedIn = vi.hoisted(() => ({ role: 'editor' as string | undefined, scimManagement: 'full' }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () => signedIn.role && { administrator: { id: 'a1', email: actor.name, ...signedIn } },
  actorOf: async () => actor,
}))

let store: Store
let close: () => Promise<void>
let id: string
beforeAll(async () => {
  process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
  ;({ store, close } = await openTestStore())
  useStore(store)
  await store.write((tx) => tx.insert(tx.tables.idps).values(testIdpRow('7')))
})
afterAll(async () => {
  useStore(undefined)
  await close()
})
beforeEach(async () => {
  signedIn.role = 'editor'
  signedIn.scimManagement = 'full'
  id = await startComparison('7', { fileName: 'p.csv', index: 0, label: 'login', attribute: 'userName' }, actor)
})

const upload = (body: string, headers: Record<string, string> = {}, query = 'column=0') =>
  POST(
    new Request(`https://rollcall.example.com/import/comparison/${id}?${query}`, {
      method: 'POST',
      headers: { origin: 'https://rollcall.example.com', host: 'rollcall.example.com', ...headers },
      body,
    }),
    { params: Promise.resolve({ id }) },
  )

test('a file is compared to its end, once', async () => {
  expect((await upload('login\nann@example.com\n')).status).toBe(200)
  expect(await findComparisonView('7', id)).toMatchObject({ status: 'done', people: 1, missing: 1 })
  expect((await upload('login\nbob@example.com\n')).status).toBe(404)
})

test.each<[string, string | undefined, string, Record<string, string>, string, number]>([
  ['without a session', undefined, 'full', {}, 'column=0', 401],
  ['by whoever may only look at SCIM', 'editor', 'read', {}, 'column=0', 403],
  ['from a foreign page', 'owner', 'full', { origin: 'https://elsewhere.example' }, 'column=0', 403],
  ['without a column', 'owner', 'full', {}, 'column=x', 400],
])('nothing is read %s', async (_who, role, scimManagement, headers, query, status) => {
  Object.assign(signedIn, { role, scimManagement })
  const response = await upload('login\nann@example.com\n', headers, query)
  expect(response.status).toBe(status)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(await findComparisonView('7', id)).toMatchObject({ status: 'reading', lines: 0 })
})

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { ensureOrganisation } from '#lib/services/organisation.ts'
import { GET, POST } from './route.ts'

const signedIn = vi.hoisted(() => ({ role: 'editor' as string | undefined }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () =>
    signedIn.role && {
      administrator: { id: 'a1', email: 'dana@example.com', role: signedIn.role, scimManagement: 'read' },
    },
  actorOf: async () => ({ id: 'a1', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'test' }),
}))

let store: Store
let close: () => Promise<void>

beforeAll(async () => {
  process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
  ;({ store, close } = await openTestStore())
  useStore(store)
  await ensureOrganisation()
})
afterAll(async () => {
  useStore(undefined)
  await close()
})
beforeEach(() => {
  signedIn.role = 'editor'
})

const upload = (body: string, headers: Record<string, string> = {}, kind = 'groups') =>
  POST(
    new Request(`https://rollcall.example.com/import/${kind}?name=teams.csv`, {
      method: 'POST',
      headers: { origin: 'https://rollcall.example.com', host: 'rollcall.example.com', ...headers },
      body,
    }),
    { params: Promise.resolve({ kind }) },
  )
const count = async () => (await store.read.select().from(store.tables.imports)).length

test('a file is read for its dry run, and nothing of the directory changes', async () => {
  const response = await upload('Name\nVisitors')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  const [row] = await store.read.select().from(store.tables.imports)
  expect(row).toMatchObject({ status: 'ready', lines: 1, fileName: 'teams.csv', actorName: 'dana@example.com' })
  expect(await store.read.select().from(store.tables.groups)).toEqual([])
})

test.each<[string, string | undefined, Record<string, string>, string, number]>([
  ['without a session', undefined, {}, 'groups', 401],
  ['for a reader', 'reader', {}, 'groups', 403],
  ['from a foreign page', 'editor', { origin: 'https://elsewhere.example' }, 'groups', 403],
  ['of something else', 'editor', {}, 'administrators', 404],
])('nothing is read %s', async (_who, role, headers, kind, status) => {
  signedIn.role = role
  const before = await count()
  const response = await upload('Name\nVisitors', headers, kind)
  expect(response.status).toBe(status)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(await count()).toBe(before)
})

test('a template is a file to save, for those who may import', async () => {
  const template = (kind: string) =>
    GET(new Request('https://rollcall.example.com/import/users'), { params: Promise.resolve({ kind }) })
  const response = await template('users')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="users-template.csv"')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await response.text()).toContain('"User ID","User Name","Groups"')
  signedIn.role = 'reader'
  expect((await template('users')).status).toBe(403)
})

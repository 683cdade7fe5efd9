import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import { userRow } from '#db/queries/list-testing.ts'
import { openTestStore } from '#db/testing.ts'
import type { Store } from '#db/store.ts'
import { exportLimits } from '#lib/services/exports.ts'
import { GET, POST } from './route.ts'
import { administratorRow, idpRow, sessionRow } from './testing.ts'

const request = vi.hoisted(() => ({ session: undefined as unknown }))
vi.mock('#lib/env.ts', () => ({ env: () => ({ url: 'https://rollcall.example' }) }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () => request.session,
  actorOf: async () => ({ id: 'dana', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'Firefox' }),
}))

let store: Store
let close: () => Promise<void>
const wicked = userRow('=HYPERLINK("https://evil.example")', { id: '0198-1', displayName: '+1 "Dana", x' })
const plain = userRow('eli@example.com', { id: '0198-2', active: false, updatedAt: new Date('2026-02-03T04:05:06Z') })

beforeAll(async () => {
  ;({ store, close } = await openTestStore())
  useStore(store)
})
afterAll(async () => {
  useStore(undefined)
  await close()
})

const administrator = { id: 'dana', email: 'dana@example.com', role: 'reader', scimManagement: 'read' } as const

beforeEach(async () => {
  request.session = { id: 's', administrator }
  await store.write(async (tx) => {
    const { administrators, sessions, idps, users } = tx.tables
    await tx.insert(administrators).values(administratorRow)
    await tx.insert(sessions).values(sessionRow())
    await tx.insert(idps).values(idpRow)
    await tx.insert(users).values([wicked, plain, userRow('stranger', { idpId: '2' })])
  })
})
afterEach(() =>
  store.write(async (tx) => {
    const { administrators, sessions, idps, users, auditLogs } = tx.tables
    for (const table of [administrators, sessions, idps, users, auditLogs]) await tx.delete(table)
  }),
)

const get = (path: string, headers: Record<string, string> = {}) => {
  const url = new URL(path, 'https://rollcall.example/export/')
  return GET(new Request(url, { headers }), { params: Promise.resolve({ table: url.pathname.split('/')[2] ?? '' }) })
}
const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = { origin: 'https://rollcall.example' },
) => {
  const text = JSON.stringify(body)
  const url = new URL(path, 'https://rollcall.example/export/')
  const init = { method: 'POST', body: text, headers: { 'content-length': String(text.length), ...headers } }
  return POST(new Request(url, init), { params: Promise.resolve({ table: url.pathname.split('/')[2] ?? '' }) })
}
const audits = () => store.read.select().from(store.tables.auditLogs)

test('every row of the IdP, with the columns that show, in the order of the table', async () => {
  const answer = await get('scim-users?idp=1&sort=userName')
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': expect.stringMatching(/^attachment; filename="scim-users-okta-\d{4}-\d\d-\d\d\.csv"$/),
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  expect(text.split('\r\n')).toEqual([
    '\uFEFF"Last Updated","Internal User ID","SCIM User Name","IdP SCIM User ID","Status"',
    `"2026-01-01T00:00:00.000Z","0198-1","'=HYPERLINK(""https://evil.example"")","","Active"`,
    '"2026-02-03T04:05:06.000Z","0198-2","eli@example.com","","Inactive"',
    '',
  ])
})

const lines = async (answer: Response) => (await answer.text()).split('\r\n').slice(1, -1)

test.each([
  ['the columns that are named, in their order', 'columns=status,userName', ['"Inactive","eli@example.com"']],
  ['those alone that match', 'columns=id&status=inactive', ['"0198-2"']],
  ['the first to be created last', 'columns=id&sort=-updatedAt&status=active,inactive', ['"0198-2"', '"0198-1"']],
])('%s', async (_, query, expected) => {
  const found = await lines(await get(`scim-users?idp=1&${query}`))
  expect(found).toEqual(query.includes('status=') ? expected : expect.arrayContaining(expected))
})

test('all columns, cells that begin a formula and quotes among them', async () => {
  const [first] = await lines(await get('scim-users?idp=1&columns=all&sort=userName'))
  expect(first).toContain(`"'+1 ""Dana"", x"`)
})

test('ids alone, one a line', async () => {
  expect(await (await get('scim-users?idp=1&as=ids&sort=userName')).text()).toBe('0198-1\n0198-2\n')
})

test('these rows alone', async () => {
  const answer = await post('scim-users?idp=1&columns=id', { ids: ['0198-2', 'nobody'] })
  expect(await lines(answer)).toEqual(['"0198-2"'])
})

test('an audit row says who took what, before the first row is read', async () => {
  await get('scim-users?idp=1&status=inactive&columns=id,status')
  expect(await audits()).toMatchObject([
    { actorId: 'dana', action: 'table.download', targetId: 'scim-users', targetName: 'SCIM Users' },
  ])
  expect(JSON.parse((await audits())[0]?.after ?? '')).toEqual({
    of: 'Okta',
    filters: { status: ['inactive'] },
    columns: 'id, status',
  })
})

test.each([
  ['without a session', 401, () => ((request.session = undefined), get('scim-users?idp=1'))],
  ['of a table there is not', 404, () => get('administrators-and-passwords')],
  ['of an IdP there is not', 404, () => get('scim-users?idp=999')],
  ['of no column', 400, () => get('scim-users?idp=1&columns=password')],
  ['started by a foreign page', 403, () => get('scim-users?idp=1', { 'sec-fetch-site': 'cross-site' })],
  ['posted by a foreign page', 403, () => post('scim-users?idp=1', { ids: ['1'] }, { origin: 'https://evil.example' })],
  ['posted without an origin', 403, () => post('scim-users?idp=1', { ids: ['1'] }, {})],
  ['of no ids', 400, () => post('scim-users?idp=1', { ids: [] })],
  ['of ids that are none', 400, () => post('scim-users?idp=1', { ids: [{ $ne: 1 }] })],
  ['of more ids than anybody ticks', 400, () => post('scim-users?idp=1', { ids: Array(5_001).fill('1') })],
])('an export %s is refused, and leaves no trace of rows', async (_, status, ask) => {
  const answer = await ask()
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({ message: expect.any(String) })
  expect(await audits()).toEqual([])
})

test('so many at once, and no more until one ends or is given up', async () => {
  const open = []
  for (let at = 0; at < exportLimits.each; at++) open.push(await get('scim-users?idp=1'))
  expect((await get('scim-users?idp=1')).status).toBe(429)
  await open[0]?.text()
  const next = await get('scim-users?idp=1')
  expect(next.status).toBe(200)
  await open[1]?.body?.cancel()
  await next.body?.cancel()
  expect(await (await get('scim-users?idp=1&as=ids')).text()).toContain('0198-1')
})

test.each([
  ['signed out', (t: Store['tables']) => t.sessions, {}],
  ['disabled', undefined, { isDisabled: true }],
])('whoever is %s while rows run gets no more of them', async (_, gone, change) => {
  const answer = await get('scim-users?idp=1')
  await store.write(async (tx) => {
    if (gone) await tx.delete(gone(tx.tables))
    else await tx.update(tx.tables.administrators).set(change)
  })
  await expect(answer.text()).rejects.toMatchObject({ code: 'unauthenticated' })
  // And the place is free again.
  expect((await get('scim-users?idp=1').then((next) => (void next.body?.cancel(), next))).status).not.toBe(429)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { chunks } from './chunks.ts'
import { openTestStore } from '../testing.ts'
import type { Store } from '../store.ts'
import type { ListQuery } from './list.ts'
import { groupRow, idpRow, listQuery, memberRow, userRow } from './list-testing.ts'
import { listUserPage } from './list-users.ts'
import { addToTotals } from './totals.ts'

let store: Store
let close: () => Promise<void>
const day = (date: string) => new Date(`${date}T00:00:00Z`)
const dana = userRow('Dana.Reyes@example.com', { updatedAt: day('2026-03-01'), givenName: 'Dana' })
const ada = userRow('ada_l@example.com', { updatedAt: day('2026-03-02'), active: false })
const zoe = userRow('zoë@elsewhere.org', { updatedAt: day('2026-03-03'), isForeignDomain: true })
const twin = userRow('adaxl@example.com', { updatedAt: day('2026-03-02') })
const stranger = userRow('dana.reyes@example.com', { idpId: '2' })
const engineers = groupRow('Engineers')

beforeAll(async () => {
  ;({ store, close } = await openTestStore())
  await store.write(async (tx) => {
    await tx.insert(tx.tables.users).values([dana, ada, zoe, twin, stranger])
    await tx.insert(tx.tables.groups).values([engineers])
    await tx.insert(tx.tables.members).values([memberRow(engineers.id, ada.id), memberRow(engineers.id, zoe.id)])
    await addToTotals(tx, '1', { users: 4, activeUsers: 3 })
  })
})
afterAll(() => close())

const names = async (query: Partial<ListQuery>, idpId = '1') =>
  (await listUserPage(store.report, idpId, listQuery(query))).rows.map((row) => row.userName)

test.each<[string, Partial<ListQuery>, string[]]>([
  ['a name in another case', { filters: { userName: ['REYES'] } }, [dana.userName]],
  ['a name with a wildcard, taken as it is', { filters: { userName: ['a_l'] } }, [ada.userName]],
  ['a name with a percent sign', { filters: { userName: ['%'] } }, []],
  ['a name beyond ASCII, in capitals', { filters: { userName: ['ZOË'] } }, [zoe.userName]],
  ['members of a group', { filters: { groupName: ['engin'] } }, [ada.userName, zoe.userName]],
  ['an id in capitals', { filters: { id: [dana.id.toUpperCase()] } }, [dana.userName]],
  ['an id of another IdP', { filters: { id: [stranger.id] } }, []],
  ['inactive', { filters: { status: ['inactive'] } }, [ada.userName]],
  ['inactive or outside the domains', { filters: { status: ['inactive', 'outside'] } }, [ada.userName, zoe.userName]],
  ['text in the search box', { filters: { search: ['elsewhere'] } }, [zoe.userName]],
  [
    'a SCIM filter in the search box',
    { filters: { search: ['userName sw "ada" and active eq true'] } },
    [twin.userName],
  ],
  ['a SCIM filter that is not understood shows nothing', { filters: { search: ['userName eq dana'] } }, []],
  ['text too short to look for shows nothing', { filters: { search: ['ad'] } }, []],
  [
    'conditions on SCIM attributes',
    { filters: { attributes: ['userName co "a"', 'active eq false'] } },
    [ada.userName],
  ],
  ['an attribute without an index', { filters: { attributes: ['name.givenName sw "da"'] } }, [dana.userName]],
  ['two filters at once', { filters: { status: ['active'], userName: ['ada'] } }, [twin.userName]],
  ['changed since', { range: { from: day('2026-03-03'), to: undefined } }, [zoe.userName]],
  ['changed until', { range: { from: undefined, to: day('2026-03-01') } }, [dana.userName]],
  [
    'a filter nobody knows',
    { filters: { password: ['x'] } },
    [dana.userName, ada.userName, twin.userName, zoe.userName],
  ],
])('%s', async (_, query, expected) => {
  expect((await names(query)).sort()).toEqual([...expected].sort())
})

test('additional attributes can be filtered by where the IdP has them; elsewhere nobody has one', async () => {
  const city = (idpId: string) =>
    userRow('oslo@example.com', { idpId, document: '{"city":"Oslo","employeeNumber":"7"}' })
  await store.write(async (tx) => {
    await tx.insert(tx.tables.idps).values([idpRow('5', { additionalAttributes: true }), idpRow('6')])
    await tx.insert(tx.tables.users).values([city('5'), city('6')])
  })
  for (const filters of [{ attributes: ['city sw "os"'] }, { search: ['city eq "oslo" and employeeNumber eq "7"'] }]) {
    expect(await names({ filters }, '5')).toEqual(['oslo@example.com'])
    expect(await names({ filters }, '6')).toEqual([])
  }
})

test('order ends in the id, in the direction of the column', async () => {
  const [first = '', second = ''] = [ada, twin].sort((a, b) => (a.id < b.id ? 1 : -1)).map((row) => row.userName)
  expect(await names({ sort: [{ id: 'updatedAt', direction: 'desc' }] })).toEqual([
    zoe.userName,
    first,
    second,
    dana.userName,
  ])
  expect(await names({ sort: [{ id: 'updatedAt', direction: 'asc' }] })).toEqual([
    dana.userName,
    second,
    first,
    zoe.userName,
  ])
})

test('pages follow each other without gaps, and the total without filters is the kept one', async () => {
  const sort = [{ id: 'userName', direction: 'asc' as const }]
  const one = await listUserPage(store.report, '1', listQuery({ size: 3, sort }))
  const two = await listUserPage(store.report, '1', listQuery({ size: 3, page: 2, sort }))
  expect([...one.rows, ...two.rows].map((row) => row.userName)).toEqual([
    ada.userName,
    twin.userName,
    dana.userName,
    zoe.userName,
  ])
  expect(one).toMatchObject({ total: 4, isTotalCapped: false, hasMore: true })
  expect(two).toMatchObject({ total: 4, hasMore: false })
})

test('a filtered total is exact to 10,000 and known to be more beyond', async () => {
  const many = (count: number, idpId: string) =>
    Array.from({ length: count }, (_, at) => userRow(`p${at}@x.org`, { idpId }))
  for (const some of chunks([...many(10_000, '3'), ...many(10_001, '4')]))
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values(some)
    })
  const filters = { userName: ['p'] }
  expect(await listUserPage(store.report, '3', listQuery({ filters }))).toMatchObject({
    total: 10_000,
    isTotalCapped: false,
  })
  expect(await listUserPage(store.report, '4', listQuery({ filters }))).toMatchObject({
    total: 10_000,
    isTotalCapped: true,
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { openTestStore } from '../testing.ts'
import { listGroupPage } from './list-groups.ts'
import { listMemberPage, listMemberships } from './list-members.ts'
import { groupRow, listQuery, memberRow, userRow } from './list-testing.ts'

let store: Store
let close: () => Promise<void>
const dana = userRow('dana@example.com')
const ada = userRow('ada@example.com', { active: false })
const [all, none, nested] = [groupRow('Everyone'), groupRow('Nobody'), groupRow('Nested')]

beforeAll(async () => {
  ;({ store, close } = await openTestStore())
  await store.write(async (tx) => {
    await tx.insert(tx.tables.users).values([dana, ada])
    await tx.insert(tx.tables.groups).values([all, none, nested, groupRow('Everyone', { idpId: '2' })])
    await tx.insert(tx.tables.members).values([
      memberRow(all.id, dana.id),
      memberRow(all.id, ada.id),
      memberRow(all.id, nested.id, { type: 'Group' }),
      // The same ids under another IdP are other people.
      memberRow(none.id, dana.id, { idpId: '2' }),
    ])
  })
})
afterAll(() => close())

test('users in a group are counted, all and active; groups in it are not', async () => {
  const { rows } = await listGroupPage(
    store.report,
    '1',
    listQuery({ sort: [{ id: 'displayName', direction: 'asc' }] }),
  )
  expect(rows.map(({ displayName, total, active }) => [displayName, total, active])).toEqual([
    ['Everyone', 2, 1],
    ['Nested', 0, 0],
    ['Nobody', 0, 0],
  ])
})

test.each([
  ['displayName', 'EVERY', ['Everyone']],
  ['userName', 'ada@', ['Everyone']],
  ['userName', 'nobody@', []],
  ['id', none.id, ['Nobody']],
])('%s %s', async (id, value, expected) => {
  const { rows } = await listGroupPage(store.report, '1', listQuery({ filters: { [id]: [value] } }))
  expect(rows.map((row) => row.displayName)).toEqual(expected)
})

test('members come in pages, with their names', async () => {
  const first = await listMemberPage(store.report, '1', all.id, { page: 1, size: 2 })
  const second = await listMemberPage(store.report, '1', all.id, { page: 2, size: 2 })
  expect([first.hasMore, second.hasMore]).toEqual([true, false])
  expect([...first.members, ...second.members]).toEqual([
    { id: dana.id, type: 'User', name: 'dana@example.com', active: true },
    { id: ada.id, type: 'User', name: 'ada@example.com', active: false },
    { id: nested.id, type: 'Group', name: 'Nested', active: undefined },
  ])
})

test('memberships of a user', async () => {
  expect(await listMemberships(store.report, '1', dana.id, 10)).toEqual([{ id: all.id, displayName: 'Everyone' }])
})

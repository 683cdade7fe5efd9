import { expect, test } from 'vitest'
import { scimSyncLogs } from './scim-sync-logs.ts'
import { scimUsers } from './scim-users.ts'
import { filterParsers, loadTableQuery, placeParsers } from './url.ts'

const now = new Date('2026-03-20T12:00:00Z')
const load = (search: Record<string, string>, definition: Parameters<typeof loadTableQuery>[0] = scimUsers) =>
  loadTableQuery(definition, Promise.resolve(search), now)

test('a bare URL is the first page in the default order', async () => {
  expect(await load({})).toEqual({
    idp: undefined,
    page: 1,
    size: 50,
    sort: [{ id: 'updatedAt', direction: 'desc' }],
    filters: {},
    range: { from: undefined, to: undefined },
    row: undefined,
    part: 1,
  })
})

test('a full URL is read', async () => {
  expect(
    await load({
      idp: '216196257331282583',
      page: '3',
      size: '20',
      sort: 'userName,-updatedAt',
      userName: ' Dana ',
      status: 'active,outside',
      row: '0198-ab',
      range: '7d',
    }),
  ).toEqual({
    idp: '216196257331282583',
    page: 3,
    size: 20,
    sort: [
      { id: 'userName', direction: 'asc' },
      { id: 'updatedAt', direction: 'desc' },
    ],
    filters: { userName: ['Dana'], status: ['active', 'outside'] },
    range: { from: new Date('2026-03-13T12:00:00Z'), to: undefined },
    row: '0198-ab',
    part: 1,
  })
})

test.each([
  ['page', '0', { page: 1 }],
  ['page', '-3', { page: 1 }],
  ['page', 'x', { page: 1 }],
  ['page', '99999999999', { page: 1 }],
  ['size', '51', { size: 50 }],
  ['sort', 'password', { sort: [{ id: 'updatedAt', direction: 'desc' }] }],
  ['sort', 'id', { sort: [{ id: 'updatedAt', direction: 'desc' }] }],
  ['sort', '-userName,-userName', { sort: [{ id: 'userName', direction: 'desc' }] }],
  ['idp', '', { idp: undefined }],
  ['applied', '<script>', { filters: {} }],
  ['status', 'wicked', { filters: {} }],
  ['status', 'wicked,inactive', { filters: { status: ['inactive'] } }],
  ['userName', '   ', { filters: {} }],
  ['userName', 'a\0b', { filters: { userName: ['ab'] } }],
  ['row', '<script>', { row: undefined }],
  ['range', 'forever', { range: { from: undefined, to: undefined } }],
])('%s=%s: what the table does not know is dropped', async (key, value, expected) => {
  expect(await load({ [key]: value })).toMatchObject(expected)
})

test('text is cut to a length that can be searched', async () => {
  const query = await load({ userName: 'x'.repeat(5000) })
  expect(query.filters['userName']?.[0]).toHaveLength(256)
})

test('of a single choice the first counts', async () => {
  expect((await load({ duration: 'up-to-500,over-3000' }, scimSyncLogs)).filters).toEqual({ duration: ['up-to-500'] })
})

test('what is written to the URL is read back', () => {
  const place = placeParsers(scimUsers)
  const sort = [{ id: 'userName', direction: 'desc' as const }]
  expect(place.sort.parse(place.sort.serialize(sort))).toEqual(sort)
  expect(place.columns.parse(place.columns.serialize(['id', 'userName']))).toEqual(['id', 'userName'])
  const { status } = filterParsers(scimUsers)
  expect(status?.parse(status.serialize(['active', 'inactive']))).toEqual(['active', 'inactive'])
})

test('at least two columns stay, and unknown ones do not count', () => {
  const { columns } = placeParsers(scimUsers)
  expect(columns.parse('userName')).toBeNull()
  expect(columns.parse('userName,nothing')).toBeNull()
  expect(columns.parse('userName,userName')).toBeNull()
  expect(columns.parse('userName,id,nothing')).toEqual(['userName', 'id'])
})

test('widths are those of known columns, within bounds', () => {
  const { widths } = placeParsers(scimUsers)
  expect(widths.parse('userName.220,id.9,nothing.200,status.x,createdAt')).toEqual({ userName: 220, id: 56 })
  expect(widths.parse('nothing.200')).toBeNull()
  expect(widths.parse(widths.serialize({ userName: 220, id: 9999 }))).toEqual({ userName: 220, id: 960 })
})

test('an address may name any IdP: the page says so when there is none', async () => {
  expect(await load({ idp: 'abc' })).toMatchObject({ idp: 'abc' })
})

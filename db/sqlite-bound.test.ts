import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from './ids.ts'
import { insertMissing } from './queries/insert.ts'
import { bound } from './sqlite-bound.ts'
import type { Store } from './store.ts'
import { openTestStore } from './testing.ts'

let store: Store
let close: () => Promise<void>
beforeAll(async () => ({ store, close } = await openTestStore()))
afterAll(() => close())

const group = {
  idpId: '1',
  externalId: null,
  document: '{}',
  version: 3,
  createdAt: new Date(5),
  updatedAt: new Date(7),
}

test('a bound statement writes and reads what Drizzle would', async () => {
  const id = newId()
  const own = await store.write(async (tx) => {
    const { groups } = tx.tables
    const row = { ...group, id, displayName: 'Náme', displayNameKey: 'náme' }
    const values = Object.fromEntries(Object.keys(row).map((column) => [column, sql.placeholder(column)]))
    const insert = tx.insert(groups).values(values as never)
    await bound(insert.prepare('bound_insert')).execute(row)
    return row
  })
  const { groups } = store.tables
  const select = store.read
    .select({
      all: sql<number>`1`.mapWith(String).as('all'),
      name: groups.displayName,
      at: groups.createdAt,
      externalId: groups.externalId,
    })
    .from(groups)
    .where(eq(groups.id, sql.placeholder('id')))
    .prepare('bound_select')
  expect(await bound(select).execute({ id })).toEqual(await select.execute({ id }))
  expect(await bound(select).execute({ id })).toEqual([
    { all: '1', name: own.displayName, at: own.createdAt, externalId: null },
  ])
})

test('an instant may be null, as in any other insert', async () => {
  const id = newId()
  const row = {
    id,
    administratorId: id,
    createdAt: new Date(5),
    lastSeenAt: new Date(5),
    expiresAt: new Date(7),
    address: '',
    userAgent: '',
    method: 'password' as const,
    idpId: null,
    sessionIndex: null,
    nameId: null,
    nameIdFormat: null,
    confirmedAt: null,
  }
  await store.write((tx) => insertMissing(tx, 'sessions', [row, row]))
  const { sessions } = store.tables
  expect(await store.read.select().from(sessions).where(eq(sessions.id, id))).toEqual([row])
})

test('a statement that it does not know stays as it is', () => {
  const { groups, members } = store.tables
  const joined = store.read.select().from(groups).innerJoin(members, eq(members.groupId, groups.id)).prepare('joined')
  expect(bound(joined)).toBe(joined)
})

test('a missing value is named', async () => {
  const { groups } = store.tables
  const select = store.read
    .select({ id: groups.id })
    .from(groups)
    .where(eq(groups.id, sql.placeholder('id')))
    .prepare('bound_missing')
  await expect(bound(select).execute({})).rejects.toThrow('"id"')
})

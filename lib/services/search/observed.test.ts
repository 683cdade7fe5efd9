import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { userRow } from '#db/queries/list-testing.ts'
import {
  findObservedCount,
  listObservedAttributes,
  listObservedValuePage,
  listObservedValues,
} from '#db/queries/observed-values.ts'
import { addToTotals } from '#db/queries/totals.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { countObserved, countValues } from './observed.ts'

const person = (userName: string, rest: Record<string, unknown> = {}) =>
  userRow(userName, { document: JSON.stringify({ userName, active: true, ...rest }) })

describe.each(engines)('observed values on %s', (engine) => {
  let opened: Awaited<ReturnType<typeof openEngine>>
  let store: Store
  beforeAll(async () => {
    opened = await openEngine(engine)
    store = opened.store
    useStore(store)
  }, 60_000)
  afterAll(async () => {
    useStore(undefined)
    await opened.close()
  })

  const insert = (idpId: string, users: ReturnType<typeof person>[]) =>
    store.write(async (tx) => {
      await addToTotals(tx, idpId, { users: users.length })
      for (let start = 0; start < users.length; start += 500) {
        await tx.insert(tx.tables.users).values(users.slice(start, start + 500).map((user) => ({ ...user, idpId })))
      }
    })

  test('values are counted once a user, whatever their case; attributes by who has any', async () => {
    await insert('a', [
      person('a@x.org', {
        title: 'Engineer',
        emails: [{ value: 'a@x.org' }, { value: 'A@X.org' }, { value: 'b@x.org' }],
      }),
      person('b@x.org', { title: 'ENGINEER', name: { givenName: 'Bo' } }),
      person('c@x.org', { title: 'Analyst' }),
      person('d@x.org', { title: null }),
    ])
    await countValues('a')
    const attributes = await listObservedAttributes(store.report, 'a')
    expect(attributes.get('title')).toEqual({ attribute: 'title', users: 3, values: 2, isCapped: false })
    expect(attributes.get('id')).toMatchObject({ users: 4, values: 0 })
    expect(attributes.has('costCenter')).toBe(false)
    expect(await listObservedValuePage(store.report, 'a', 'title', { page: 1, size: 10 })).toEqual({
      values: [
        { value: 'Engineer', users: 2 },
        { value: 'Analyst', users: 1 },
      ],
      total: 2,
      isCapped: false,
    })
    expect((await listObservedValues(store.report, 'a', 'emails.value', { limit: 10 })).values).toEqual([
      { value: 'a@x.org', users: 1 },
      { value: 'b@x.org', users: 1 },
    ])
    expect((await listObservedValues(store.report, 'a', 'active', { limit: 10 })).values).toEqual([
      { value: 'true', users: 4 },
    ])
    expect(await findObservedCount(store.report, 'a')).toMatchObject({ users: 4 })
  })

  test('by value, searched, page by page', async () => {
    await insert(
      'b',
      ['Sales', 'Sales EMEA', 'Support', 'Presales'].map((title, at) => person(`${at}@x.org`, { title })),
    )
    await countValues('b')
    const first = await listObservedValues(store.report, 'b', 'title', { search: 'SALES', limit: 2 })
    expect(first.values.map(({ value }) => value)).toEqual(['Presales', 'Sales'])
    const second = await listObservedValues(store.report, 'b', 'title', {
      search: 'SALES',
      after: first.next,
      limit: 2,
    })
    expect(second).toEqual({ values: [{ value: 'Sales EMEA', users: 1 }], next: undefined, isCapped: false })
  })

  test('a value that nobody has any more goes with the next count', async () => {
    await insert('c', [person('a@x.org', { title: 'Old' }), person('b@x.org', { title: 'Kept' })])
    await countValues('c')
    const document = JSON.stringify({ userName: 'a@x.org', title: 'Kept' })
    const { users } = store.tables
    await store.write((tx) =>
      tx
        .update(users)
        .set({ document })
        .where(eq(users.document, person('a@x.org', { title: 'Old' }).document)),
    )
    await countValues('c')
    expect((await listObservedValues(store.report, 'c', 'title', { limit: 10 })).values).toEqual([
      { value: 'Kept', users: 2 },
    ])
  })

  test('of very many values the first are kept, but user names are listed from the users', async () => {
    await insert(
      'd',
      Array.from({ length: 6 }, (_, at) => person(`u${at}@x.org`, { title: `Title ${at}` })),
    )
    await countValues('d', undefined, 5)
    expect((await listObservedAttributes(store.report, 'd')).get('title')).toMatchObject({
      users: 6,
      values: 5,
      isCapped: true,
    })
    const names = await listObservedValues(store.report, 'd', 'userName', { search: 'u5@', limit: 5 })
    expect(names).toEqual({
      values: [{ value: 'u5@x.org', users: undefined }],
      next: undefined,
      isCapped: false,
    })
  })

  test('counted again only when users have changed and a minute has passed', async () => {
    await insert('e', [person('a@x.org')])
    await countObserved()
    const { observedCounts } = store.tables
    const setBack = () =>
      store.write((tx) =>
        tx
          .update(observedCounts)
          .set({ countedAt: new Date(Date.now() - 61_000) })
          .where(eq(observedCounts.idpId, 'e')),
      )
    await insert('e', [person('b@x.org')])
    await countObserved()
    expect(await findObservedCount(store.report, 'e')).toMatchObject({ users: 1 })
    await setBack()
    await countObserved()
    expect(await findObservedCount(store.report, 'e')).toMatchObject({ users: 2 })
    await setBack()
    const before = await findObservedCount(store.report, 'e')
    await countObserved()
    expect(await findObservedCount(store.report, 'e')).toEqual(before)
  })

  test('one process counts at a time', async () => {
    await insert('f', [person('a@x.org')])
    const { observedCounts } = store.tables
    await store.write((tx) =>
      tx.insert(observedCounts).values({
        idpId: 'f',
        users: 0,
        countedAt: new Date(0),
        tookMs: 0,
        claimedUntil: new Date(Date.now() + 60_000),
      }),
    )
    await countValues('f')
    expect(await findObservedCount(store.report, 'f')).toMatchObject({ users: 0 })
  })
})

import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { groupRow, idpRow, userRow } from '#db/queries/list-testing.ts'
import { findSearchSlot, type SearchKind } from '#db/queries/search-entries.ts'
import { sweepSearch } from '#db/queries/search-sweep.ts'
import { searchTop } from '#db/queries/search-top.ts'
import { prepareSearch } from '#db/queries/search.ts'
import { addToTotals } from '#db/queries/totals.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { listMatchingTexts } from '#db/text-index.ts'
import { fold } from '#lib/scim/fold.ts'
import { feedSearch } from './feed.ts'

describe.each(engines)('the search index on %s', (engine) => {
  let opened: Awaited<ReturnType<typeof openEngine>>
  let store: Store
  beforeAll(async () => {
    opened = await openEngine(engine)
    store = opened.store
    useStore(store)
  }, 60_000)
  beforeEach(() => useStore(store))
  afterAll(async () => {
    useStore(undefined)
    await opened.close()
  })

  let idps = 0
  /** An IdP of its own for each test, with these users and groups. */
  async function idpWith(users: Partial<ReturnType<typeof userRow>>[], groups: string[] = []): Promise<string> {
    const idpId = `idp${++idps}`
    await store.write(async (tx) => {
      await addToTotals(tx, idpId, { users: users.length, groups: groups.length })
      for (let start = 0; start < users.length; start += 500) {
        const rows = users.slice(start, start + 500).map((user) => userRow(user.userName ?? '', { ...user, idpId }))
        await tx.insert(tx.tables.users).values(rows)
      }
      for (const name of groups) await tx.insert(tx.tables.groups).values(groupRow(name, { idpId }))
    })
    return idpId
  }

  async function found(idpId: string, text: string, kind: SearchKind = 'User'): Promise<string[]> {
    const q = store.report
    const { users, groups } = q.tables
    const { scope, condition } = await prepareSearch(q, idpId, kind, text)
    const rows =
      kind === 'User'
        ? await q
            .select({ name: users.userName })
            .from(users)
            .where(and(scope, condition))
            .orderBy(asc(users.userNameKey))
        : await q
            .select({ name: groups.displayName })
            .from(groups)
            .where(and(scope, condition))
            .orderBy(asc(groups.displayNameKey))
    return rows.map(({ name }) => name)
  }

  const indexed = async (idpId: string, wanted: string): Promise<number> => {
    const slot = await findSearchSlot(store.report, idpId, 'User')
    return slot ? (await listMatchingTexts(store.report, slot, wanted, 10)).length : 0
  }

  test('users by userName, displayName, e-mail and externalId; groups by name; three characters and more', async () => {
    const dana = userRow('Dana.Reyes@example.com')
    const idpId = await idpWith(
      [
        dana,
        { userName: 'ada_l@example.com', displayName: 'Zoë Ámal', displayNameKey: fold('Zoë Ámal') },
        { userName: 'adaxl@example.com', externalId: '00uAbC9' },
        { userName: 'quote"d@example.com' },
      ],
      ['Platform Engineers', 'Sales'],
    )
    const mail = { idpId, userId: dana.id, position: 0, valueKey: 'boss@work.test', type: null, isPrimary: true }
    await store.write((tx) => tx.insert(tx.tables.userEmails).values(mail))
    await feedSearch()
    expect(await found(idpId, 'REYES')).toEqual(['Dana.Reyes@example.com'])
    expect(await found(idpId, 'a_l')).toEqual(['ada_l@example.com'])
    expect(await found(idpId, 'ZOË ámal')).toEqual(['ada_l@example.com'])
    expect(await found(idpId, '0UABC')).toEqual(['adaxl@example.com'])
    expect(await found(idpId, 'ss@wor')).toEqual(['Dana.Reyes@example.com'])
    expect(await found(idpId, 'te"d')).toEqual(['quote"d@example.com'])
    expect(await found(idpId, '%%%')).toEqual([])
    expect(await found(idpId, '  ada  ')).toEqual(['ada_l@example.com', 'adaxl@example.com'])
    expect(await found(idpId, 'da')).toEqual(['Dana.Reyes@example.com'])
    expect(await found(idpId, 'gine', 'Group')).toEqual(['Platform Engineers'])
  })

  test('a rename is found by its new name and not by its old one, before the next round and after', async () => {
    const idpId = await idpWith([{ userName: 'before@example.com' }])
    await feedSearch()
    expect(await found(idpId, 'before')).toHaveLength(1)
    const { users } = store.tables
    const userName = 'afterwards@example.com'
    await store.write((tx) =>
      tx.update(users).set({ userName, userNameKey: userName, updatedAt: new Date() }).where(eq(users.idpId, idpId)),
    )
    for (const name of ['before', 'afterw'])
      expect(await found(idpId, name)).toEqual(name === 'before' ? [] : [userName])
    expect(await indexed(idpId, 'before')).toBe(1)
    await feedSearch()
    expect(await found(idpId, 'afterw')).toEqual([userName])
    expect([await indexed(idpId, 'before'), await indexed(idpId, 'afterw')]).toEqual([0, 1])
  })

  test('a deleted user is not found at once, and its entry goes with a later round', async () => {
    const idpId = await idpWith([{ userName: 'leaver@example.com' }, { userName: 'stayer@example.com' }])
    await feedSearch()
    await store.write((tx) => tx.delete(tx.tables.users).where(eq(tx.tables.users.userNameKey, 'leaver@example.com')))
    expect(await found(idpId, 'leaver')).toEqual([])
    await feedSearch()
    expect([await indexed(idpId, 'leaver'), await indexed(idpId, 'stayer')]).toEqual([0, 1])
  })

  test('a transaction that commits behind the mark is found when its rows are read the second time', async () => {
    const idpId = await idpWith([{ userName: 'early@example.com', updatedAt: new Date(Date.now() - 120_000) }])
    await feedSearch()
    // As if it had been open since two minutes and a half: the mark is past its time already.
    const late = userRow('latecomer@example.com', { idpId, updatedAt: new Date(Date.now() - 150_000) })
    const { searchSlots, users } = store.tables
    await store.write(async (tx) => {
      await tx.insert(users).values(late)
      await tx
        .update(searchSlots)
        .set({ sureAt: new Date(Date.now() - 180_000) })
        .where(eq(searchSlots.idpId, idpId))
    })
    await feedSearch()
    expect(await found(idpId, 'latecomer')).toEqual(['latecomer@example.com'])
  })

  test('a text that very many contain: found by the rows, counted by the index', async () => {
    const many = Array.from({ length: 61 }, (_, at) => ({ userName: `frequent-${at}@example.com` }))
    const idpId = await idpWith([...many, { userName: 'rare@elsewhere.org' }])
    await feedSearch()
    const search = await prepareSearch(store.report, idpId, 'User', 'frequent', 60)
    expect(await search.total?.()).toEqual({ total: 61, isTotalCapped: false })
    const { users } = store.tables
    expect(await store.report.$count(users, and(search.scope, search.condition))).toBe(61)
    expect(await found(idpId, 'frequent')).toHaveLength(61)
    expect(await found(idpId, 'rare')).toEqual(['rare@elsewhere.org'])
    expect((await prepareSearch(store.report, idpId, 'User', 'rare', 60)).total).toBeUndefined()
  })

  test('another IdP is never found, and a deleted IdP leaves nothing', async () => {
    const [one, other] = [await idpWith([{ userName: 'same@example.com' }]), await idpWith([])]
    await feedSearch()
    expect(await found(other, 'same@')).toEqual([])
    while (await store.write((tx) => sweepSearch(tx, one, 100))) continue
    expect(await indexed(one, 'same@')).toBe(0)
    expect(await findSearchSlot(store.report, one, 'User')).toBeUndefined()
  })

  test('the best of all IdPs: whose name it is, whose name begins so, then the rest', async () => {
    const idpId = await idpWith(
      [{ userName: 'not-quite-topaz@example.com' }, { userName: 'topaz-2@example.com' }],
      ['Topaz', 'Old Topaz'],
    )
    await store.write((tx) => tx.insert(tx.tables.idps).values(idpRow(idpId)))
    await feedSearch()
    const hits = await searchTop(store.report, 'TOPAZ', 10)
    expect(hits.map(({ name }) => name)).toEqual([
      'Topaz',
      'topaz-2@example.com',
      'not-quite-topaz@example.com',
      'Old Topaz',
    ])
    expect(await searchTop(store.report, 'topaz', 1)).toMatchObject([{ kind: 'Group', idpId, name: 'Topaz' }])
    expect((await searchTop(store.report, 'to', 10)).map(({ name }) => name)).toEqual(['Topaz', 'topaz-2@example.com'])
  })
})

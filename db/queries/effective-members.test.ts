import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { countEffectiveMembers, listEffectiveGroups } from './effective-members.ts'
import { groupRow, memberRow, userRow } from './list-testing.ts'

const [ann, ben, cem, dee] = ['ann', 'ben', 'cem', 'dee'].map((name) => userRow(name, { active: name !== 'cem' }))
const [top, left, right, bottom, flat, empty] = ['top', 'left', 'right', 'bottom', 'flat', 'empty'].map((name) =>
  groupRow(name),
)
type Row = { id: string }
const id = (row: Row | undefined): string => row!.id
const within = (outer: Row | undefined, inner: Row | undefined) => memberRow(id(outer), id(inner), { type: 'Group' })

describe.each(engines)('effective members on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values([ann!, ben!, cem!, dee!, userRow('ann', { idpId: '2', id: id(ann) })])
      await tx.insert(tx.tables.groups).values([top!, left!, right!, bottom!, flat!, empty!])
      // A diamond: top holds left and right, and both hold bottom.
      await tx
        .insert(tx.tables.members)
        .values([
          within(top, left),
          within(top, right),
          within(left, bottom),
          within(right, bottom),
          memberRow(id(bottom), id(ann)),
          memberRow(id(bottom), id(cem)),
          memberRow(id(left), id(ann)),
          memberRow(id(left), id(ben)),
          memberRow(id(top), id(ann)),
          memberRow(id(flat), id(dee)),
          memberRow(id(empty), id(ann), { idpId: '2' }),
        ])
    })
  }, 60_000)
  afterAll(() => close())

  const namesOf = async (user: Row | undefined, idpId = '1') =>
    (await listEffectiveGroups(store.report, idpId, id(user)))
      .map(({ displayName, isDirect }) => (isDirect ? displayName : `(${displayName})`))
      .sort()
  const countsOf = async (groups: (Row | undefined)[], cap?: number) => {
    const counts = await countEffectiveMembers(store.report, '1', groups.map(id), cap)
    return groups.map((group) => {
      const { total, active, direct, isAtLeast } = counts.get(id(group)) ?? {}
      return [total, active, direct, isAtLeast]
    })
  }

  test('a user is in a group once, however many ways lead there', async () => {
    expect(await namesOf(ann)).toEqual(['(right)', 'bottom', 'left', 'top'])
    expect(await namesOf(ben)).toEqual(['(top)', 'left'])
    expect(await namesOf(cem)).toEqual(['(left)', '(right)', '(top)', 'bottom'])
    expect(await namesOf(dee)).toEqual(['flat'])
    expect(await namesOf(bottom)).toEqual(['(top)', 'left', 'right'])
    // The same id under another IdP is another person.
    expect(await namesOf(ann, '3')).toEqual([])
  })

  test('a group’s users are counted once, all, active and its own', async () => {
    expect(await countsOf([top, left, right, bottom, flat])).toEqual([
      [3, 2, 1, false],
      [3, 2, 2, false],
      [2, 1, 0, false],
      [2, 1, 2, false],
      [1, 1, 1, false],
    ])
    expect(await countsOf([empty])).toEqual([[undefined, undefined, undefined, undefined]])
    expect((await countEffectiveMembers(store.report, '1', [])).size).toBe(0)
  })

  test('counting what is nested stops at the cap, and says so; a group’s own users are counted in any case', async () => {
    expect(await countsOf([top, left, bottom], 1)).toEqual([
      [1, 1, 1, true],
      [2, 2, 2, true],
      [2, 1, 2, false],
    ])
  })

  test('a circle, which is never admitted, would be gone through once', async () => {
    const [a, b] = [groupRow('a'), groupRow('b')]
    await store.write(async (tx) => {
      await tx.insert(tx.tables.groups).values([a, b])
      await tx.insert(tx.tables.members).values([within(a, b), within(b, a), memberRow(id(b), id(dee))])
    })
    expect(await countsOf([a, b])).toEqual([
      [1, 1, 0, false],
      [1, 1, 1, false],
    ])
    expect(await namesOf(dee)).toEqual(['(a)', 'b', 'flat'])
  })
})

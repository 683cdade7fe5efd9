import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { listTimeline } from './entity-timeline.ts'
import { findDeletedResource, findIdpOfResource } from './find-resource.ts'
import { listMemberPage, listMembershipPage, listNestedGroupsOf } from './list-members.ts'
import { groupRow, idpRow, logRow, memberRow, userRow } from './list-testing.ts'

// What the pages of one user and one group ask.

describe.each(engines)('on %s', (engine) => {
  let opened: Awaited<ReturnType<typeof openEngine>>
  let store: Store
  const [dana, ada] = [userRow('dana@example.com'), userRow('ada@example.com', { active: false })]
  const [all, nested] = [groupRow('Everyone'), groupRow('Nested')]
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute))
  const about = [1, 2, 3].map((minute) => logRow(at(minute), { entityType: 'User', entityId: dana.id }))
  const naming = logRow(at(4), { entityType: 'Group', entityId: all.id, method: 'PATCH', status: 204 })
  const both = logRow(at(5), { entityType: 'User', entityId: dana.id })
  const stranger = logRow(at(6), { idpId: '2', entityType: 'User', entityId: dana.id })
  beforeAll(async () => {
    opened = await openEngine(engine)
    store = opened.store
    await store.write(async (tx) => {
      const { tables } = tx
      await tx.insert(tables.idps).values([idpRow('1'), idpRow('2'), idpRow('3', { status: 'deleting' })])
      await tx.insert(tables.users).values([dana, ada])
      await tx.insert(tables.groups).values([all, nested])
      await tx
        .insert(tables.members)
        .values([
          memberRow(all.id, dana.id),
          memberRow(all.id, ada.id),
          memberRow(all.id, nested.id, { type: 'Group' }),
        ])
      await tx.insert(tables.syncLogs).values([...about, naming, both, stranger])
      await tx.insert(tables.syncLogEntities).values([
        { idpId: '1', entityId: dana.id, logId: naming.id },
        { idpId: '1', entityId: dana.id, logId: both.id },
      ])
      await tx.insert(tables.deletedResources).values([
        { idpId: '2', id: 'gone', resourceType: 'User', name: 'gone@example.com', deletedAt: at(9) },
        { idpId: '3', id: 'lost', resourceType: 'User', name: 'lost@example.com', deletedAt: at(9) },
      ])
    })
  }, 60_000)
  afterAll(() => opened.close())

  test('a timeline has what is about it and what names it, each once, newest first, and goes on where it stopped', async () => {
    const first = await listTimeline(store.report, '1', dana.id, { before: undefined, limit: 3 })
    expect(first.rows.map(({ id }) => id)).toEqual([both.id, naming.id, about[2]?.id])
    const second = await listTimeline(store.report, '1', dana.id, { before: first.next, limit: 3 })
    expect(second.rows.map(({ id }) => id)).toEqual([about[1]?.id, about[0]?.id])
    expect(second.next).toBeUndefined()
  })

  test('members that contain a text, users and groups alike', async () => {
    const named = async (search: string, size = 10) =>
      (await listMemberPage(store.report, '1', all.id, { page: 1, size, search })).members.map(({ name }) => name)
    expect(await named('DANA')).toEqual(['dana@example.com'])
    expect(await named('@example')).toEqual(['dana@example.com', 'ada@example.com'])
    expect(await named('ested')).toEqual(['Nested'])
    expect(await named('ad')).toEqual(['ada@example.com'])
    expect(await named('nobody')).toEqual([])
    expect((await listMemberPage(store.report, '1', all.id, { page: 2, size: 2 })).members).toEqual([
      { id: nested.id, type: 'Group', name: 'Nested', active: undefined },
    ])
  })

  test('groups within and around', async () => {
    expect(await listNestedGroupsOf(store.report, '1', all.id, 5)).toEqual([{ id: nested.id, displayName: 'Nested' }])
    expect(await listMembershipPage(store.report, '1', dana.id, { page: 1, size: 5 })).toEqual({
      groups: [{ id: all.id, displayName: 'Everyone' }],
      total: 1,
    })
    expect(await listMembershipPage(store.report, '2', dana.id, { page: 1, size: 5 })).toEqual({ groups: [], total: 0 })
  })

  test('the IdP is the one asked for, or whichever knows the id, but never one that is being deleted', async () => {
    const idpOf = async (id: string, asked?: string) => (await findIdpOfResource(store.report, 'User', id, asked))?.id
    expect(await idpOf(dana.id)).toBe('1')
    expect(await idpOf(dana.id, '2')).toBe('2')
    expect(await idpOf(dana.id, 'none')).toBe('1')
    expect(await idpOf('gone')).toBe('2')
    expect(await idpOf('lost')).toBeUndefined()
    expect(await idpOf('never')).toBeUndefined()
  })

  test('of a deleted resource its name and time are known, to its IdP alone', async () => {
    expect(await findDeletedResource(store.report, '2', 'User', 'gone')).toEqual({
      name: 'gone@example.com',
      deletedAt: at(9),
    })
    expect(await findDeletedResource(store.report, '1', 'User', 'gone')).toBeUndefined()
    expect(await findDeletedResource(store.report, '2', 'Group', 'gone')).toBeUndefined()
  })
})

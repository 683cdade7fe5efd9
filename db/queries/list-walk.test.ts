import { afterAll, beforeAll, expect, test } from 'vitest'
import { engines, openEngine } from '../testing-engines.ts'
import type { Store } from '../store.ts'
import type { ListQuery } from './list.ts'
import { listQuery, userRow } from './list-testing.ts'
import { listUserPage } from './list-users.ts'

// Ids of one length: those of the store are UUIDs.
const people = Array.from({ length: 7 }, (_, at) =>
  userRow(`person-${at}`, { id: `0198-${at}`, active: at % 2 === 0, updatedAt: new Date(2026, 0, 28 - at) }),
)

for (const engine of engines) {
  let opened: { store: Store; close(): Promise<void> }
  beforeAll(async () => {
    opened = await openEngine(engine)
    await opened.store.write(async (tx) => {
      await tx.insert(tx.tables.users).values([...people, userRow('stranger', { idpId: '2', id: '0198-3x' })])
    })
  }, 60_000)
  afterAll(() => opened.close())

  const walk = async (
    rest: Partial<ListQuery>,
    direction: 'asc' | 'desc',
    onStep = async () => undefined as unknown,
  ) => {
    const names: string[] = []
    let after: string | undefined
    for (;;) {
      const step = after === undefined ? { direction } : { direction, after }
      const { rows, hasMore } = await listUserPage(
        opened.store.report,
        '1',
        listQuery({ size: 2, ...rest, walk: step }),
      )
      names.push(...rows.map((row) => row.userName))
      after = rows.at(-1)?.id
      if (!hasMore) return names.map((name) => name.replace('person-', '')).join('')
      await onStep()
    }
  }

  test.each<[string, Partial<ListQuery>, 'asc' | 'desc', string]>([
    ['everybody', {}, 'asc', '0123456'],
    ['everybody, latest first', {}, 'desc', '6543210'],
    ['whatever they are sorted by', { sort: [{ id: 'userName', direction: 'desc' }] }, 'asc', '0123456'],
    ['those who match', { filters: { status: ['inactive'] } }, 'asc', '135'],
    ['these', { ids: ['0198-5', '0198-1', '0198-3x', 'nobody'] }, 'asc', '15'],
    ['these, where they match', { ids: ['0198-5', '0198-2'], filters: { status: ['inactive'] } }, 'asc', '5'],
    ['nobody', { ids: [] }, 'asc', ''],
  ])(`${engine}: a walk over %s`, async (_, query, direction, expected) => {
    expect(await walk(query, direction)).toBe(expected)
  })

  test(`${engine}: whoever changes on the way comes once all the same`, async () => {
    const { store } = opened
    const touch = () =>
      store.write(async (tx) => {
        await tx.update(tx.tables.users).set({ updatedAt: new Date() })
      })
    expect(await walk({}, 'asc', touch)).toBe('0123456')
  })
}

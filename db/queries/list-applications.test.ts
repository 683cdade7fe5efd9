import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fold } from '#lib/scim/fold.ts'
import { openEngine, engines } from '../testing-engines.ts'
import type { Store } from '../store.ts'
import { listApplicationPage, listSegmentGroupPage } from './list-applications.ts'
import { listQuery } from './list-testing.ts'
import { insertApplication, insertSegmentGroup } from './policy-applications.ts'

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
  const row = (name: string, minute: number) => ({
    id: name,
    name,
    nameKey: fold(name),
    description: '',
    isEnabled: true,
    version: 1,
    createdAt: at(minute),
    updatedAt: at(minute),
  })

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await insertSegmentGroup(tx, row('Intranet', 1))
      await insertSegmentGroup(tx, { ...row('Old', 2), isEnabled: false })
      const none = { ports: '[]', segmentGroupId: null }
      await insertApplication(tx, {
        ...row('wiki', 1),
        ...none,
        domains: '["wiki.example.com"]',
        segmentGroupId: 'Intranet',
      })
      await insertApplication(tx, { ...row('Mail', 3), ...none, domains: '["*.example.org"]' })
      await insertApplication(tx, { ...row('Émail', 2), ...none, domains: '["*"]', isEnabled: false })
    })
  })
  afterAll(() => close())

  const names = async (
    filters: Record<string, string[]>,
    sort = [{ id: 'name', direction: 'asc' as 'asc' | 'desc' }],
  ) => (await listApplicationPage(store.report, listQuery({ filters, sort }))).rows.map(({ name }) => name)

  test('segments by name, whatever its case, or by their last change', async () => {
    expect(await names({})).toEqual(['Mail', 'wiki', 'Émail'])
    expect(await names({}, [{ id: 'updatedAt', direction: 'desc' }])).toEqual(['Mail', 'Émail', 'wiki'])
  })
  test.each<[Record<string, string[]>, string[]]>([
    [{ name: ['MAIL'] }, ['Mail', 'Émail']],
    [{ name: ['éM'] }, ['Émail']],
    [{ domain: ['Example'] }, ['Mail', 'wiki']],
    [{ group: ['Intranet'] }, ['wiki']],
    [{ group: ['none'] }, ['Mail', 'Émail']],
    [{ group: ['none', 'Intranet'] }, ['Mail', 'wiki', 'Émail']],
    [{ status: ['disabled'] }, ['Émail']],
  ])('segments by %j', async (filters, expected) => expect(await names(filters)).toEqual(expected))

  test('segment groups by name and status', async () => {
    const groups = async (filters: Record<string, string[]>) =>
      (
        await listSegmentGroupPage(store.report, listQuery({ filters, sort: [{ id: 'name', direction: 'asc' }] }))
      ).rows.map(({ name }) => name)
    expect(await groups({})).toEqual(['Intranet', 'Old'])
    expect(await groups({ name: ['intra'] })).toEqual(['Intranet'])
    expect(await groups({ status: ['disabled'] })).toEqual(['Old'])
  })
})

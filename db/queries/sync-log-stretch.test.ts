import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { listQuery, logRow } from './list-testing.ts'
import { listFolded, listSyncLogPage, listSyncLogsAfter } from './list-sync-logs.ts'
import { type Stretch, within } from './sync-log-stretch.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute))
const logs = [1, 2, 3, 4].map((minute) => logRow(at(minute), { entityName: 'Ops' }))
/** Unchanged updates, which a page folds: one within the minutes 2 to 3, one after them. */
const folded = [150, 210].map((seconds) =>
  logRow(new Date(at(0).getTime() + seconds * 1_000), { method: 'PATCH', status: 200, entityName: 'Ops' }),
)
const [, second, third] = logs.map(({ id }) => id) as [string, string, string, string]
const always = { from: undefined, to: undefined }

describe.each(engines)('a stretch of the log on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write((tx) => tx.insert(tx.tables.syncLogs).values([...logs, ...folded]))
  })
  afterAll(() => close())

  test.each<[string, Stretch[], number[], number]>([
    ['nothing said', [], [1, 2, 3, 4], 0],
    ['from a row on', [{ from: second }], [2, 3, 4], 1],
    ['after a row', [{ after: second }], [3, 4], 1],
    ['before a row', [{ before: third }], [1, 2], 1],
    ['after beats from at the same row', [{ from: second }, { after: second }], [3, 4], 1],
    ['a later from beats an earlier after', [{ after: second }, { from: third }], [3, 4], 1],
    ['the nearer of two ends', [{ before: third }, { before: second }], [1], 1],
    ['both sides', [{ from: second }, { before: third }], [2], 2],
    ['nothing between', [{ after: third, before: second }], [], 2],
  ])('%s', async (_what, stretches, minutes, bounds) => {
    const { syncLogs: log } = store.read.tables
    const query = store.read
      .select({ at: log.at })
      .from(log)
      .where(and(eq(log.method, 'POST'), within(store.read, always, ...stretches)))
      .orderBy(log.id)
    expect((await query).map((row) => row.at)).toEqual(minutes.map(at))
    // SQLite would walk from the first of two bounds on one side to the other.
    expect((query as unknown as { toSQL(): { params: unknown[] } }).toSQL().params).toHaveLength(1 + bounds)
  })

  test('a range and a stretch have one bound on each side', () => {
    const { syncLogs: log } = store.read.tables
    const range = { from: at(1), to: at(4) }
    const query = store.read
      .select()
      .from(log)
      .where(within(store.read, range, { from: second, before: third }))
    expect((query as unknown as { toSQL(): { params: unknown[] } }).toSQL().params).toEqual([second, third])
  })

  test('pages, walks, folds and what came after agree with it', async () => {
    const range = { from: at(2), to: at(3) }
    const minutesOf = (rows: readonly { at: Date }[]) => rows.map((row) => row.at)
    const page = (rest: object) => listSyncLogPage(store.report, '1', listQuery({ range, ...rest }))
    const filters = { text: ['ops'] }
    expect(minutesOf((await page({ sort: [{ id: 'at', direction: 'desc' }] })).rows)).toEqual([at(3), at(2)])
    expect(minutesOf((await page({ filters })).rows)).toEqual([at(3), at(2)])
    expect(minutesOf((await page({ walk: { direction: 'desc', after: third } })).rows)).toEqual([folded[0]!.at, at(2)])
    expect(minutesOf((await page({ walk: { direction: 'asc', after: second } })).rows)).toEqual([folded[0]!.at, at(3)])
    const after = await listSyncLogsAfter(store.report, '1', { range, filters }, second, 10)
    expect(after.map(({ id }) => id)).toEqual([logs[3]!.id, folded[1]!.id, third, folded[0]!.id])
    const inFold = async (fold: { newer: string | null; older: string | null }) =>
      (await listFolded(store.report, '1', listQuery({ range, filters }), fold, 10)).map(({ id }) => id)
    expect(await inFold({ newer: third, older: second })).toEqual([folded[0]!.id])
    expect(await inFold({ newer: null, older: second })).toEqual([folded[0]!.id])
    expect(await inFold({ newer: second, older: null })).toEqual([])
    expect(await inFold({ newer: null, older: third })).toEqual([])
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { countUnfolded, foldPiece, forgetCounts } from './fold-sync-logs.ts'
import { listFolded, listSyncLogPage, listSyncLogsAfter, type SyncLogPage } from './list-sync-logs.ts'
import { listQuery, logRow } from './list-testing.ts'
import { lowestIdAt } from './sync-log-ids.ts'

const start = Date.UTC(2026, 2, 1, 10, 30)
/** Bursts and lulls over nine hours; two of three are updates that changed nothing. */
const logs = Array.from({ length: 300 }, (_, index) => {
  const burst = Math.floor(index / 60)
  return logRow(new Date(start + burst * 6_900_000 + (index % 60) * 9_000), {
    method: 'PUT',
    status: index % 13 === 0 ? 400 : 200,
    changes: index % 3 === 0 ? '[]' : null,
    entityId: `u${index % 5}`,
    entityName: `Person ${index % 5}`,
  })
})
const outcome = (log: (typeof logs)[number]) =>
  log.status >= 400 ? 'rejected' : log.changes === null ? 'no-change' : 'changed'

describe.each(engines)('folded SCIM Sync Logs on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await tx.insert(tx.tables.syncLogs).values(logs)
    })
  })
  afterAll(() => close())

  /** What somebody sees who goes through all pages: rows as they are, folds as their number. */
  async function walk(filters: Record<string, string[]>, direction: 'asc' | 'desc', size: number) {
    const seen: (string | number)[] = []
    let page: SyncLogPage
    let number = 1
    do {
      page = await listSyncLogPage(
        store.report,
        '1',
        listQuery({ filters, sort: [{ id: 'at', direction }], page: number, size }),
      )
      const foldUnder = (id: string | null) =>
        seen.push(...page.folds.flatMap((fold) => (fold.under === id ? fold.count : [])))
      if (number === 1) foldUnder(null)
      for (const { id } of page.rows) {
        seen.push(id)
        foldUnder(id)
      }
      number++
    } while (page.hasMore)
    return { seen, total: page.total }
  }

  const expected = (
    isWanted: (log: (typeof logs)[number]) => boolean,
    direction: 'asc' | 'desc',
    isFolded: boolean,
  ) => {
    const seen: (string | number)[] = []
    for (const log of direction === 'desc' ? logs.toReversed() : logs) {
      if (!isWanted(log)) continue
      const last = seen.at(-1)
      if (!isFolded || outcome(log) !== 'no-change') seen.push(log.id)
      else if (typeof last === 'number') seen[seen.length - 1] = last + 1
      else seen.push(1)
    }
    return { seen, total: seen.filter((each) => typeof each === 'string').length }
  }

  test('pages show every row once, and count what is folded between them, wherever the roll-ups end', async () => {
    const choices = fc.constantFrom<[Record<string, string[]>, (log: (typeof logs)[number]) => boolean, boolean]>(
      [{}, () => true, true],
      [{ status: ['400'] }, (log) => log.status === 400, true],
      [{ entityId: ['u3'] }, (log) => log.entityId === 'u3', true],
      [{ entityName: ['PERSON 2'] }, (log) => log.entityName === 'Person 2', true],
      [{ outcome: ['no-change'] }, (log) => outcome(log) === 'no-change', false],
      [{ outcome: ['changed', 'no-change', 'rejected'] }, () => true, false],
    )
    await fc.assert(
      fc.asyncProperty(
        choices,
        fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
        fc.constantFrom(20, 50, 200),
        fc.integer({ min: -10, max: 700 }),
        async ([filters, isWanted, isFolded], direction, size, foldedMinutes) => {
          await store.write((tx) => forgetCounts(tx, '1'))
          const before = lowestIdAt(new Date(start + foldedMinutes * 60_000 + 31_000))
          const piece = await countUnfolded(store.report, '1', before, 1_000)
          await store.write((tx) => foldPiece(tx, piece))
          expect(await walk(filters, direction, size)).toEqual(expected(isWanted, direction, isFolded))
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)

  test('a fold opens to its rows, in the list’s order', async () => {
    const query = listQuery({ sort: [{ id: 'at', direction: 'desc' }], size: 20 })
    const { folds } = await listSyncLogPage(store.report, '1', query)
    const fold = folds[0]
    if (!fold) throw new Error('nothing was folded')
    const rows = await listFolded(store.report, '1', query, fold, 100)
    expect(rows).toHaveLength(fold.count)
    expect(rows.every((row) => row.outcome === 'no-change')).toBe(true)
    expect(rows.map(({ id }) => id)).toEqual(
      rows
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    )
  })

  test('an export walks through every row', async () => {
    const ids: string[] = []
    for (let after: string | undefined; ; after = ids.at(-1)) {
      const walkOn = { direction: 'desc', ...(after === undefined ? {} : { after }) } as const
      const page = await listSyncLogPage(store.report, '1', listQuery({ size: 70, walk: walkOn }))
      ids.push(...page.rows.map(({ id }) => id))
      if (!page.hasMore) break
    }
    expect(ids).toEqual(logs.map(({ id }) => id).toReversed())
  })

  test('what came after a row, newest first and no more than asked for', async () => {
    const after = logs[289]?.id ?? ''
    const rows = await listSyncLogsAfter(store.report, '1', listQuery(), after, 4)
    expect(rows.map(({ id }) => id)).toEqual(
      logs
        .slice(296)
        .map(({ id }) => id)
        .toReversed(),
    )
  })
})

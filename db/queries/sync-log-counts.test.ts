import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcomeOf } from '#lib/scim/explain.ts'
import type { Instants } from '#lib/table/range.ts'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { countUnfolded, findMark, foldPiece, forgetCounts } from './fold-sync-logs.ts'
import { logRow } from './list-testing.ts'
import { countRequests } from './sync-log-counts.ts'
import { facetsIn } from './sync-log-facets.ts'
import { lowestIdAt } from './sync-log-ids.ts'

const start = Date.UTC(2026, 2, 1, 10, 30)
/** Four and a half hours of requests of several kinds, some in the same minute, some in the same millisecond. */
const logs = Array.from({ length: 400 }, (_, index) => {
  const spread = (index * 7919) % 400
  return logRow(new Date(start + spread * 40_000 + (spread % 7) * 997), {
    method: ['POST', 'PUT', 'PATCH', 'DELETE'][index % 4] ?? '',
    status: index % 11 === 0 ? 409 : index % 4 === 3 ? 204 : 200,
    scimType: index % 11 === 0 ? 'uniqueness' : null,
    changes: index % 3 === 0 ? null : '[{"path":"title"}]',
    entityType: index % 5 === 0 ? 'Group' : index % 7 === 0 ? null : 'User',
    client: index % 2 === 0 ? 'okta' : null,
    durationMs: [20, 300, 800, 2000, 9000][index % 5] ?? 0,
  })
}).sort((a, b) => (a.id < b.id ? -1 : 1))

const outcome = (log: (typeof logs)[number]) =>
  outcomeOf({ method: log.method, url: log.url, status: log.status, changes: log.changes ? [{ path: 'title' }] : [] })

describe.each(engines)('roll-ups on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await tx.insert(tx.tables.syncLogs).values([...logs, logRow(new Date(start), { idpId: '2' })])
    })
  })
  afterAll(() => close())

  /** Folds anew: pieces of `size` rows up to a moment. */
  async function fold(before: Date, size: number): Promise<void> {
    await store.write((tx) => forgetCounts(tx, '1'))
    for (;;) {
      const piece = await countUnfolded(store.report, '1', lowestIdAt(before), size)
      expect(await store.write((tx) => foldPiece(tx, piece))).toBe(true)
      if (piece.isLast) return
    }
  }

  const moment = fc
    .integer({ min: -30, max: 300 })
    .chain((minute) => fc.integer({ min: 0, max: 59_999 }).map((rest) => new Date(start + minute * 60_000 + rest)))
  const choices: Record<string, fc.Arbitrary<string[]>> = {
    outcome: fc.subarray(['changed', 'no-change', 'rejected'], { minLength: 1 }),
    status: fc.subarray(['200', '204', '409'], { minLength: 1 }),
    duration: fc.constantFrom(['up-to-500'], ['over-3000']),
    entityType: fc.constant(['User']),
    client: fc.constant(['okta']),
    scimType: fc.constant(['uniqueness']),
  }
  const longest: Record<string, (ms: number) => boolean> = {
    'up-to-500': (ms) => ms <= 500,
    'over-3000': (ms) => ms > 3000,
  }

  test('and rows that are not folded yet add up to what is in the log, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(moment, { nil: undefined }),
        fc.constantFrom(1, 37, 500),
        fc.record({ from: fc.option(moment, { nil: undefined }), to: fc.option(moment, { nil: undefined }) }),
        fc.record(choices, { requiredKeys: [] }),
        fc.constantFrom(1, 15, 60, 120),
        async (folded, size, range, chosen, stepMinutes) => {
          const filters = Object.fromEntries(
            Object.entries(chosen).flatMap(([id, values]) => (values ? [[id, values]] : [])),
          )
          await (folded ? fold(folded, size === 1 ? 37 : size) : store.write((tx) => forgetCounts(tx, '1')))
          const expected = new Map<string, number>()
          for (const log of logs) {
            const facets: Record<string, string> = {
              outcome: outcome(log),
              status: String(log.status),
              entityType: log.entityType ?? '',
              client: log.client ?? '',
              scimType: log.scimType ?? '',
            }
            const isWanted = Object.entries(filters).every(([id, values]) =>
              id === 'duration' ? longest[values[0] ?? '']?.(log.durationMs) : values.includes(facets[id] ?? ''),
            )
            if (!isWanted || !within(log.at, range)) continue
            const minute = Math.floor(log.at.getTime() / 60_000)
            const key = `${minute - (minute % stepMinutes)} ${outcome(log)}`
            expected.set(key, (expected.get(key) ?? 0) + 1)
          }
          const counted = await countRequests(store.report, {
            idpId: '1',
            range,
            facets: facetsIn(filters),
            stepMinutes,
            by: 'outcome',
          })
          expect(counted.isPartial).toBe(false)
          expect(
            Object.fromEntries(counted.buckets.map((each) => [`${each.start} ${each.value}`, each.count])),
          ).toEqual(Object.fromEntries(expected))
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('a piece that another process folded meanwhile is not added again', async () => {
    await store.write((tx) => forgetCounts(tx, '1'))
    const before = lowestIdAt(new Date(start + 86_400_000))
    const [piece, same] = await Promise.all([1, 2].map(() => countUnfolded(store.report, '1', before, 1000)))
    if (!piece || !same) throw new Error('two pieces were asked for')
    expect(await store.write((tx) => foldPiece(tx, piece))).toBe(true)
    expect(await store.write((tx) => foldPiece(tx, same))).toBe(false)
    expect(await findMark(store.report, '1')).toBe(before)
    const all = {
      idpId: '1',
      range: { from: undefined, to: undefined },
      facets: {},
      stepMinutes: 60,
      by: 'client',
    } as const
    const { buckets } = await countRequests(store.report, all)
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(logs.length)
    expect([...new Set(buckets.map(({ value }) => value))].sort()).toEqual(['', 'okta'])
  })
})

const within = (at: Date, { from, to }: Instants) => (!from || at >= from) && (!to || at <= to)
